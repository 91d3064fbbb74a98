"""Where sections begin in a file, counted in letters and digits from its beginning.

White space, signs, hyphens at line ends and tags do not count, so that a place stays the same however a file is
read; tags are taken off here without the library.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from searchlib.documents import Minutes, Section
from searchlib.ingest.encodings import decode
from searchlib.text import normalised

_silent = re.compile(r"(?is)<!--.*?-->|<(script|style|head|title)\b.*?</\1\s*>|<[^>]*>")
_other = re.compile(r"[\W_]+")
# How many letters of a section, its number and heading first, must stand at its place; fewer where page furniture or
# a reference number stands between them.
_LENGTHS = (80, 40, 20)
_FURNITURE = 150


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return _other.sub("", text.lower())


def raw_text(path: Path) -> str:
    """What stands in a file, tags aside."""
    text = decode(path.read_bytes(), path.name)
    if path.suffix == ".html":
        text = html.unescape(_silent.sub(" ", text))
    return normalised(text)


def places_in(path: Path, minutes: Minutes) -> list[int]:
    """Where each headed section of the minutes begins in the file they were read from; -1 where it cannot be found."""
    raw = letters(raw_text(path))
    return list(_places(raw, [section for section in minutes.sections if section.heading or section.number]))


def _places(raw: str, sections: list[Section]) -> Iterator[int]:
    after = 0
    for number, section in enumerate(sections):
        # A section without a text of its own is known by the headings that follow it.
        said = "".join(_said(each) for each in sections[number : number + 3])
        place = _place(raw, section, said, after)
        yield place
        after = max(after, place + 1)


def _said(section: Section) -> str:
    return "".join(letters(part or "") for part in (section.number, section.heading, section.text[:200]))


def _place(raw: str, section: Section, said: str, after: int) -> int:
    for length in _LENGTHS[:2]:
        place = raw.find(said[:length], after)
        if place >= 0:
            return place
    number, heading = letters(section.number or ""), letters(section.heading or "")
    reference, text = letters(section.text.split("\n", 1)[0]), letters(section.text[:200])
    # `§ 12 KS 2023/115 Rubrik`: a reference number stands between, which begins the text; or a page header does.
    for start, follows in (
        (f"{number}{reference}", heading[: _LENGTHS[1]]),
        (f"{number}{heading}", text[: _LENGTHS[2]]),
    ):
        place = _followed(raw, start, follows, after)
        if place >= 0:
            return place
    return raw.find(said[: _LENGTHS[2]], after)


def _followed(raw: str, start: str, follows: str, after: int) -> int:
    place = raw.find(start, after)
    while place >= 0 and raw.find(follows, place, place + len(start) + _FURNITURE) < 0:
        place = raw.find(start, place + 1)
    return place


def line_of(path: Path, place: int) -> int:
    """The line of the raw text, from 1, in which a place lies: to look it up by eye."""
    starts, count = [0], 0
    for line in raw_text(path).split("\n"):
        count += len(letters(line))
        starts.append(count)
    return bisect_right(starts, place)
