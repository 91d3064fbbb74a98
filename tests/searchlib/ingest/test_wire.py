from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib import errors
from searchlib.documents import MeetingDate, Minutes, Participant, Section
from searchlib.errors import ReaderFailed, UnreadableFile
from searchlib.ingest.wire import decode, encode_error, encode_minutes

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
MAYBE = st.none() | TEXT
DATES = st.just(MeetingDate.unknown()) | st.builds(
    MeetingDate, st.dates(), st.sampled_from(["day", "month", "year"]), st.sampled_from(["label", "title", "caller"])
)
SECTIONS = st.builds(Section, TEXT, MAYBE, st.integers(0, 99), MAYBE, TEXT, st.none() | st.integers(1, 99))
MINUTES = st.builds(
    Minutes,
    id=TEXT,
    sources=st.lists(TEXT, min_size=1, max_size=3).map(tuple),
    title=TEXT,
    kind=MAYBE,
    organ=MAYBE,
    meeting_date=DATES,
    sections=st.lists(SECTIONS, max_size=3).map(tuple),
    reference_number=MAYBE,
    reference_numbers=st.lists(TEXT, max_size=2).map(tuple),
    participants=st.lists(st.builds(Participant, TEXT, MAYBE), max_size=2).map(tuple),
    place=MAYBE,
    url=MAYBE,
    links=st.lists(TEXT, max_size=2).map(tuple),
    warnings=st.lists(TEXT, max_size=2).map(tuple),
)


@given(st.lists(MINUTES, max_size=3).map(tuple))
def test_minutes_come_back_as_they_went(minutes: tuple[Minutes, ...]) -> None:
    assert decode(encode_minutes(minutes), "a.pdf") == minutes


ERRORS = [
    errors.EmptyFile("a"),
    errors.NoText("a"),
    errors.BinaryFile("a"),
    errors.FileTooLarge("a", 7, 5),
    errors.TooManyPages("a", 7, 5),
    errors.EncryptedFile("a"),
    errors.FileVanished("a", "borta"),
    errors.UnsupportedFormat("a", "doc"),
    errors.ExtraMissing("a", "pdf"),
    errors.MalformedFile("a", "trasig"),
    errors.ReaderFailed("a", "död"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_come_back_as_they_went(error: UnreadableFile) -> None:
    with pytest.raises(type(error)) as back:
        decode(encode_error(error), "a")
    assert vars(back.value) == vars(error)
    assert str(back.value) == str(error)


def test_every_error_of_one_file_can_travel() -> None:
    assert {type(error) for error in ERRORS} == set(UnreadableFile.__subclasses__())


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"ingen JSON",
        b"[]",
        b"7",
        b"{}",
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"minutes": [{"id": 1}]}',
        b'{"minutes": 7}',
        b'{"error": "SystemExit", "arguments": []}',
        b'{"error": "FileTooLarge", "arguments": []}',
    ],
)
def test_an_answer_that_is_none_is_told(message: bytes) -> None:
    with pytest.raises(ReaderFailed):
        decode(message, "a.pdf")


@pytest.mark.parametrize(
    "changed",
    [{"title": 7}, {"date": ["2015-13-01", "day", "label"]}, {"date": [None, "ofta", "none"]}, {"sections": [[1]]}],
)
def test_an_answer_of_wrong_kinds_is_told(changed: dict[str, object]) -> None:
    whole = Minutes("i", ("a",), "t", None, None, MeetingDate(datetime.date(2015, 1, 1), "day", "label"), ())
    answer = json.loads(encode_minutes((whole,)))
    answer["minutes"][0] |= changed
    with pytest.raises(ReaderFailed):
        decode(json.dumps(answer).encode(), "a.pdf")
