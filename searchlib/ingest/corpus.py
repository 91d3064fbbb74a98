"""A corpus folder to minutes: every document in order of path, read only when it has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from searchlib.ingest.delist import Delist, read_delist
from searchlib.ingest.listing import CorpusFile, Skipped, list_corpus
from searchlib.ingest.outcomes import Failed, Known, Outcome, Read, Task, Unchanged
from searchlib.ingest.parallel import read_in_order
from searchlib.ingest.settings import CorpusSettings, read_settings

__all__ = [
    "Corpus",
    "Failed",
    "Known",
    "Outcome",
    "Read",
    "Unchanged",
    "list_sources",
    "open_corpus",
    "read_corpus",
    "read_documents",
]

OnProgress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus folder, looked at but not read: what will be read, what is kept out, and what is known beforehand."""

    documents: tuple[CorpusFile, ...]
    delisted: tuple[CorpusFile, ...]
    delist: Delist
    settings: CorpusSettings
    skipped: tuple[Skipped, ...]


def open_corpus(corpus: Path) -> Corpus:
    """Look at a corpus folder.

    Raises CorpusMissing, CorpusEmpty, and InvalidSetting for a delist that cannot be read: without it,
    what must not be found would be.
    """
    listing = list_corpus(corpus)
    delist = read_delist(listing.settings)
    documents = tuple(document for document in listing.documents if not delist.covers(document.source))
    delisted = tuple(document for document in listing.documents if delist.covers(document.source))
    settings = read_settings(listing.settings, [document.source for document in listing.documents])
    return Corpus(documents, delisted, delist, settings, listing.skipped)


def list_sources(corpus: Path) -> tuple[str, ...]:
    """List the documents that `read_corpus` would read: relative paths with `/`, NFC, in order. Raises the same."""
    return tuple(document.source for document in open_corpus(corpus).documents)


def read_corpus(
    corpus: Path,
    *,
    known: Mapping[str, Known] | None = None,
    jobs: int | None = None,
    on_progress: OnProgress | None = None,
) -> Iterator[Outcome]:
    """Read every document of a corpus folder that is not delisted, in order of source.

    `known` is what the caller remembers by source: a file whose size and time, or else content, are
    the same and to which the same settings apply is Unchanged. `jobs` is the number of processes,
    None for what pays. `on_progress` gets documents done, documents in all, and the source just done.
    Raises what `open_corpus` raises, at once.
    """
    return read_documents(open_corpus(corpus), known=known, jobs=jobs, on_progress=on_progress)


def read_documents(
    corpus: Corpus,
    *,
    known: Mapping[str, Known] | None = None,
    jobs: int | None = None,
    on_progress: OnProgress | None = None,
) -> Iterator[Outcome]:
    """Read the documents of a corpus that has been looked at; otherwise as `read_corpus`."""
    known = known or {}
    tasks = [Task(file, corpus.settings.given_for(file.source), known.get(file.source)) for file in corpus.documents]
    for done, outcome in enumerate(read_in_order(tasks, jobs), start=1):
        yield outcome
        if on_progress is not None:
            on_progress(done, len(tasks), outcome.source)
