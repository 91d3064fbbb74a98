from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from searchlib.documents import MeetingDate, Minutes, Section, minutes_id
from searchlib.ingest.duplicates import merge_duplicates, text_fingerprint

LONG = "Rådet talade om överenskommelsen mellan regionen och det civila samhället. " * 10


def minutes(
    source: str, *texts: str, title: str = "Protokoll", day: int | None = 1, organ: str | None = None
) -> Minutes:
    date = MeetingDate(datetime.date(2015, 1, day), "day", "label") if day else MeetingDate.unknown()
    sections = tuple(Section(str(place), None, place, None, text) for place, text in enumerate(texts))
    return Minutes(minutes_id(source), (source,), title, None, organ, date, sections)


def test_the_same_text_in_two_files_is_one_meeting_with_two_sources() -> None:
    (one,) = merge_duplicates([minutes("b.pdf", LONG), minutes("a.txt", LONG)])
    assert one.sources == ("a.txt", "b.pdf")
    assert one.id == minutes_id("a.txt")


def test_other_texts_stay_apart_in_path_order() -> None:
    merged = merge_duplicates([minutes("c", LONG + "x"), minutes("a", LONG), minutes("b", LONG + "y")])
    assert [one.source for one in merged] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "other",
    [
        minutes("b", LONG.replace(" ", "\n")),
        minutes("b", LONG.upper()),
        minutes("b", LONG[:100], LONG[100:]),
        minutes("b", "- " + LONG.replace("Rådet", "**Rådet**")),
        minutes("b", "Protokoll\n" + LONG),
        minutes("b", LONG, day=None),
        minutes("b", LONG, organ="Rådet"),
    ],
)
def test_what_a_format_turns_does_not_matter(other: Minutes) -> None:
    assert text_fingerprint(other) == text_fingerprint(minutes("a", LONG))


def test_a_heading_is_the_same_whether_a_format_marks_it_or_not() -> None:
    plain = minutes("a", "§ 1 Öppnande\n" + LONG)
    marked = replace(plain, sections=(Section("1", "§ 1", 0, "Öppnande", LONG),))
    assert text_fingerprint(plain) == text_fingerprint(marked)


@pytest.mark.parametrize(
    "other",
    [minutes("b", "Mötet ställdes in.", day=2), minutes("b", "Mötet ställdes in.", organ="Nämnden")],
)
def test_a_short_text_is_another_meeting_on_another_day_or_of_another_organ(other: Minutes) -> None:
    assert text_fingerprint(other) != text_fingerprint(minutes("a", "Mötet ställdes in."))


def test_one_letter_makes_another_text() -> None:
    assert text_fingerprint(minutes("a", LONG)) != text_fingerprint(minutes("a", LONG.replace("Rådet", "Rådat", 1)))
