"""A corpus folder to minutes: every document in order of path, read only when it has changed."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from searchlib.documents import Minutes
from searchlib.errors import UnreadableFile
from searchlib.ingest.delist import read_delist
from searchlib.ingest.facts import mapping_of
from searchlib.ingest.formats import LARGEST
from searchlib.ingest.listing import CorpusFile, list_corpus, list_sources
from searchlib.ingest.given import Given
from searchlib.ingest.opening import read_bytes
from searchlib.ingest.reading import minutes_of
from searchlib.ingest.settings import CorpusSettings, read_settings

__all__ = ["Failed", "Known", "Outcome", "Read", "Unchanged", "list_sources", "read_corpus"]

# A file written within this many nanoseconds of reading may be written again under the same time.
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


def read_corpus(
    corpus: Path,
    *,
    known: Mapping[str, Known] | None = None,
    jobs: int | None = None,
    on_progress: Callable[[int, int, str], None] | None = None,
) -> Iterator[Outcome]:
    """Read every document of a corpus folder that is not delisted, in order of source.

    `known` is what the caller remembers by source: a file whose size and time, or else content, are
    the same and to which the same settings apply is Unchanged. `jobs` is the number of processes,
    None for what pays. `on_progress` gets documents done, documents in all, and the source just done.
    Raises CorpusMissing, CorpusEmpty, and InvalidSetting for a delist that cannot be read, at once.
    """
    listing = list_corpus(corpus)
    delist = read_delist(listing.settings)
    documents = tuple(document for document in listing.documents if not delist.covers(document.source))
    settings = read_settings(listing.settings, [document.source for document in documents])
    return _read_all(documents, settings, known or {}, on_progress or (lambda done, total, source: None))


def _read_all(
    documents: tuple[CorpusFile, ...],
    settings: CorpusSettings,
    known: Mapping[str, Known],
    on_progress: Callable[[int, int, str], None],
) -> Iterator[Outcome]:
    for done, document in enumerate(documents, start=1):
        yield read_document(document, settings.given_for(document.source), known.get(document.source))
        on_progress(done, len(documents), document.source)


def read_document(document: CorpusFile, given: Given, known: Known | None) -> Outcome:
    """Read one document, unless it is as it was known."""
    source = document.source
    marked = _settings_mark(given)
    try:
        if known and known.settings == marked and _same_on_disk(document.path, known):
            return Unchanged(source, known)
        data, state = read_bytes(document.path, source, LARGEST)
        now = Known(len(data), _trusted_time(state), hashlib.sha256(data).hexdigest(), marked)
        if known and (known.sha256, known.settings) == (now.sha256, marked):
            return Unchanged(source, now)
        return Read(source, minutes_of(data, source, given), now)
    except UnreadableFile as error:
        return Failed(source, error)


def _settings_mark(given: Given) -> str:
    """A hash of what settings say, empty when they say nothing."""
    said = mapping_of(given)
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16] if said else ""


def _same_on_disk(path: Path, known: Known) -> bool:
    try:
        state = os.stat(path)
    except OSError:
        return False
    return (state.st_size, state.st_mtime_ns) == (known.size, known.mtime_ns)


def _trusted_time(state: os.stat_result) -> int:
    """The file's time, or one that equals nothing while a second change could hide behind the same time."""
    return state.st_mtime_ns if time.time_ns() - state.st_mtime_ns > _TIME_GRAIN else _UNTRUSTED_TIME
