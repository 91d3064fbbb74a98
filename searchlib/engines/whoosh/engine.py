"""The engine: opens an index and answers requests. Safe to share between threads."""

from __future__ import annotations

import mmap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchlib.analysis.terms import Analyzer
from searchlib.documents import Minutes
from searchlib.engines.base import Request, Statistics
from searchlib.engines.whoosh.answer import WhooshAnswer, answer
from searchlib.engines.whoosh.collection import Collection
from searchlib.engines.whoosh.overview import VOCABULARY
from searchlib.engines.whoosh.records import stored_minutes
from searchlib.errors import IndexClosed, IndexDamaged, UnknownId
from searchlib.mapped_memory import MappedMemory, give_back
from searchlib.remembered import remembered
from searchlib.vocabulary import Vocabulary

Numbers = NDArray[Any]


class WhooshEngine:
    """An `Engine` on the folder of a complete index."""

    def __init__(self, folder: Path, analyzer: Analyzer, beside: Sequence[mmap.mmap] = ()) -> None:
        self._folder = folder
        self._open: Collection | None = Collection(folder, analyzer)
        self._beside = beside
        # All words of the synonyms may have been looked up by now, and no query has so many.
        for mapped in beside:
            give_back(mapped)
        self._memory = MappedMemory(self._maps)

    @property
    def collection(self) -> Collection:
        """What the engine searches. Raises IndexClosed."""
        if self._open is None:
            raise IndexClosed
        return self._open

    @remembered
    def vocabulary(self) -> Vocabulary:
        """Every form of the index, with its counts and terms."""
        if self._open is None:
            raise IndexClosed
        try:
            return Vocabulary.open(self._folder / VOCABULARY)
        except (OSError, KeyError) as error:
            # It is opened when first asked for; the folder may have been taken away since the index was opened.
            raise IndexDamaged(str(self._folder), f"{VOCABULARY} cannot be read") from error

    def search(self, request: Request) -> WhooshAnswer:
        """Answer a request. Past its deadline the answer is partial."""
        collection = self.collection
        self._memory.look()
        return answer(collection, request)

    def _maps(self) -> list[mmap.mmap]:
        if self._open is None:
            return []
        segments = [mapped for files in self._open.segments for mapped in files.maps()]
        return [*segments, *self.vocabulary.maps(), *self._beside]

    def minutes(self, minutes_id: str) -> Minutes:
        """The stored minutes; sections are read when they are looked at. Raises UnknownId."""
        collection = self.collection
        meeting = collection.find(minutes_id)
        if meeting is None:
            raise UnknownId(minutes_id)
        segment = collection.segment_of(meeting)
        rows = collection.segments[segment].rows
        first = int(collection.first_rows[meeting]) - collection.row_bases[segment]
        return stored_minutes(lambda row: rows.record(first + row))

    def ids(self) -> Sequence[str]:
        """The ids of all minutes, sorted."""
        collection = self.collection
        parts: list[str] = []
        for table, base in collection.tables("id"):
            names = [term.decode("utf-8", "surrogatepass") for term in table.terms()]
            if collection.alive is not None:
                alive = collection.alive[table.docs.between(0, len(table)) + base]
                names = [name for name, held in zip(names, alive.tolist(), strict=True) if held]
            parts += names
        return tuple(sorted(parts))

    def statistics(self) -> Statistics:
        """Totals over the whole index."""
        collection = self.collection
        every = collection.every
        rows = np.diff(collection.first_rows)[every]
        words = np.concatenate([[0], np.cumsum(collection.row_column("words"), dtype=np.int64)])
        spans = words[collection.first_rows[every + 1]] - words[collection.first_rows[every]]
        return Statistics(
            meetings=len(every),
            sections=int(rows.sum()) - len(every),
            undated=int(np.count_nonzero(collection.column("date")[every] == 0)),
            words=int(spans.sum()),
            forms=len(self.vocabulary),
        )

    def close(self) -> None:
        """Let go of files. Searching afterwards raises IndexClosed."""
        self._open = None
        self.__dict__.pop("vocabulary", None)
