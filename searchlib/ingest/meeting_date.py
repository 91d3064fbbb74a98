"""Which of the dates in and around a text is the meeting's.

In order of trust: what is given or labelled, title, page header, first lines, name of the file, of its folders.
A date that the text announces or looks back on (`nästa möte`, `senast`, `bordlagt den`) is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from searchlib.documents import DateSource, MeetingDate
from searchlib.ingest.dates import FoundDate, find_dates, find_year
from searchlib.ingest.names import stem_and_folders

# A label stands first on its line or in its cell, and a colon, a cell or a line parts it from the date. One that
# lost its line break is glued to the word before (`NordströmDatum`).
_label = re.compile(
    r"""(?:(?:^|\t|[ ]{2})[ \t*#]*(?:sammanträdes|mötes)?(?:datum|dag|tid)(?:punkt)?(?:[ ]+(?:och|&)[ ]+(?:plats|tid))?
      |(?:^|\t|[ ]{2})[ \t*#]*(?:plats[ ]+och[ ]+(?:tid|datum)|när|date|(?:sammanträdet|mötet)[ ]hölls)
        |(?<=[a-zåäö])D(?-i:atum))
    (?:[ ]+(?:för|till)[ ]+(?:mötet|sammanträdet|sammanträde))?(?![a-zåäö])[*]*[ ]*(?:[:\t]|\n|(?=\d)
      |[ ](?=\d|den|mån|tis|ons|tors|fre|lör|sön))\s*""",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_LABELS = ("sammanträde", "möte", "dag", "tid", "plats", "när", "date")
# Words that make of a date one that is planned, past, or a limit.
_other = re.compile(
    r"(?<![a-zåäö])(?:nästa|nästkommande|kommande|senast|sista|före|innan|inför|föregående|förra|tidigare|bordlag\w*|återremitter\w*|beslut\w*|antag\w*|från\s+och\s+med|fr\.?\s?o\.?\s?m|t\.?\s?o\.?\s?m|till\s+och\s+med|"
    r"justering\w*|justeras|anslag\w*|anslås|publicera\w*|uppdatera\w*|ändra\w*|reviderad\w*|giltig\w*|gäller|utfärda\w*|träder|kommer|ska|skall|planera\w*|inbjudan|besvara\w*|inkom\w*|anmäl\w*|skriv\w*|skick\w*|remiss\w*|daterad\w*|född|sedan|perioden|sfs|prop|utskriv\w*|upprättad\w*|"
    r"tjänsteutlåtande|yttrande|ikraft\w*|upphäv\w*|tryckt?|rådets|parlamentets|av(?=\s+(?:den\s+)?$)|motion\w*|skrivelse|ersättare|mandat\w*|enligt|telefon\w*|tel)(?![a-zåäö])",
    re.IGNORECASE,
)
_meeting = re.compile(
    r"(?i)(?:möte[ts]?|sammanträde[ts]?|protokoll|anteckningar|stämma|årsmöte|konferens|dialogdag|inspirationsdag|heldag|samråd|träff|workshop|seminarium|session)\b"
)
_prose = re.compile(r"[.!?]\s+[A-ZÅÄÖ]|[.!?]\s*$")
_incidental = re.compile(
    r"(?i)(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?|\bden\b|\bkl(?:ockan)?\b\.?|\d{1,2}[.:]\d\d|[(),.:–-]|protokoll|minnesanteckningar"
)
_columns = re.compile(r" {3,}")
_LONG = 300
_FIRST_LINES = 14
_REST = 42
_LONG_NAME = 60
_name_dividers = re.compile(r"[_-]")
_year_and_number = re.compile(r"(?:18|19|20)\d\d[-_:. /]\d")
_SHORT = 110


class Evidence(NamedTuple):
    """Where the meeting's date may be read, from the most trusted place to the least."""

    title: str | None
    header: Sequence[str]
    first_lines: Sequence[str]
    source: str


class Dating(NamedTuple):
    """The date chosen, and the days that other places of trust give instead."""

    date: MeetingDate
    conflicts: tuple[MeetingDate, ...] = ()


def find_meeting_date(evidence: Evidence) -> Dating:
    """The meeting's date, its precision and where it was read; unknown when no place of trust gives one.

    A day without its year takes the year that the title, the file or the folder names.
    """
    found = [date for date in _all(evidence) if date.value is not None]
    if not found:
        return Dating(MeetingDate.unknown())
    exact = [date for date in found if date.precision == "day"]
    chosen = exact[0] if exact and _agrees(exact[0], found[0]) else found[0]
    others = {date.value: date for date in exact if date.value != chosen.value}
    conflicts = tuple(others.values()) if chosen.precision == "day" else ()
    return Dating(chosen, conflicts)


def _agrees(exact: MeetingDate, first: MeetingDate) -> bool:
    """Whether a less trusted but exact date only adds to a rough one."""
    if first.precision == "day" or exact.value is None or first.value is None:
        return True
    if exact.value.year != first.value.year:
        return False
    return first.precision == "year" or exact.value.month == first.value.month


def _all(evidence: Evidence) -> Iterator[MeetingDate]:
    stem, folders = stem_and_folders(evidence.source)
    for source, candidates in (
        ("label", _labelled(evidence.first_lines)),
        ("label", _labelled(evidence.header)),
        ("title", _in_title(evidence.title)),
        ("page_header", _in_lines(evidence.header)),
        ("first_lines", _in_first_lines(evidence.first_lines)),
        ("file_name", _in_name(stem)),
        ("folder_name", _in_folders(folders)),
    ):
        for candidate in candidates:
            yield _dated(candidate, source, evidence)  # type: ignore[arg-type]
            break


def _dated(found: FoundDate, source: DateSource, evidence: Evidence) -> MeetingDate:
    if found.year is None:
        found = found._replace(year=_year_around(evidence))
    try:
        return MeetingDate(found.value, found.precision, source)
    except ValueError:  # 29 February of a year that has none
        return MeetingDate.unknown()


def _year_around(evidence: Evidence) -> int | None:
    """The year that the title, the file's name or a folder names, for days that come without."""
    stem, folders = stem_and_folders(evidence.source)
    for text in (evidence.title or "", stem, *reversed(folders)):
        year = next((found.year for found in find_dates(text, compact=True) if found.year), None) or find_year(text)
        if year:
            return year
    return None


def _labelled(lines: Iterable[str]) -> Iterator[FoundDate]:
    """Dates after a label, on the same line or at the start of the next."""
    lines = list(lines)
    if not any(map(_may_hold_label, lines)):
        return
    text = "\n".join(_columns.sub("  ", line[:_LONG]) for line in lines)
    for match in _label.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if _other.search(line):
            continue
        rest = text[match.end() : match.end() + 90].split("\n", 1)[0]
        found = next(find_dates(rest, compact=True), None)
        if found and found.start <= 45 and not _other.search(rest[: found.start]):
            yield found


def _may_hold_label(line: str) -> bool:
    """A cheap test: a label stands first on its line or in a cell, or is glued to the word before it."""
    if "\t" in line or "  " in line or "atum" in line:
        return True
    return line.lstrip(" *#").lower().startswith(_LABELS)


def _in_title(title: str | None) -> Iterator[FoundDate]:
    if not title:
        return
    for found in find_dates(title, compact=True):
        if not _other.search(title[: found.start]):
            yield found
    year = find_year(title)
    if year and _meeting.search(title):
        yield FoundDate(year, None, None, 0, 0)


def _in_lines(lines: Iterable[str]) -> Iterator[FoundDate]:
    for line in lines:
        if not _other.search(line):
            yield from (found for found in find_dates(line, compact=True) if found.year)


def _in_first_lines(lines: Sequence[str]) -> Iterator[FoundDate]:
    """Dates on short lines that hold little else, or that speak of the meeting."""
    for line in lines[:_FIRST_LINES]:
        if len(line) > _SHORT or (_prose.search(line) and not _meeting.search(line[:40])):
            continue
        for found in find_dates(line, compact=True):
            before = line[: found.start]
            of_meeting = _meeting.search(line) is not None
            if _other.search(before) or not (of_meeting or _holds_little_else(line, found)):
                continue
            # A month, or a day without a year, is one of many things unless the line speaks of the meeting.
            if found.precision == "day" or (of_meeting and found.month):
                yield found


def _holds_little_else(line: str, found: FoundDate) -> bool:
    """Whether a line is a date with a place, a weekday, a time or the name of the authority beside it."""
    words = _incidental.sub(" ", f"{line[: found.start]} {line[found.end :]}")
    return len("".join(words.split())) <= _REST and "<" not in line


def _in_name(name: str) -> Iterator[FoundDate]:
    """Dates in the name of a file or folder, then its only year; a year with a number after it is a reference."""
    yield from (found for found in find_dates(name.replace("_", " "), compact=True) if found.year)
    if len(name) <= _LONG_NAME and not _year_and_number.search(name):
        year = find_year(_name_dividers.sub(" ", name))
        if year:
            yield FoundDate(year, None, None, 0, 0)


def _in_folders(folders: Sequence[str]) -> Iterator[FoundDate]:
    for folder in reversed(folders):
        yield from _in_name(folder)
