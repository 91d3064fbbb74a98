"""One file to minutes, within the limits of its format."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from searchlib.documents import Minutes
from searchlib.errors import MalformedFile, UnreadableFile
from searchlib.ingest.formats import LARGEST, format_of, parse
from searchlib.ingest.given import Given
from searchlib.ingest.isolation import Worker
from searchlib.ingest.opening import read_bytes

log = logging.getLogger(__name__)

_NOTHING = Given()


def read_minutes(
    path: Path, source: str | None = None, given: Given = _NOTHING, *, worker: Worker | None = None
) -> tuple[Minutes, ...]:
    """Read one file; it may hold the minutes of several meetings.

    `source` is its name in the library, by default the file's name; `given` overrules what would be
    guessed; `worker` is a process to use for PDF and office files, by default one for this file alone.
    Raises a subclass of UnreadableFile, and nothing else.
    """
    source = source or path.name
    data, _ = read_bytes(Path(os.path.realpath(path)), source, LARGEST)
    return minutes_of(data, source, given, worker)


def minutes_of(
    data: bytes, source: str, given: Given, worker: Worker | None = None, *, isolate: bool = False
) -> tuple[Minutes, ...]:
    """Make minutes of the bytes of one file; with `isolate` in the worker, whatever the format.

    Raises a subclass of UnreadableFile, and nothing else.
    """
    isolated = format_of(data, source).isolated
    if worker is not None and (isolated or isolate):
        return worker.read(data, source, given)
    if not isolated:
        return _here(data, source, given)
    with Worker() as own:
        return own.read(data, source, given)


def _here(data: bytes, source: str, given: Given) -> tuple[Minutes, ...]:
    try:
        return parse(data, source, given)
    except UnreadableFile:
        raise
    # A parser met something that nobody foresaw: it costs this file, and the run goes on.
    except Exception as error:
        log.info("reading %s failed", source, exc_info=True)
        raise MalformedFile(source, f"{type(error).__name__} while reading") from error
