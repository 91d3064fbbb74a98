"""What is known of minutes, as JSON or TOML says it, and back: one shape for settings files and between processes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from searchlib.documents import MeetingDate, Participant, Precision
from searchlib.errors import InvalidSetting
from searchlib.ingest.given import Given
from searchlib.text import normalised

_TEXT_KEYS = ("title", "organ", "kind", "place", "reference_number", "url")
_KEYS = frozenset({*_TEXT_KEYS, "date", "participants"})
_MAX_LENGTH = 1000
_MAX_PARTICIPANTS = 500
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def given_from(mapping: Mapping[str, Any], where: str) -> Given:
    """Understand the keys of a settings file; `date: null` means known to be undated.

    Raises InvalidSetting, naming `where` it stands, for an unknown key or a value of a wrong kind.
    """
    if unknown := sorted(set(mapping) - _KEYS):
        raise InvalidSetting(where, f"unknown key {unknown[0]!r}; known are {', '.join(sorted(_KEYS))}")
    said: dict[str, Any] = {key: _text(mapping[key], key, where) for key in _TEXT_KEYS if key in mapping}
    if "date" in mapping:
        said["meeting_date"] = _date(mapping["date"], where)
    if "participants" in mapping:
        said["participants"] = _participants(mapping["participants"], where)
    return Given(**said)


def mapping_of(given: Given) -> dict[str, Any]:
    """Say `given` in the shape that `given_from` reads; what is not known is left out."""
    mapping: dict[str, Any] = {key: getattr(given, key) for key in _TEXT_KEYS if getattr(given, key) is not None}
    if given.meeting_date is not None:
        mapping["date"] = _date_text(given.meeting_date)
    if given.participants:
        mapping["participants"] = [{"name": person.name, "role": person.role} for person in given.participants]
    return mapping


def overlaid(base: Given, top: Given) -> Given:
    """What both say, with `top` winning wherever it says something."""
    said = {field.name: getattr(top, field.name) for field in fields(Given)}
    return replace(base, **{name: value for name, value in said.items() if value not in (None, ())})


def _text(value: object, key: str, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InvalidSetting(where, f"{key} must be a text")
    if len(value) > _MAX_LENGTH:
        raise InvalidSetting(where, f"{key} is longer than {_MAX_LENGTH} characters")
    return " ".join(normalised(value).split())


def _date(value: object, where: str) -> MeetingDate:
    if value is None:
        return MeetingDate.unknown()
    # TOML has dates of its own; a time of day is not ours to keep.
    if isinstance(value, datetime.date):
        value = value.isoformat()[:10]
    match = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise InvalidSetting(where, "date must be YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = match.groups()
    precision: Precision = "day" if day else "month" if month else "year"
    try:
        first = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise InvalidSetting(where, f"there is no date {value!r}") from error
    return MeetingDate(first, precision, "caller")


def _date_text(date: MeetingDate) -> str | None:
    if date.value is None:
        return None
    return date.value.isoformat()[: {"year": 4, "month": 7}.get(date.precision, 10)]


def _participants(value: object, where: str) -> tuple[Participant, ...]:
    if not isinstance(value, list) or len(value) > _MAX_PARTICIPANTS:
        raise InvalidSetting(where, f"participants must be a list of at most {_MAX_PARTICIPANTS}")
    return tuple(_participant(one, where) for one in value)


def _participant(value: object, where: str) -> Participant:
    if isinstance(value, str):
        return Participant(_text(value, "participants", where))
    if isinstance(value, dict) and set(value) <= {"name", "role"}:
        role = value.get("role")
        return Participant(
            _text(value.get("name"), "participants.name", where),
            None if role is None else _text(role, "participants.role", where),
        )
    raise InvalidSetting(where, "a participant is a name, or an object with name and role")
