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
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib import ranking
from searchlib.analysis.terms import Analyzer
from searchlib.clauses import Key
from searchlib.engines.whoosh.array_lists import ArrayLists
from searchlib.engines.whoosh.loop_lists import LOOPS, LoopLists
from searchlib.engines.whoosh.memory import Memory
from searchlib.engines.whoosh.overview import read_overview
from searchlib.engines.whoosh.rowfile import NAME_COLUMNS
from searchlib.engines.whoosh.schema import make_schema
from searchlib.engines.whoosh.segment import MeetingIndex
from searchlib.engines.whoosh.segment_files import SegmentFiles
from searchlib.engines.whoosh.tables import TermTable, encode
from searchlib.errors import IndexDamaged
from searchlib.loops import compiled
from searchlib.remembered import remembered

Numbers = NDArray[Any]

_LOOPS: Final = compiled("postings")
# How much of posting lists and of impacts stays in memory between searches.
MEMORY_BUDGET: Final = 64 * 1024 * 1024
# Ids of pages of answers whose meetings are remembered, for their minutes are asked for by id right afterwards.
_MOST_SHOWN: Final = 1_000


class Collection:
    """The meetings of one complete index. Safe to share between threads."""

    def __init__(self, folder: Path, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        index = MeetingIndex(folder, make_schema())
        self.segments = [SegmentFiles(folder, segment) for segment in index.segments()]
        self._overview = read_overview(folder, self.segments)
        self.first_rows = self._overview["first_rows"]
        self.size = len(self.first_rows) - 1
        if self.size < 0 or self.first_rows[0] != 0 or (np.diff(self.first_rows) <= 0).any():
            # Compiled loops rely on it.
            raise IndexDamaged(str(folder), "its meetings do not follow one another")
        alive = self._overview["alive"].astype(np.bool_)
        self.alive: Numbers | None = None if alive.all() else alive
        self.living = int(np.count_nonzero(alive))
        row_bases = np.cumsum([0, *(one.segment.doc_count_all() for one in self.segments)])
        self.row_bases: list[int] = row_bases.tolist()
        self.meeting_bases: list[int] = self.first_rows.searchsorted(row_bases).tolist()
        self._tables: dict[str, list[tuple[TermTable, int]]] = {}
        self.lists = self._opened_lists()
        self._impacts = Memory[Numbers](MEMORY_BUDGET // 2)
        self._shown: dict[str, int] = {}

    def _opened_lists(self) -> ArrayLists | LoopLists:
        if all(map(compiled, LOOPS)):
            return LoopLists(self.tables, self.alive, lambda: self.norms, self.first_rows)
        return ArrayLists(self.tables, self.alive, lambda: self.norms, MEMORY_BUDGET // 2)

    def forget(self) -> None:
        """Let go of the posting lists and impacts in memory."""
        self.lists.forget()
        self._impacts.clear()

    def column(self, name: str) -> Numbers:
        """A column by meeting: date, year, begin, end, organ, kind, length, newest, oldest."""
        return self._overview[name]

    def counts(self, column: str, meetings: Numbers) -> list[tuple[int, int]]:
        """The values of a column (year, organ, kind) that some meetings have, rising, and how many have each."""
        values = self._overview[column]
        if _LOOPS is not None:
            found: list[tuple[int, int]] = _LOOPS.counts_of(values, meetings, self._ranges[column])
            return found
        counts = np.bincount(values[meetings])
        codes = np.flatnonzero(counts)
        return list(zip(codes.tolist(), counts[codes].tolist(), strict=True))

    @remembered
    def _ranges(self) -> dict[str, int]:
        """How many values there may be in a column."""
        return {name: int(self._overview[name].max(initial=0)) + 1 for name in ("year", *NAME_COLUMNS)}

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
                if len(joined[name]) != self.rows:
                    raise IndexDamaged("rows", f"there are {len(joined[name])} of {name}, and {self.rows} rows")
            return joined[name]

        return column

    @property
    def rows(self) -> int:
        """How many rows there are, those of deleted meetings among them."""
        return int(self.first_rows[-1])

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

    def impacts(self, of: Hashable, make: Callable[[], Numbers]) -> Numbers:
        """What the meetings of a clause score, or its bounds, in all of them; remembered."""
        known = self._impacts.get(of)
        return known if known is not None else self._impacts.keep(of, make())

    def saturated(self, frequencies: Numbers, meetings: Numbers) -> Numbers:
        """BM25's part of the frequency, for meetings that have these frequencies."""
        return ranking.saturated(frequencies.astype(np.float64), self.norms[meetings])

    @remembered
    def undated(self) -> Numbers:
        """The living meetings without a date."""
        found: Numbers = self.every[self.column("date")[self.every] == 0]
        return found

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
        known = self._shown.get(minutes_id)
        return self._found(minutes_id) if known is None else known

    def _found(self, minutes_id: str) -> int | None:
        encoded = encode(minutes_id)
        for table, base in self.tables("id"):
            number = table.find(encoded)
            if number is not None:
                meeting = base + table.docs.first_of(number)
                if self.alive is None or self.alive[meeting]:
                    return meeting
        return None

    def ids_of(self, meetings: Numbers) -> list[str]:
        """The ids of living meetings, which are likely to be looked for next."""
        if len(self._shown) >= _MOST_SHOWN:
            self._shown.clear()
        ids = list(map(self._id_of, meetings.tolist(), self.column("id_number")[meetings].tolist()))
        self._shown.update(zip(ids, meetings.tolist(), strict=True))
        return ids

    def _id_of(self, meeting: int, number: int) -> str:
        table = self.segments[self.segment_of(meeting)].tables["id"]
        return table.term(number).decode("utf-8", "surrogatepass")

    def segment_of(self, meeting: int) -> int:
        """The index of the segment that a meeting lies in."""
        return bisect_right(self.meeting_bases, meeting) - 1
