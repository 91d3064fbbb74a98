"""A small grammar of the dates that stand in Swedish minutes.

Every spelling gives a day, a month or a year; a day without its year is found too, for the year may stand
elsewhere. ISO weeks are not dates. Which date is the meeting's is decided in `meeting_date`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from searchlib.documents import Precision
from searchlib.ingest.cues import Cues

# Two-digit years: minutes on file reach back to the seventies, and forward to the forties.
_PIVOT = 50

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb febr",
            "mars march mar",
            "april apr",
            "maj may",
            "juni june jun",
            "juli july jul",
            "augusti august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAY = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en|ar)?|\.)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?![a-zåäö])\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
# `2019`, `år 2019`, `-19`, `'19`; a two-digit year without a sign is a time of day as often as not.
_YEAR_AFTER = rf"(?:,?\s*(?:år\s+)?(?P<{{0}}>{_YEAR})(?!\d)|\s*[-'´’](?P<{{0}}2>\d\d)(?![\d.:]))"
_TO = r"\s*(?:[-–—/&]|och|till|t\.?\s?o\.?\s?m\.?)\s*"

# The numeric spellings may be glued to a word on either side (`2024-11-18Diarienummer`), never to a digit.
_NUMERIC = (
    rf"(?<![\d/:.,])(?<!\d-)(?P<y>{_YEAR})[-.](?P<m>0?[1-9]|1[0-2])[-.](?P<d>{_DAY})(?!\d)"
    rf"|(?<![\d/:.,-])(?P<yslash>{_YEAR})/(?P<mslash>0[1-9]|1[0-2])/(?P<dslash>{_DAY})(?![\d/])"
    rf"|(?<![\d/:.,])(?<!\d-)(?P<yonly>{_YEAR})-(?P<monly>0[1-9]|1[0-2])(?![\d-])"
    rf"|(?<![\d/:.,])(?<!\d-)(?P<ddot>{_DAY})[./](?P<mdot>0?[1-9]|1[0-2])[./](?P<ydot>{_YEAR})(?!\d)"
    rf"|(?<![\d/:.,-])(?P<dsl>{_DAY})/(?P<msl>0?[1-9]|1[0-2])(?![\d/])(?!\s*(?:kl|%))(?:\s*[-–,]?\s*(?P<ysl>{_YEAR})(?!\d)|\s*[-'](?P<ysl2>\d\d)(?!\d))?"
)
_WRITTEN = (
    rf"(?<![\d.,/:-])(?P<dw>{_DAY})(?:\s?:?[ea]|st|nd|rd|th)?\.?"
    rf"(?:\s*(?P<mr>{_MONTH})?{_TO}(?:{_WEEKDAY}\s+)?(?:den\s+)?{_DAY}(?::?[ea])?)?"
    rf"\s*(?:of\s+)?(?<![a-zåäö])(?P<mw>{_MONTH})(?:{_YEAR_AFTER.format('yw')})?"
    rf"|(?<![a-zåäö])(?P<me>{_MONTH})\s+(?:(?P<de>{_DAY})(?:st|nd|rd|th)?(?![\d:.])(?:,?\s+(?P<ye>{_YEAR})(?!\d))?|(?P<ym>{_YEAR})(?!\d))"
)
# YYMMDD, as in file names: in running text six digits are anything, so this is for short texts only.
_COMPACT = (
    r"(?<!\d)(?<!\d-)(?P<yc>(?:1[89]|20)\d\d|\d\d)(?P<mc>0[1-9]|1[0-2])(?P<dc>0[1-9]|[12]\d|3[01])(?!\d|[-+]\d{4}|--\d)"
)
_SHORT_ISO = rf"(?<![\d/:.,-])(?P<ys>\d\d)[-](?P<ms>0[1-9]|1[0-2])[-](?P<ds>{_DAY})(?![\d-])"

_dates = re.compile(f"{_NUMERIC}|{_WRITTEN}", re.IGNORECASE)
_short_dates = re.compile(f"{_NUMERIC}|{_WRITTEN}|{_COMPACT}|{_SHORT_ISO}", re.IGNORECASE)
_digit = re.compile("[0-9]")
# What every date in figures holds, and the beginnings of all months: cheap tests before the grammar is asked.
_numeric = re.compile(r"\d[-./]\d|\d{6}")
_SHORT = 200
_month_stems = Cues(*dict.fromkeys(name[:3] for name in MONTHS))
_year = re.compile(rf"(?<![\d/:.,-]){_YEAR}(?![\d/:])(?!-\d)")


class FoundDate(NamedTuple):
    """A date as a text gives it: parts that are missing are None; `start` and `end` are its place."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int

    @property
    def value(self) -> datetime.date | None:
        """The date, or the first day of its month or year; None without a year."""
        if self.year is None:
            return None
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def precision(self) -> Precision:
        """How exact the date is; a day without a year is unknown."""
        if self.year is None:
            return "unknown"
        return "day" if self.day else "month" if self.month else "year"


def find_dates(text: str, *, compact: bool = False) -> Iterator[FoundDate]:
    """Every date in a text, in order. `compact` also takes YYMMDD and YYYYMMDD, as in names of files.

    Impossible days (31 februari) and the placeholder 1900-01-01 are not dates.
    """
    return iter(_remembered(text, compact)) if len(text) <= _SHORT else _dates_in(text, compact)


@lru_cache(maxsize=64)
def _remembered(text: str, compact: bool) -> tuple[FoundDate, ...]:
    """The dates of a short text. Titles, first lines and names of files are asked for theirs several times."""
    return tuple(_dates_in(text, compact))


def _dates_in(text: str, compact: bool) -> Iterator[FoundDate]:
    if _numeric.search(text) is None and not _may_hold_month(text):
        return
    for match in (_short_dates if compact else _dates).finditer(text):
        found = _found(match)
        if found is not None:
            yield found


def _may_hold_month(text: str) -> bool:
    """Whether a text with a digit in it holds what could be a month."""
    if _digit.search(text) is None:
        return False
    return _month_stems.within(text.lower())


def find_year(text: str) -> int | None:
    """The only year that a short text names (18xx to 20xx), or None when it names several or none."""
    if _digit.search(text) is None:
        return None
    years = {int(match[0]) for match in _year.finditer(text)}
    return years.pop() if len(years) == 1 else None


def _found(match: re.Match[str]) -> FoundDate | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    year = _number(groups, "y", "yslash", "yonly", "ydot", "ysl", "yw", "ye", "ym", "yc", "ysl2", "yw2", "ys")
    month = _number(groups, "m", "mslash", "monly", "mdot", "msl", "mc", "ms")
    if month is None:
        month = MONTHS[(groups.get("mr") or groups.get("mw") or groups["me"]).lower().rstrip(".")]
    day = _number(groups, "d", "dslash", "ddot", "dsl", "dw", "de", "dc", "ds")
    if year is not None and year < 100:
        year += 2000 if year < _PIVOT else 1900
    if not _exists(year, month, day) or (year, month, day) == (1900, 1, 1):
        return None
    return FoundDate(year, month, day, match.start(), match.end())


def _number(groups: dict[str, str], *names: str) -> int | None:
    """The value of whichever of these groups took part in the match."""
    return next((int(groups[name]) for name in names if name in groups), None)


def _exists(year: int | None, month: int, day: int | None) -> bool:
    try:
        datetime.date(2000 if year is None else year, month, day or 1)
    except ValueError:
        return False
    return True
