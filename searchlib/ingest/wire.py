"""Minutes and errors as JSON between processes. Never pickle: the other side has read foreign data."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any, get_args

from searchlib import errors
from searchlib.documents import DateSource, MeetingDate, Minutes, Participant, Precision, Section
from searchlib.errors import UnreadableFile

_ERRORS: Mapping[str, type[UnreadableFile]] = {
    kind.__name__: kind
    for kind in (
        errors.EmptyFile,
        errors.NoText,
        errors.BinaryFile,
        errors.FileTooLarge,
        errors.TooManyPages,
        errors.EncryptedFile,
        errors.FileVanished,
        errors.UnsupportedFormat,
        errors.ExtraMissing,
        errors.MalformedFile,
        errors.ReaderFailed,
    )
}


def encode_minutes(minutes: tuple[Minutes, ...]) -> bytes:
    """Say the minutes of one file as JSON."""
    return json.dumps({"minutes": [_minutes_object(one) for one in minutes]}, ensure_ascii=False).encode()


def encode_error(error: UnreadableFile) -> bytes:
    """Say why a file could not be read as JSON: the error's class and what it was made from."""
    name = next((name for name, kind in _ERRORS.items() if type(error) is kind), "MalformedFile")
    arguments: list[Any] = [error.reason]
    match error:
        case errors.FileTooLarge():
            arguments = [error.size, error.limit]
        case errors.TooManyPages():
            arguments = [error.pages, error.limit]
        case errors.UnsupportedFormat():
            arguments = [error.format_name]
        case errors.ExtraMissing():
            arguments = [error.extra]
        case errors.EmptyFile() | errors.NoText() | errors.BinaryFile() | errors.EncryptedFile():
            arguments = []
    return json.dumps({"error": name, "arguments": arguments}).encode()


def decode(message: bytes, source: str) -> tuple[Minutes, ...]:
    """Understand an answer about `source`.

    Raises the error that the other side met, and ReaderFailed when the answer is not one.
    """
    try:
        answer = json.loads(message)
        if "error" in answer:
            raise _ERRORS[answer["error"]](source, *answer["arguments"])
        return tuple(_minutes(one) for one in answer["minutes"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise errors.ReaderFailed(source, "its reader gave no proper answer") from error


def _minutes_object(minutes: Minutes) -> dict[str, Any]:
    date = minutes.meeting_date
    return {
        "id": minutes.id,
        "sources": minutes.sources,
        "title": minutes.title,
        "kind": minutes.kind,
        "organ": minutes.organ,
        "date": [date.value and date.value.isoformat(), date.precision, date.source],
        "sections": [[one.id, one.number, one.position, one.heading, one.text, one.page] for one in minutes.sections],
        "reference_number": minutes.reference_number,
        "reference_numbers": minutes.reference_numbers,
        "participants": [[one.name, one.role] for one in minutes.participants],
        "place": minutes.place,
        "url": minutes.url,
        "links": minutes.links,
        "warnings": minutes.warnings,
    }


def _minutes(said: dict[str, Any]) -> Minutes:
    """Minutes of an answer. Raises TypeError or ValueError for whatever is not of its kind."""
    return Minutes(
        id=_text(said["id"]),
        sources=tuple(map(_text, said["sources"])),
        title=_text(said["title"]),
        kind=_maybe_text(said["kind"]),
        organ=_maybe_text(said["organ"]),
        meeting_date=_date(*said["date"]),
        sections=tuple(_section(*fields) for fields in said["sections"]),
        reference_number=_maybe_text(said["reference_number"]),
        reference_numbers=tuple(map(_text, said["reference_numbers"])),
        participants=tuple(Participant(_text(name), _maybe_text(role)) for name, role in said["participants"]),
        place=_maybe_text(said["place"]),
        url=_maybe_text(said["url"]),
        links=tuple(map(_text, said["links"])),
        warnings=tuple(map(_text, said["warnings"])),
    )


def _section(name: Any, number: Any, position: Any, heading: Any, text: Any, page: Any) -> Section:
    return Section(
        _text(name), _maybe_text(number), _whole(position), _maybe_text(heading), _text(text), page and _whole(page)
    )


def _date(value: Any, precision: Any, origin: Any) -> MeetingDate:
    if precision not in get_args(Precision) or origin not in get_args(DateSource):
        raise ValueError("no such date")
    return MeetingDate(value and datetime.date.fromisoformat(value), precision, origin)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _maybe_text(value: Any) -> str | None:
    return None if value is None else _text(value)


def _whole(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError("not a number")
    return value
