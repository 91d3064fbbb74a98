"""One file to minutes, within the limits of its format."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from searchlib.documents import Minutes
from searchlib.errors import MalformedFile, UnreadableFile
from searchlib.ingest.given import Given
from searchlib.ingest.isolation import Worker
from searchlib.ingest.listing import source_name
from searchlib.ingest.opening import read_bytes
from searchlib.ingest.parsing import LARGEST, format_of, parse

log = logging.getLogger(__name__)

_NOTHING = Given()

# Text longer than this (bytes) is read in a process of its own too: no pattern that searches text is proof
# against all that can be written, and only there does a time limit hold.
LONG_TEXT = 100_000


def read_minutes(
    path: Path | str, source: str | None = None, given: Given = _NOTHING, *, worker: Worker | None = None
) -> tuple[Minutes, ...]:
    """Read one file; it may hold the minutes of several meetings.

    `source` is its name in the library, by default the file's name; `given` overrules what would be
    guessed; `worker` is the process to use for PDF, office files and long text, by default one for
    this file alone.
    Raises a subclass of UnreadableFile, and nothing else.
    """
    source = source or source_name(Path(path).name)
    data, _ = read_bytes(Path(os.path.realpath(path)), source, LARGEST)
    return minutes_of(data, source, given, worker)


def minutes_of(
    data: bytes, source: str, given: Given, worker: Worker | None = None, *, isolate: bool = False
) -> tuple[Minutes, ...]:
    """Make minutes of the bytes of one file; with `isolate` in the worker, whatever it is.

    Raises a subclass of UnreadableFile, and nothing else.
    """
    isolated = format_of(data, source).isolated or len(data) > LONG_TEXT
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
