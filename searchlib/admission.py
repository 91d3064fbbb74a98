"""What programs hand over, made sound before it reaches an index: types checked, text in its one shape.

One bad value would otherwise break every answer that its document is in.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any, get_args

from searchlib.documents import DateSource, MeetingDate, Minutes, Participant, Precision
from searchlib.errors import InvalidOption
from searchlib.text import normalised

_PRECISIONS = get_args(Precision)
_DATE_SOURCES = get_args(DateSource)

Fields = tuple[
    str, str | None, str | None, str | None, str | None, str | None, MeetingDate | None, tuple[Participant, ...]
]


def admitted(minutes: Minutes) -> Minutes:
    """The same minutes with every field sound. Raises InvalidOption when a value is not of its type."""
    if not isinstance(minutes, Minutes):
        raise InvalidOption("minutes", minutes, "Minutes")
    fields: dict[str, Any] = {
        "sources": tuple(_line("source", source) for source in minutes.sources),
        "title": _line("title", minutes.title),
        "organ": _optional("organ", minutes.organ),
        "kind": _optional("kind", minutes.kind),
        "reference_number": _optional("reference_number", minutes.reference_number),
        "reference_numbers": tuple(_line("reference_number", number) for number in minutes.reference_numbers),
        "place": _optional("place", minutes.place),
        "url": _optional("url", minutes.url),
        "meeting_date": _date(minutes.meeting_date),
        "participants": tuple(map(_participant, minutes.participants)),
    }
    changed = {name: value for name, value in fields.items() if value != getattr(minutes, name)}
    return replace(minutes, **changed) if changed else minutes


def admitted_fields(
    source: str,
    title: str | None,
    organ: str | None,
    kind: str | None,
    reference_number: str | None,
    url: str | None,
    meeting_date: MeetingDate | None,
    participants: tuple[Participant, ...],
) -> Fields:
    """The same for the arguments of `Minutes.from_text`, of which None is read from the text."""
    return (
        _line("source", source),
        _optional("title", title),
        _optional("organ", organ),
        _optional("kind", kind),
        _optional("reference_number", reference_number),
        _optional("url", url),
        None if meeting_date is None else _date(meeting_date),
        tuple(map(_participant, participants)),
    )


def _line(name: str, value: object) -> str:
    """One line of text: NFC, nothing invisible, no line breaks."""
    if not isinstance(value, str):
        raise InvalidOption(name, value, "text")
    if value.isascii() and value.isprintable():
        return value
    return " ".join(normalised(value).split())


def _optional(name: str, value: object) -> str | None:
    return None if value is None else _line(name, value)


def _date(value: object) -> MeetingDate:
    if not isinstance(value, MeetingDate):
        raise InvalidOption("meeting_date", value, "a MeetingDate")
    if value.precision not in _PRECISIONS or value.source not in _DATE_SOURCES:
        raise InvalidOption("meeting_date", value, "a known precision and source")
    day = value.value
    if isinstance(day, datetime.datetime):
        # A moment is a date too; stored as it is, it could not be read back.
        return replace(value, value=day.date())
    if day is not None and not isinstance(day, datetime.date):
        raise InvalidOption("meeting_date", value, "a MeetingDate with a date")
    return value


def _participant(value: object) -> Participant:
    if not isinstance(value, Participant):
        raise InvalidOption("participants", value, "Participant objects")
    name, role = _line("participants", value.name), _optional("participants", value.role)
    return value if (name, role) == (value.name, value.role) else Participant(name, role)
