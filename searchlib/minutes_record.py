"""Minutes, with or without their sections, as plain data and back: for stored records and child processes alike.

What comes back is checked value by value, for it may come from a damaged file or a foreign process.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Final, get_args

from searchlib.documents import DateSource, MeetingDate, Minutes, Participant, Precision, Section

_PRECISIONS: Final = get_args(Precision)
_SOURCES: Final = get_args(DateSource)


def as_record(minutes: Minutes) -> dict[str, Any]:
    """Everything but the sections, as JSON can say it."""
    date = minutes.meeting_date
    return {
        "id": minutes.id,
        "sources": minutes.sources,
        "title": minutes.title,
        "kind": minutes.kind,
        "organ": minutes.organ,
        "date": [date.value and date.value.isoformat(), date.precision, date.source],
        "reference_number": minutes.reference_number,
        "reference_numbers": minutes.reference_numbers,
        "participants": [[one.name, one.role] for one in minutes.participants],
        "place": minutes.place,
        "url": minutes.url,
        "links": minutes.links,
        "warnings": minutes.warnings,
    }


def from_record(said: Mapping[str, Any], sections: Sequence[Section]) -> Minutes:
    """The minutes again. Raises KeyError, TypeError or ValueError for whatever is not of its kind."""
    return Minutes(
        id=text_of(said["id"]),
        sources=_texts(said["sources"]),
        title=text_of(said["title"]),
        kind=maybe_text(said["kind"]),
        organ=maybe_text(said["organ"]),
        meeting_date=_date(*said["date"]),
        sections=sections,
        reference_number=maybe_text(said["reference_number"]),
        reference_numbers=_texts(said["reference_numbers"]),
        participants=_participants(said["participants"]),
        place=maybe_text(said["place"]),
        url=maybe_text(said["url"]),
        links=_texts(said["links"]),
        warnings=_texts(said["warnings"]),
    )


def _texts(values: Any) -> tuple[str, ...]:
    # Most lists are empty.
    return () if values == [] else tuple(map(text_of, values))


def _participants(values: Any) -> tuple[Participant, ...]:
    return () if values == [] else tuple(Participant(text_of(name), maybe_text(role)) for name, role in values)


def text_of(value: Any) -> str:
    """The value, which must be a text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def maybe_text(value: Any) -> str | None:
    """The value, which must be a text or None. Raises TypeError."""
    return None if value is None else text_of(value)


def _date(value: Any, precision: Any, origin: Any) -> MeetingDate:
    if precision not in _PRECISIONS or origin not in _SOURCES:
        raise ValueError("no such date")
    return MeetingDate(value and datetime.date.fromisoformat(value), precision, origin)


def as_whole_record(minutes: Minutes) -> dict[str, Any]:
    """Minutes with their sections, as JSON can say them."""
    sections = [[one.id, one.number, one.position, one.heading, one.text, one.page] for one in minutes.sections]
    return {**as_record(minutes), "sections": sections}


def from_whole_record(said: Mapping[str, Any]) -> Minutes:
    """The minutes again. Raises KeyError, TypeError or ValueError for whatever is not of its kind."""
    return from_record(said, tuple(_section(*fields) for fields in said["sections"]))


def _section(name: Any, number: Any, position: Any, heading: Any, text: Any, page: Any) -> Section:
    return Section(
        text_of(name), maybe_text(number), _whole(position), maybe_text(heading), text_of(text), page and _whole(page)
    )


def _whole(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError("not a number")
    return value
