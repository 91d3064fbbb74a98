"""Joining term tables into one: the runs of a batch writer, or whole segments that are merged.

Everything is arrays: the terms are united and ranked once, then the lists of a range of terms at a time are
scattered to their places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from searchlib.engines.whoosh.arrays import ArrayWriter
from searchlib.engines.whoosh.counts import Checkpoints
from searchlib.engines.whoosh.meeting_numbers import blocks_of, stored_numbers, turns_of
from searchlib.engines.whoosh.merging import merged
from searchlib.engines.whoosh.postings import Places, Postings, renumbered
from searchlib.engines.whoosh.tables import TableKind, TermSource
from searchlib.names import Names, united
from searchlib.runs import starts

Numbers = NDArray[Any]

# How many entries are joined at a time; bounds the memory of a merge to some 200 MB.
_JOINED_AT_ONCE: Final = 3_000_000


class TermCounts(NamedTuple):
    """The terms of a table, in how many meetings each stands, and how often, or 0 in a table without places."""

    terms: Names
    meetings: Numbers
    occurrences: Numbers


def write_table(
    writer: ArrayWriter, kind: TableKind, sources: Sequence[TermSource], new_docs: Sequence[Numbers]
) -> TermCounts:
    """Join sources into one table; `new_docs[i]` maps the meetings of sources[i] to new numbers, or to -1.

    Sources are in the order of their new meeting numbers. Gives the terms that are left.
    """
    terms, numbers = united([source.names() for source in sources])
    meetings = max((int(new_doc.max(initial=-1)) + 1 for new_doc in new_docs), default=0)
    table = _Table(writer, kind, [source.sizes() for source in sources], blocks_of(meetings))
    for begin, end in _portions(_burden(sources, numbers, len(terms))):
        parts = [
            _part(source, number, new_doc, begin, end)
            for source, number, new_doc in zip(sources, numbers, new_docs, strict=True)
        ]
        table.append(begin, merged(parts, end - begin))
        del parts
        for source in sources:
            source.let_go()
    return table.close(terms)


def _burden(sources: Sequence[TermSource], numbers: Sequence[Numbers], terms: int) -> Numbers:
    """For each term the number of entries of its longest level, in all sources together."""
    total = np.zeros(terms, dtype=np.int64)
    for source, number in zip(sources, numbers, strict=True):
        total[number] += source.burden()
    return total


def _portions(burden: Numbers) -> Iterator[tuple[int, int]]:
    """Ranges of terms with a bounded number of entries each."""
    before = starts(burden)
    terms = len(burden)
    begin = 0
    while begin < terms:
        end = int(before.searchsorted(before[begin] + _JOINED_AT_ONCE, side="right")) - 1
        end = min(max(end, begin + 1), terms)
        yield begin, end
        begin = end


def _part(source: TermSource, number: Numbers, new_doc: Numbers, begin: int, end: int) -> tuple[Postings, Numbers]:
    low, high = (int(bound) for bound in number.searchsorted((begin, end)))
    return renumbered(source.postings(low, high), new_doc), number[low:high] - begin


class _Table:
    """A table while it is written, a range of terms at a time. Terms without any meeting left are left out."""

    def __init__(
        self, writer: ArrayWriter, kind: TableKind, sizes: Sequence[tuple[int, int, int]], blocks: int
    ) -> None:
        self._writer = writer
        self._kind = kind
        self._blocks = blocks
        self._kept: list[Numbers] = []
        self._sizes: dict[str, list[Numbers]] = {"first": []}
        self._turns: list[Numbers] = []
        self._entries = 0
        if kind.places:
            self._sizes |= {"rows_first": [], "places_first": []}
            self._checkpoints = {"rows_before": Checkpoints(), "places_before": Checkpoints()}
        self._reserve(*(sum(level) for level in zip((0, 0, 0), *sizes, strict=True)))

    def _name(self, array: str) -> str:
        return f"{self._kind.name}/{array}"

    def _reserve(self, docs: int, rows: int, places: int) -> None:
        reserve, name = self._writer.reserve, self._name
        reserve(name("docs"), "<u2" if self._blocks else "<u4", docs)
        reserve(name("weights"), "u1", docs, narrow=True)
        if self._kind.lemmas:
            reserve(name("lemmas"), "u1", docs, narrow=True)
        if self._kind.places:
            reserve(name("row_counts"), "u1", docs, narrow=True)
            reserve(name("rows"), "u1", rows, narrow=True)
            reserve(name("place_counts"), "u1", rows, narrow=True)
            reserve(name("places"), "<u2", places, narrow=True)

    def append(self, begin: int, joined: Postings) -> None:
        """Write the lists of the terms from number `begin` on."""
        sizes = np.diff(joined.first)
        present = np.flatnonzero(sizes)
        self._kept.append(present + begin)
        self._sizes["first"].append(sizes[present])
        if self._blocks > 1:
            turns = turns_of(joined.first, joined.docs, self._blocks)
            self._turns.append((turns[present] + self._entries).ravel())
        self._entries += len(joined.docs)
        self._append("docs", stored_numbers(joined.docs, self._blocks))
        self._append("weights", joined.weights)
        if joined.lemmas is not None:
            self._append("lemmas", joined.lemmas)
        if joined.places is not None:
            self._append_places(joined.places, present)

    def _append_places(self, places: Places, present: Numbers) -> None:
        self._sizes["rows_first"].append(np.diff(places.rows_first)[present])
        self._sizes["places_first"].append(np.diff(places.first)[present])
        self._checkpoints["rows_before"].append(places.row_counts)
        self._checkpoints["places_before"].append(places.place_counts)
        self._append("row_counts", places.row_counts)
        self._append("rows", places.rows)
        self._append("place_counts", places.place_counts)
        self._append("places", places.places)

    def _append(self, array: str, values: Numbers) -> None:
        self._writer.append(self._name(array), values)

    def close(self, terms: Names) -> TermCounts:
        """Write the terms, of all those that were asked about, and where their lists lie."""
        kept = terms.chosen(_end_to_end(self._kept))
        self._writer.add(self._name("terms"), kept.text, "u1")
        self._writer.add(self._name("terms_ends"), kept.ends, "<u4")
        sizes = {level: _end_to_end(pieces) for level, pieces in self._sizes.items()}
        for level, counts in sizes.items():
            self._writer.add(self._name(level), starts(counts), "<u4")
        self._writer.add(self._name("turns"), _end_to_end(self._turns), "<u4")
        if self._kind.places:
            for level, checkpoints in self._checkpoints.items():
                self._writer.add(self._name(level), checkpoints.sums(), "<u4")
        return TermCounts(kept, sizes["first"], sizes.get("places_first", np.zeros_like(sizes["first"])))


def _end_to_end(pieces: Sequence[Numbers]) -> Numbers:
    return np.concatenate([np.empty(0, dtype=np.int64), *pieces])
