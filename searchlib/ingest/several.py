"""Several meetings in one file: where the minutes of one end and those of the next begin."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from searchlib.ingest.dates import find_dates
from searchlib.ingest.lines import Line, Lines

_MAX_MEETINGS = 400
_MAX_LINE = 100

_opening = re.compile(
    r"(?i)[\W\d]*(?:[\wåäö-]+\s){0,4}?(?:[a-zåäö]*protokoll|(?:minnes|mötes)?anteckningar|(?:styrelse|års|medlems|arbets|gruppmöte|råds)?möte|sammanträde|stämma)(?:t|ts)?\b"
)
_MEETINGS = ("protokoll", "anteckningar", "möte", "sammanträde", "stämma")
_other = re.compile(
    r"(?i)\b(?:föregående|förra|nästa|kommande|godkänn\w*|justera\w*|bordlag\w*|enligt|från mötet i|läggs|lades|se)\b"
)
_DATE_WITHIN = 4


def split_meetings(lines: Lines) -> list[Lines]:
    """The lines of each meeting; one list, the same, when the file holds the minutes of one.

    A meeting begins at a short line that names minutes or a meeting, with its date there or in the next lines, set
    apart from the text. There must be two or more, each with a day of its own and in one order of time.
    """
    if not any(_names_meeting(text) for text in lines.texts[:15] if text and len(text) <= _MAX_LINE):
        return [lines]
    openings = _openings(lines)
    days = [day for _, day in openings]
    if len(openings) < 2 or len(set(days)) < len(days) or len(openings) > _MAX_MEETINGS:
        return [lines]
    if days not in (sorted(days), sorted(days, reverse=True)) or any(lines.texts[: openings[0][0]]):
        return [lines]
    starts = [index for index, _ in openings]
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _openings(lines: Sequence[Line]) -> list[tuple[int, datetime.date]]:
    found: list[tuple[int, datetime.date]] = []
    for index, line in enumerate(lines):
        if not line.text or not _may_open(lines, index):
            continue
        day = _day_near(lines, index)
        if day and (not found or _has_text_between(lines, found[-1][0], index)):
            found.append((index, day))
    return found


def _names_meeting(text: str) -> bool:
    """Whether a line begins by naming minutes or a meeting; most hold none of the words, which is seen faster."""
    lower = text.lower()
    return any(word in lower for word in _MEETINGS) and _opening.match(text) is not None


def _may_open(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if len(text) > _MAX_LINE or text.rstrip().endswith((".", ",", ";")) or not _names_meeting(text):
        return False
    apart = (
        index == 0
        or not lines[index - 1].text
        or bool(lines[index].level)
        or lines[index - 1].page != lines[index].page
    )
    return apart and _other.search(text) is None


def _day_near(lines: Sequence[Line], index: int) -> datetime.date | None:
    """The day on this line or on one of the short ones just below it."""
    seen = 0
    for line in lines[index : index + 2 * _DATE_WITHIN]:
        if not line.text:
            continue
        if seen and (len(line.text) > 100 or _other.search(line.text)):
            return None
        for found in find_dates(line.text, compact=True):
            if found.precision == "day":
                return found.value
        seen += 1
        if seen >= _DATE_WITHIN:
            return None
    return None


def _has_text_between(lines: Sequence[Line], first: int, last: int) -> bool:
    """Minutes hold more than a few lines: two openings close together are a list of meetings."""
    return sum(len(line.text) for line in lines[first:last]) > 200
