"""Dates, numbers and counts as a Swedish reader expects them, on the terminal and on the web."""

from __future__ import annotations

from typing import Final

from searchlib.documents import DateSource, MeetingDate
from searchlib.results import Total

_MONTHS: Final = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)

_DATE_SOURCES: Final[dict[DateSource, str]] = {
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


def written_date(date: MeetingDate) -> str:
    """The date written out no more exactly than it is known: `23 oktober 2015`, `oktober 2015`, `2015`, `odaterad`."""
    value = date.value
    if value is None or date.precision == "unknown":
        return "odaterad"
    if date.precision == "year":
        return str(value.year)
    month = f"{_MONTHS[value.month - 1]} {value.year}"
    return month if date.precision == "month" else f"{value.day} {month}"


def date_source(date: MeetingDate) -> str:
    """Where the date was read: `ur sidhuvudet`; nothing when there is no date."""
    return _DATE_SOURCES[date.source] if date.value else ""


def number(value: int) -> str:
    """A whole number with a no-break space between thousands: `12 345`."""
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")


def decimal(value: float, digits: int = 1) -> str:
    """A number with a decimal comma: `1,5`."""
    return f"{value:.{digits}f}".replace(".", ",")


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun: `1 möte`, `3 möten`."""
    return f"{number(count)} {one if count == 1 else many}"


def answer_size(total: Total) -> str:
    """How much was found: `7 avsnitt i 3 möten`; without sections (a match in titles, a list) `3 möten`."""
    if not total.meetings:
        return "Inga träffar"
    meetings = counted(total.meetings, "möte", "möten")
    return f"{number(total.sections)} avsnitt i {meetings}" if total.sections else meetings
