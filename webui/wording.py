"""Dates, numbers and names of things as a Swedish reader expects them."""

from __future__ import annotations

import datetime

from flask import Flask

from searchlib.documents import DateSource, MeetingDate
from searchlib.results import Total, Why
from webui.params import Years, written_years

_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()

_DATE_SOURCES: dict[DateSource, str] = {
    "label": "ur datumraden",
    "front_matter": "ur filens uppgifter",
    "title": "ur titeln",
    "page_header": "ur sidhuvudet",
    "first_lines": "ur inledningen",
    "text": "ur texten",
    "file_name": "ur filnamnet",
    "folder_name": "ur mappens namn",
    "caller": "uppgivet vid inläsningen",
    "none": "",
}

WHY: dict[Why, str] = {
    "exact": "Som du skrev",
    "inflection": "Böjningar",
    "compound": "Sammansättningar",
    "synonym": "Liktydiga ord",
    "spelling": "Annan stavning",
    "name": "Namn som låter lika",
}


def written_date(date: MeetingDate) -> str:
    """The date written out no more exactly than it is known: `23 oktober 2015`, `oktober 2015`, `2015`, `odaterad`."""
    value = date.value
    if value is None or date.precision == "unknown":
        return "odaterad"
    if date.precision == "year":
        return str(value.year)
    month = f"{_MONTHS[value.month - 1]} {value.year}"
    return month if date.precision == "month" else f"{value.day} {month}"


def machine_date(date: MeetingDate) -> str:
    """The same for the attribute `datetime`: `2015-10-23`, `2015-10`, `2015`, or nothing."""
    if date.value is None or date.precision == "unknown":
        return ""
    length = {"year": 4, "month": 7, "day": 10}[date.precision]
    return date.value.isoformat()[:length]


def date_source(date: MeetingDate) -> str:
    """Where the date was read: `ur sidhuvudet`; nothing when there is no date."""
    return _DATE_SOURCES[date.source] if date.value else ""


def number(value: int) -> str:
    """A whole number with a no-break space between thousands: `12 345`."""
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun: `1 möte`, `3 möten`."""
    return f"{number(count)} {one if count == 1 else many}"


def answer_size(total: Total) -> str:
    """How much was found: `7 avsnitt i 3 möten`; without sections (a match in titles, a list) `3 möten`."""
    if not total.meetings:
        return "Inga träffar"
    meetings = counted(total.meetings, "möte", "möten")
    return f"{number(total.sections)} avsnitt i {meetings}" if total.sections else meetings


def period(years: Years) -> str:
    """The chosen years in words: `2017`, `2015–2018`, `från och med 2015`, `till och med 2018`."""
    first, last = years
    if first and last:
        return written_years(years, "–")
    return f"från och med {first}" if first else f"till och med {last}"


def capitalized(text: str) -> str:
    """The first letter large, the rest as it stands: `minnesanteckningar` → `Minnesanteckningar`."""
    return text[:1].upper() + text[1:]


def local_moment(iso: str) -> str:
    """An ISO 8601 moment as day and time with its zone: `22 november 2026 kl. 09.00 (UTC)`; odd input as it is."""
    try:
        moment = datetime.datetime.fromisoformat(iso)
    except ValueError:
        return iso
    day = written_date(MeetingDate(moment.date(), "day", "none"))
    return f"{day} kl. {moment:%H.%M} ({moment.tzname() or 'lokal tid'})"


def install(app: Flask) -> None:
    """Make the words known to the templates."""
    for filter_ in (written_date, machine_date, date_source, number, counted, answer_size, capitalized, local_moment):
        app.add_template_filter(filter_)
    app.add_template_global(WHY, "WHY")
