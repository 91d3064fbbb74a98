"""What becomes of one document of a corpus: read, found unchanged, or failed."""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

from searchlib.documents import Minutes
from searchlib.errors import UnreadableFile
from searchlib.ingest.facts import mapping_of
from searchlib.ingest.given import Given
from searchlib.ingest.isolation import Worker
from searchlib.ingest.listing import CorpusFile
from searchlib.ingest.opening import read_bytes
from searchlib.ingest.parsing import LARGEST
from searchlib.ingest.reading import minutes_of

# A file written within this many nanoseconds before it was read may be written again under the same time.
_TIME_GRAIN = 2_000_000_000
_UNTRUSTED_TIME = -1


@dataclass(frozen=True, slots=True)
class Known:
    """How a file was when it was last read: bytes, time (ns), SHA-256, and a hash of the settings for it."""

    size: int
    mtime_ns: int
    sha256: str
    settings: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read."""

    source: str
    minutes: tuple[Minutes, ...]
    known: Known


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document that is as the caller knows it; `known` may hold a newer time."""

    source: str
    known: Known


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that could not be read, and why."""

    source: str
    error: UnreadableFile


Outcome = Read | Unchanged | Failed


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be read: the file, what is given, and how the caller knows it."""

    file: CorpusFile
    given: Given
    known: Known | None = None


def read_document(task: Task, worker: Worker, *, all_in_worker: bool = False) -> Outcome:
    """Read one document, unless it is as it was known."""
    source, known = task.file.source, task.known
    settings = _hash_of(task.given)
    try:
        if known and known.settings == settings and same_on_disk(task.file.path, known):
            return Unchanged(source, known)
        data, state = read_bytes(task.file.path, source, LARGEST)
        now = Known(len(data), _trusted_time(state), hashlib.sha256(data).hexdigest(), settings)
        if known and (known.sha256, known.settings) == (now.sha256, now.settings):
            return Unchanged(source, now)
        return Read(source, minutes_of(data, source, task.given, worker, isolate=all_in_worker), now)
    except UnreadableFile as error:
        return Failed(source, error)


def same_on_disk(path: Path, known: Known) -> bool:
    """Whether size and time are as they were, so that the content need not be looked at."""
    try:
        state = os.stat(path)
    except OSError:
        return False
    return (state.st_size, state.st_mtime_ns) == (known.size, known.mtime_ns)


def _hash_of(given: Given) -> str:
    """A hash of what settings say, empty when they say nothing."""
    said = mapping_of(given)
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16] if said else ""


def _trusted_time(state: os.stat_result) -> int:
    """The file's time, or one that equals nothing while a second change could hide behind the same time."""
    return state.st_mtime_ns if time.time_ns() - state.st_mtime_ns > _TIME_GRAIN else _UNTRUSTED_TIME
