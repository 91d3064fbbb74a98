"""Stored minutes equal what was stored, and are read record by record."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.documents import MeetingDate, Minutes, Participant, Section
from searchlib.engines.whoosh.records import records_of, stored_minutes
from searchlib.errors import IndexDamaged

TEXTS = st.text(max_size=40)
MAYBE = st.none() | TEXTS
SECTIONS = st.lists(
    st.tuples(TEXTS, MAYBE, MAYBE, TEXTS, st.none() | st.integers(1, 9), st.integers(1, 600)), max_size=6
)


def minutes_of(sections: list[Section], **known: object) -> Minutes:
    return Minutes("id", ("a.txt",), "Protokoll", None, None, MeetingDate.unknown(), tuple(sections), **known)  # type: ignore[arg-type]


def section(position: int, text: str) -> Section:
    return Section(f"s{position}", None, position, None, text)


@given(SECTIONS, MAYBE, st.dates() | st.none())
def test_minutes_come_back_as_they_were(parts: list[tuple], organ: str | None, day: datetime.date | None) -> None:
    sections = tuple(
        Section(section_id, number, position, heading, text * repeated, page)
        for position, (section_id, number, heading, text, page, repeated) in enumerate(parts)
    )
    date = MeetingDate(day, "day", "label") if day else MeetingDate.unknown()
    minutes = Minutes(
        "id", ("a", "b"), "Titel", "protokoll", organ, date, sections, "RS/1", ("RS/1", "2"),
        (Participant("Ann", None), Participant("Bo", "ordförande")), "Borås", "https://x.example", ("l",), ("w",),
    )  # fmt: skip
    records = records_of(minutes)
    assert len(records) == len(sections) + 1
    stored = stored_minutes(records.__getitem__)
    assert stored == minutes
    assert hash(stored) == hash(minutes)
    assert repr(stored.sections) == repr(minutes.sections)


def test_a_section_is_read_with_its_own_record_only() -> None:
    minutes = minutes_of([section(position, f"{position} " * 3_000) for position in range(20)])
    records = records_of(minutes)
    read: list[int] = []

    def read_record(row: int) -> bytes:
        read.append(row)
        return records[row]

    stored = stored_minutes(read_record)
    assert (read, len(stored.sections)) == ([0], 20)
    assert stored.sections[-1] == minutes.sections[19]
    assert sum(1 for row in read if records[row]) == 2
    assert stored.sections[17:19] == minutes.sections[17:19]
    with pytest.raises(IndexError):
        stored.sections[20]


def test_text_with_a_lone_surrogate_survives() -> None:
    minutes = minutes_of([section(0, "a\ud800b\nc")])
    assert stored_minutes(records_of(minutes).__getitem__) == minutes


@pytest.mark.parametrize("damage", [b"", b"\x00\x01\x02", records_of(minutes_of([]))[0][:-4]])
def test_a_damaged_record_says_so(damage: bytes) -> None:
    with pytest.raises(IndexDamaged):
        stored_minutes(lambda row: damage)
