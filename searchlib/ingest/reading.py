"""One file to minutes, within the limits of its format."""

from __future__ import annotations

import os
from pathlib import Path

from searchlib.documents import Minutes
from searchlib.errors import MalformedFile, UnreadableFile
from searchlib.ingest.formats import LARGEST, format_of, parse
from searchlib.ingest.minutes import Given
from searchlib.ingest.opening import read_bytes


def read_minutes(path: Path, source: str, given: Given | None = None) -> tuple[Minutes, ...]:
    """Read the file at `path` as the document `source`; one file may hold the minutes of several meetings.

    `given` overrules what would be guessed. Raises a subclass of UnreadableFile, and nothing else.
    """
    data, _ = read_bytes(Path(os.path.realpath(path)), source, LARGEST)
    return minutes_of(data, source, given or Given())


def minutes_of(data: bytes, source: str, given: Given) -> tuple[Minutes, ...]:
    """Make minutes of the bytes of one file. Raises a subclass of UnreadableFile, and nothing else."""
    try:
        format_of(data, source)
        return parse(data, source, given)
    except UnreadableFile:
        raise
    # A parser met something that nobody foresaw: it costs this file, and the run goes on.
    except Exception as error:
        raise MalformedFile(source, f"{type(error).__name__} while reading") from error
