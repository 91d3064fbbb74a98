"""The values of `år:` and `datum:`: a year, month or day, or a range of them with `..`."""

from __future__ import annotations

import calendar
import datetime
import re

from searchlib.query.nodes import Dates

_POINT = r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?"
_RANGE = re.compile(rf"(?P<first>{_POINT})?\.\.(?P<last>{_POINT})?")
_YEARS = re.compile(r"(\d{4})\s?[-–]\s?(\d{4})")


def parse_dates(text: str) -> Dates | None:
    """`2015`, `2015-10`, `2015-10-23`, `2015..2018`, `2015-10..`, `..2018`, `2015-2018`; None for anything else."""
    if years := _YEARS.fullmatch(text):
        text = f"{years[1]}..{years[2]}"
    if ".." not in text:
        text = f"{text}..{text}"
    found = _RANGE.fullmatch(text)
    if found is None or not (found["first"] or found["last"]):
        return None
    try:
        first = _first_day(found["first"]) if found["first"] else None
        last = _last_day(found["last"]) if found["last"] else None
    except ValueError:
        return None
    if first and last and first > last:
        first, last = _first_day(found["last"]), _last_day(found["first"])
    return Dates(first, last)


def _first_day(point: str) -> datetime.date:
    year, month, day = [*map(int, point.split("-")), 1, 1][:3]
    return datetime.date(year, month, day)


def _last_day(point: str) -> datetime.date:
    numbers = list(map(int, point.split("-")))
    if len(numbers) == 1:
        return datetime.date(numbers[0], 12, 31)
    if len(numbers) == 2:
        # monthrange raises IllegalMonthError, a ValueError, for a thirteenth month.
        return datetime.date(numbers[0], numbers[1], calendar.monthrange(numbers[0], numbers[1])[1])
    return datetime.date(numbers[0], numbers[1], numbers[2])
