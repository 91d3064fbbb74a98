"""Sixty real files, chosen from every kind and read by eye: what was understood, against what stands there.

`gold.json` holds facts only. Headings are kept as CRC-32 sums of their words, so that no text is copied.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from searchlib.documents import Minutes
from searchlib.ingest.reading import read_minutes

ROWS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def read(testdata: Path) -> list[tuple[dict[str, Any], Minutes]]:
    pairs = []
    for row in ROWS:
        (minutes,) = read_minutes(testdata / row["file"], row["file"])
        pairs.append((row, minutes))
    return pairs


def expanded(ranges: str) -> Iterator[str]:
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        yield from map(str, range(int(first), int(last) + 1)) if last else [first]


def key_of(heading: str) -> str:
    return f"{zlib.crc32(re.sub(r'[^a-z0-9åäöé]+', ' ', heading.lower()).strip().encode()):08x}"


def boundaries(row: dict[str, Any], minutes: Minutes) -> tuple[Sequence[str], Sequence[str]]:
    """The boundaries that should be there, and those found."""
    if "numbers" in row:
        return list(expanded(row["numbers"])), [
            section.number or "?" for section in minutes.sections if section.heading or section.number
        ]
    return row["keys"].split(), [key_of(section.heading) for section in minutes.sections if section.heading]


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


def test_section_boundaries_reach_an_f1_of_095(read: list[tuple[dict[str, Any], Minutes]]) -> None:
    wanted = found = right = 0
    for row, minutes in read:
        if row["sections"] is None:
            continue
        expected, got = boundaries(row, minutes)
        wanted, found = wanted + len(expected), found + len(got)
        right += sum((Counter(expected) & Counter(got)).values())
    assert 2 * right / (wanted + found) >= 0.95


def test_every_paragraph_of_the_council_is_found_and_none_invented(read: list[tuple[dict[str, Any], Minutes]]) -> None:
    council = [(row, minutes) for row, minutes in read if "goteborg" in row["file"]]
    assert len(council) == 20
    for row, minutes in council:
        expected, got = boundaries(row, minutes)
        assert got == expected, row["file"]


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
