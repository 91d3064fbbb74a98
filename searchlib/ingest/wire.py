"""Minutes and errors as JSON between processes. Never pickle: the other side has read foreign data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from searchlib import errors
from searchlib.documents import Minutes
from searchlib.errors import UnreadableFile
from searchlib.minutes_record import as_whole_record, from_whole_record

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
    return json.dumps({"minutes": [as_whole_record(one) for one in minutes]}, ensure_ascii=False).encode()


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
        return tuple(from_whole_record(one) for one in answer["minutes"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise errors.ReaderFailed(source, "its reader gave no proper answer") from error
