"""How often forms stand in some meetings, all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchlib.engines.whoosh.collection import Collection
from searchlib.engines.whoosh.tables import TermTable, encode
from searchlib.runs import spread, starts

Numbers = NDArray[Any]


def count_places(collection: Collection, name: str, terms: Sequence[str], meetings: Numbers) -> Numbers:
    """How often each of some terms of a table with places stands in some meetings (rising)."""
    counts = np.zeros(len(terms), dtype=np.int64)
    held = np.zeros(collection.size, dtype=np.bool_)
    held[meetings] = True
    encoded = [encode(term) for term in terms]
    for table, base in collection.tables(name):
        numbers = np.array(table.find_all(encoded), dtype=np.int64)
        found = np.flatnonzero(numbers >= 0)
        if len(found):
            counted = _counted if table.place_counter is None else _counted_fast
            counts[found] += counted(table, numbers[found], held[base:])
    return counts


def _counted_fast(table: TermTable, numbers: Numbers, held: Numbers) -> Numbers:
    """What `_counted` says, said by the compiled loop."""
    counts = np.empty(len(numbers), dtype=np.int64)
    table.place_counter.count(numbers, table.array("docs"), held.view(np.uint8), counts)
    return counts


def _counted(table: TermTable, numbers: Numbers, held: Numbers) -> Numbers:
    """How often each of some terms (by number) of one table stands in the meetings that are held."""
    begins, sizes = _runs(table.first, numbers)
    _, counts = _runs(table.places_first, numbers)
    entries = spread(begins, sizes)
    chosen = held[table.docs.of_lists(numbers)]
    # Only terms that also stand in other meetings have to be looked at row by row.
    partly = _sums(chosen, sizes) < sizes
    if not partly.any():
        return counts
    kept = np.repeat(partly, sizes)
    row_begins, row_sizes = _runs(table.rows_first, numbers[partly])
    place_counts = table.place_counts.take(spread(row_begins, row_sizes))
    chosen_rows = np.repeat(chosen[kept], table.row_counts.take(entries[kept]))
    counts[partly] = _sums(np.where(chosen_rows, place_counts, 0), row_sizes)
    return counts


def _runs(first: Numbers, numbers: Numbers) -> tuple[Numbers, Numbers]:
    """Where the entries of some terms begin, and how many there are."""
    begins = first[numbers].astype(np.int64)
    return begins, first[numbers + 1] - begins


def _sums(values: Numbers, sizes: Numbers) -> Numbers:
    """The sums of runs of some sizes that lie end to end; a run may be empty."""
    sums: Numbers = np.diff(starts(values)[starts(sizes)])
    return sums
