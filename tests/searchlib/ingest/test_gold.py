"""Sixty real files, chosen from every kind and read by eye: what was understood, against what stands there.

`gold.json` holds facts only. A section is `place:number:heading`: how many letters and digits stand before it in the
file (`gold_places.py`), its number, and a CRC-32 sum of the words of its whole heading, so that no text is copied.
A file whose sections are not judged (fragments of statutes) has null.
"""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from searchlib.documents import Minutes
from searchlib.ingest.reading import read_minutes
from tests.searchlib.ingest.gold_places import places_in

ROWS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("gold.json").read_text(encoding="utf-8"))


class Read(NamedTuple):
    """A file of the gold, what was read of it, and where its sections begin."""

    row: dict[str, Any]
    minutes: Minutes
    sections: list[tuple[int, str, str]]


@pytest.fixture(scope="module")
def judged(testdata: Path) -> list[Read]:
    found = []
    for row in ROWS:
        path = testdata / row["file"]
        (minutes,) = read_minutes(path, row["file"])
        headed = [section for section in minutes.sections if section.heading or section.number]
        sections = [
            (place, (section.number or "-").replace(" ", ""), key_of(section.heading) if section.heading else "-")
            for place, section in zip(places_in(path, minutes), headed, strict=True)
        ]
        found.append(Read(row, minutes, sections))
    return found


@pytest.fixture(scope="module")
def read(judged: list[Read]) -> list[tuple[dict[str, Any], Minutes]]:
    return [(one.row, one.minutes) for one in judged]


def key_of(heading: str) -> str:
    return f"{zlib.crc32(re.sub(r'[^a-z0-9åäöé]+', ' ', heading.lower()).strip().encode()):08x}"


def gold_sections(row: dict[str, Any]) -> list[tuple[int, str, str]]:
    parts = (each.split(":") for each in row["sections"].split())
    return [(int(place), number, key) for place, number, key in parts]


def test_there_are_sixty_files_of_six_kinds() -> None:
    assert len(ROWS) == 60
    assert len({row["file"].rpartition("/")[0] for row in ROWS}) == 6


def test_every_date_that_is_given_is_right(read: list[tuple[dict[str, Any], Minutes]]) -> None:
    wrong = {
        row["file"]: (str(minutes.meeting_date.value), row["date"])
        for row, minutes in read
        if minutes.meeting_date.value is not None and str(minutes.meeting_date.value) != row["date"]
    }
    assert wrong == {}


def test_hardly_any_date_is_left_unknown(read: list[tuple[dict[str, Any], Minutes]]) -> None:
    dated = [(row, minutes) for row, minutes in read if row["date"]]
    unknown = [row["file"] for row, minutes in dated if minutes.meeting_date.value is None]
    assert len(unknown) <= 0.05 * len(dated), unknown


def test_the_place_where_the_date_was_read_is_named(read: list[tuple[dict[str, Any], Minutes]]) -> None:
    assert {row["file"] for row, minutes in read if minutes.meeting_date.source != row["date_source"]} == set()


def test_section_boundaries_reach_an_f1_of_095(judged: list[Read]) -> None:
    """Judged by place: a heading that is found elsewhere than where it stands is both missed and invented."""
    wanted = found = right = 0
    for one in (one for one in judged if one.row["sections"] is not None):
        expected, got = {place for place, *_ in gold_sections(one.row)}, [place for place, *_ in one.sections]
        wanted, found = wanted + len(expected), found + len(got)
        right += len(expected.intersection(got))
    assert wanted == 1_094
    assert 2 * right / (wanted + found) >= 0.95


def test_each_file_of_the_gold_has_its_boundaries(judged: list[Read]) -> None:
    """No file is carried by the others; a report inside a report (H60321) loses what is numbered twice."""
    for one in (one for one in judged if one.row["sections"]):
        expected, got = {place for place, *_ in gold_sections(one.row)}, [place for place, *_ in one.sections]
        assert 2 * len(expected.intersection(got)) / (len(expected) + len(got)) >= 0.8, one.row["file"]


def test_sections_have_their_number_and_their_whole_heading(judged: list[Read]) -> None:
    """Of the sections that begin where they should."""
    expected = [(one.row["file"], *each) for one in judged if one.row["sections"] for each in gold_sections(one.row)]
    got = {(one.row["file"], *each) for one in judged for each in one.sections}
    places = {each[:2] for each in got}
    odd = [each for each in expected if each[:2] in places and each not in got]
    assert len(odd) <= 0.01 * len(expected), odd


def test_files_without_sections_get_none(judged: list[Read]) -> None:
    plain = [one for one in judged if one.row["sections"] == ""]
    assert len(plain) == 13
    assert [one.row["file"] for one in plain if one.sections] == []


def test_every_paragraph_of_the_council_is_found_and_none_invented(judged: list[Read]) -> None:
    council = [one for one in judged if "goteborg" in one.row["file"]]
    assert len(council) == 20
    for one in council:
        assert [each[:2] for each in one.sections] == [each[:2] for each in gold_sections(one.row)], one.row["file"]


def test_words_broken_at_line_ends_are_whole(judged: list[Read]) -> None:
    checked = 0
    for one in (one for one in judged if "joined" in one.row):
        words = {word for section in one.minutes.sections for word in re.findall("[a-zåäö]+", section.text.lower())}
        found = {f"{zlib.crc32(word.encode()):08x}" for word in words}
        assert set(one.row["joined"].split()) <= found, one.row["file"]
        checked += len(one.row["joined"].split())
    assert checked == 14


def test_titles_are_acceptable(read: list[tuple[dict[str, Any], Minutes]]) -> None:
    named = [(row, minutes) for row, minutes in read if row["title"]]
    odd = [(minutes.title, row["title"]) for row, minutes in named if minutes.title != row["title"]]
    assert len(odd) <= 0.05 * len(named), odd


def test_an_organ_is_right_or_not_named(read: list[tuple[dict[str, Any], Minutes]]) -> None:
    wrong = {row["file"]: minutes.organ for row, minutes in read if minutes.organ not in (None, row["organ"])}
    assert wrong == {}
    known = [minutes.organ for row, minutes in read if row["organ"]]
    assert known.count(None) <= 0.1 * len(known)


def test_kinds_are_right(read: list[tuple[dict[str, Any], Minutes]]) -> None:
    assert {row["file"]: minutes.kind for row, minutes in read if minutes.kind != row["kind"]} == {}


FURNITURE = re.compile(
    r"\s*(?:(?:Sida? )?\d+ \(\d+\)|Sammanträdesdatum: .*|Göteborgs Stad \w+,? protokoll"
    r"|Protokoll \(?nr \d+\)?|.*\.{6,}.*\d)\s*"
)


def test_hardly_any_page_furniture_is_left(read: list[tuple[dict[str, Any], Minutes]]) -> None:
    left: dict[str, list[str]] = {}
    for row, minutes in read:
        lines = [line for section in minutes.sections for line in section.text.split("\n")]
        left[row["file"]] = [line for line in lines if FURNITURE.fullmatch(line)]
    assert sum(map(len, left.values())) <= len(read), left
    assert max(map(len, left.values()), default=0) <= 1, left


@pytest.mark.slow
def test_every_text_and_page_of_the_shared_files_is_read(testdata: Path) -> None:
    files = [
        path
        for folder in ("minutes", "messy")
        for path in sorted((testdata / folder).rglob("*"))
        if path.suffix in (".txt", ".html")
    ]
    assert len(files) >= 340
    for path in files:
        assert read_minutes(path, path.relative_to(testdata).as_posix())
