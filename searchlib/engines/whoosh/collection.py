"""All meetings of an index as one range of numbers, whatever the segments: columns, posting lists, statistics.

Meetings and rows are numbered through all segments. Deleted meetings keep their numbers, but no list shows
them; frequencies, N and the average length are those of the living, so that the same content gives the same
answer however it came about.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from searchlib import ranking
from searchlib.analysis.terms import Analyzer
from searchlib.clauses import Field, Key
from searchlib.engines.whoosh.memory import Memory
from searchlib.engines.whoosh.overview import read_overview
from searchlib.engines.whoosh.rowfile import NAME_COLUMNS
from searchlib.engines.whoosh.schema import make_schema
from searchlib.engines.whoosh.segment import MeetingIndex
from searchlib.engines.whoosh.segment_files import SegmentFiles
from searchlib.engines.whoosh.sortedsets import NONE
from searchlib.engines.whoosh.tables import TermTable
from searchlib.remembered import remembered

Numbers = NDArray[Any]

# How much of posting lists and of impacts stays in memory between searches.
MEMORY_BUDGET: Final = 64 * 1024 * 1024


class TermList(NamedTuple):
    """The living meetings that hold a term, rising, and how often each does (weighted, or within the field).

    `lemmas` says how often it stands there as a lemma, 0 included. When the list lies in one table as it is, `table` is
    that and `start` the index of the first meeting in it.
    """

    meetings: Numbers
    weights: Numbers
    lemmas: Numbers | None = None
    table: TermTable | None = None
    start: int = 0

    @property
    def nbytes(self) -> int:
        """The size of all arrays."""
        lemmas = self.lemmas.nbytes if self.lemmas is not None else 0
        return int(self.meetings.nbytes + self.weights.nbytes + lemmas)


class Collection:
    """The meetings of one complete index. Safe to share between threads."""

    def __init__(self, folder: Path, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        index = MeetingIndex(folder, make_schema())
        self.segments = [SegmentFiles(folder, segment) for segment in index.segments()]
        self._overview = read_overview(folder, self.segments)
        self.first_rows = self._overview["first_rows"]
        self.size = len(self.first_rows) - 1
        alive = self._overview["alive"].astype(np.bool_)
        self.alive: Numbers | None = None if alive.all() else alive
        self.living = int(np.count_nonzero(alive))
        row_bases = np.cumsum([0, *(one.segment.doc_count_all() for one in self.segments)])
        self.row_bases: list[int] = row_bases.tolist()
        self.meeting_bases: list[int] = self.first_rows.searchsorted(row_bases).tolist()
        self._tables: dict[str, list[tuple[TermTable, int]]] = {}
        self._lists = Memory[TermList](MEMORY_BUDGET // 2)
        self._impacts = Memory[Numbers](MEMORY_BUDGET // 2)

    def forget(self) -> None:
        """Let go of the posting lists and impacts in memory."""
        self._lists.clear()
        self._impacts.clear()

    def column(self, name: str) -> Numbers:
        """A column by meeting: date, year, begin, end, organ, kind, length, newest, oldest."""
        return self._overview[name]

    def names(self, column: str) -> list[str]:
        """The names behind the codes of organ or kind: names[code - 1]."""
        return self._names[column]

    @remembered
    def _names(self) -> dict[str, list[str]]:
        return {column: self._read_names(column) for column in NAME_COLUMNS}

    def _read_names(self, column: str) -> list[str]:
        blob, ends = self._overview[f"{column}_names"].tobytes(), self._overview[f"{column}_names_ends"].tolist()
        return [blob[start:end].decode("utf-8", "surrogatepass") for start, end in pairwise(ends)]

    def row_column(self, name: str) -> Numbers:
        """A column by row, of all segments end to end."""
        return self._row_columns(name)

    @remembered
    def _row_columns(self) -> Callable[[str], Numbers]:
        joined: dict[str, Numbers] = {}

        def column(name: str) -> Numbers:
            if name not in joined:
                parts = [one.rows.column(name) for one in self.segments]
                joined[name] = parts[0] if len(parts) == 1 else np.concatenate([*parts, np.empty(0, np.uint32)])
            return joined[name]

        return column

    @remembered
    def norms(self) -> Numbers:
        """The length part of the denominator of BM25, by meeting."""
        lengths = self.column("length")
        total = int(lengths.sum(dtype=np.int64, where=True if self.alive is None else self.alive))
        return ranking.norm(lengths.astype(np.float64), total / max(1, self.living) or 1.0)

    @remembered
    def every(self) -> Numbers:
        """All living meetings."""
        return np.arange(self.size) if self.alive is None else np.flatnonzero(self.alive)

    def idf(self, meetings: int) -> float:
        """How much it tells to be one of so many meetings."""
        return ranking.idf(meetings, self.living)

    def tables(self, name: str) -> list[tuple[TermTable, int]]:
        """The table of this name in each segment, with the number of the segment's first meeting."""
        if name not in self._tables:
            bases = self.meeting_bases[: len(self.segments)]
            self._tables[name] = [(one.tables[name], base) for one, base in zip(self.segments, bases, strict=True)]
        return self._tables[name]

    def spans(self, name: str, term: str) -> list[tuple[int, int, int]]:
        """Where a term lies in the table `name`: segment, first term number and end, for those that have it."""
        encoded = encode(term)
        found = ((index, table.find(encoded)) for index, (table, _) in enumerate(self.tables(name)))
        return [(index, number, number + 1) for index, number in found if number is not None]

    def term_list(self, key: Key, field: Field | None) -> TermList:
        """The meetings that hold a term, in a field or anywhere but among the participants."""
        place = (table_name(key, field), key.term)
        return self._lists.get(place) or self._lists.keep(place, self._read_list(*place))

    def _read_list(self, name: str, term: str) -> TermList:
        encoded = encode(term)
        tables = self.tables(name)
        found = [(table, base, number) for table, base in tables if (number := table.find(encoded)) is not None]
        parts = [self._part(*where) for where in found]
        return parts[0] if len(parts) == 1 else _end_to_end(parts)

    def _part(self, table: TermTable, base: int, number: int) -> TermList:
        """The list of a term in one segment."""
        docs = table.docs.of(number)
        start, end = table.span(number, number + 1)
        lemmas = table.lemmas.slice(start, end) if table.kind.lemmas else None
        weights = table.weights.slice(start, end)
        if self.alive is None:
            return TermList(docs + base if base else docs, weights, lemmas, table, start)
        return self.living_only(TermList(docs + base, weights, lemmas))

    def living_only(self, found: TermList) -> TermList:
        """The list without deleted meetings."""
        if self.alive is None:
            return found
        kept = self.alive[found.meetings]
        lemmas = found.lemmas[kept] if found.lemmas is not None else None
        return TermList(found.meetings[kept], found.weights[kept], lemmas)

    def impacts(self, of: Hashable, make: Callable[[], Numbers]) -> Numbers:
        """What the meetings of a clause score, or its bounds, in all of them; remembered."""
        known = self._impacts.get(of)
        return known if known is not None else self._impacts.keep(of, make())

    def saturated(self, frequencies: Numbers, meetings: Numbers) -> Numbers:
        """BM25's part of the frequency, for meetings that have these frequencies."""
        return ranking.saturated(frequencies.astype(np.float64), self.norms[meetings])

    def norms_as(self, dtype: type) -> Numbers:
        """The norms in another type of floats."""
        return self._rough_norms if dtype is np.float32 else self.norms

    @remembered
    def _rough_norms(self) -> Numbers:
        return self.norms.astype(np.float32)

    @remembered
    def undated(self) -> bool:
        """Whether any living meeting has no date."""
        return bool((self.column("date")[self.every] == 0).any())

    def needed(self, keys: Sequence[Key]) -> tuple[Key, ...]:
        """The keys without the forms that other keys cover: a form stands nowhere without its parts."""
        parts = {key.term for key in keys if key.layer == "part"}
        return tuple(
            key
            for key in keys
            if key.layer != "form" or not parts or parts.isdisjoint(self._analyzer.word(key.term).terms("part"))
        )

    def covered(self, keys: Sequence[Key]) -> list[tuple[Key, list[Key]]]:
        """The keys, each below one that stands wherever it stands: a lemma, or a form, below the part of its word."""
        parts = {key.term: key for key in keys if key.layer == "part"}
        below: dict[tuple[str, str], tuple[Key, list[Key]]] = {}
        for key in keys:
            above = self._above(key, parts)
            below.setdefault((above.layer, above.term), (above, []))[1].append(key)
        return list(below.values())

    def _above(self, key: Key, parts: dict[str, Key]) -> Key:
        if key.layer == "lemma":
            return parts.get(key.term, key)
        if key.layer == "form" and parts:
            return next((parts[term] for term in self._analyzer.word(key.term).terms("part") if term in parts), key)
        return key

    def meeting_of_rows(self, rows: Numbers) -> Numbers:
        """The meetings that rows belong to."""
        return self.first_rows.searchsorted(rows, side="right") - 1

    def find(self, minutes_id: str) -> int | None:
        """The number of the living meeting with this id, or None."""
        encoded = encode(minutes_id)
        for table, base in self.tables("id"):
            number = table.find(encoded)
            if number is not None:
                meeting = base + table.docs.first_of(number)
                if self.alive is None or self.alive[meeting]:
                    return meeting
        return None

    def id_of(self, meeting: int) -> str:
        """The id of a meeting."""
        table = self.segments[self.segment_of(meeting)].tables["id"]
        return table.term(int(self.column("id_number")[meeting])).decode("utf-8", "surrogatepass")

    def segment_of(self, meeting: int) -> int:
        """The index of the segment that a meeting lies in."""
        return bisect_right(self.meeting_bases, meeting) - 1


def table_name(key: Key, field: Field | None) -> str:
    """The table that holds a key; lemmas stand beside parts."""
    layer = "part" if key.layer == "lemma" else key.layer
    return f"{field}_{layer}" if field else layer


def encode(term: str) -> bytes:
    """A term as the tables spell it; lone surrogates, which a user may type, never fail."""
    return term.encode("utf-8", "surrogatepass")


def _end_to_end(parts: Sequence[TermList]) -> TermList:
    lemmas = [part.lemmas for part in parts if part.lemmas is not None]
    return TermList(
        np.concatenate([NONE, *(part.meetings for part in parts)]),
        np.concatenate([part.weights for part in parts]) if parts else NONE,
        np.concatenate(lemmas) if lemmas else None,
    )
