"""The words of the pages that the command line does not have."""

from __future__ import annotations

import datetime

from flask import Flask

from searchlib.documents import MeetingDate
from searchlib.results import Why
from searchlib.wording import answer_size, counted, date_source, number, written_date
from webui.params import Years, written_years

WHY: dict[Why, str] = {
    "exact": "Som du skrev",
    "inflection": "Böjningar",
    "compound": "Sammansättningar",
    "synonym": "Liktydiga ord",
    "spelling": "Annan stavning",
    "name": "Namn som låter lika",
}


def machine_date(date: MeetingDate) -> str:
    """The date for the attribute `datetime`: `2015-10-23`, `2015-10`, `2015`, or nothing."""
    if date.value is None or date.precision == "unknown":
        return ""
    length = {"year": 4, "month": 7, "day": 10}[date.precision]
    return date.value.isoformat()[:length]


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
    app.jinja_env.globals["WHY"] = WHY
