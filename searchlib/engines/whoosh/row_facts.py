"""What is known of rows beside their words and records: worked out for a whole batch from where its pieces lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.engines.whoosh.zones import by_number, with_weight, zones_of
from searchlib.ranking import ZONE_WEIGHTS
from searchlib.runs import spread, starts

Numbers = NDArray[Any]

# Of a row: its number within the meeting, its words (participants aside), and where zones end: one that is missing
# ends where the one before it does.
ROW_COLUMNS: Final = ("row", "words", "heading_end", "organ_end", "reference_end")


@dataclass(frozen=True, slots=True)
class RowFacts:
    """The values of rows, a line of ROW_COLUMNS for each; the weighted lengths of their meetings; how many sentences
    each row has, and the positions at which these begin.
    """

    columns: Numbers
    lengths: Numbers
    sentence_counts: Numbers
    sentences: Numbers


def row_facts(pieces: Numbers, row_counts: Numbers, sentence_counts: Numbers, sentences: Numbers) -> RowFacts:
    """The facts of the rows of meetings that have `row_counts` rows each.

    `pieces` are those of `inversion.Words`; each has some sentences, whose beginnings count from that of the piece.
    """
    meetings, rows, zones, offsets, counts = pieces.astype(np.int64).T
    first_rows = starts(row_counts)
    owners = first_rows[meetings] + rows
    ends = _Ends(owners, zones, offsets + counts, int(first_rows[-1]))
    headings = ends.of("heading")
    organs = np.maximum(headings, ends.of("organ"))
    columns = [
        spread(np.zeros(len(row_counts), dtype=np.int64), row_counts),
        _sums(owners, counts * with_weight(ZONE_WEIGHTS)[zones], int(first_rows[-1])),
        headings,
        organs,
        np.maximum(organs, ends.of("reference")),
    ]
    return RowFacts(
        np.column_stack(columns),
        _sums(meetings, counts * by_number(ZONE_WEIGHTS)[zones], len(row_counts)),
        _sums(owners, sentence_counts, int(first_rows[-1])),
        sentences + np.repeat(offsets, sentence_counts),
    )


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where pieces end, with the row and the zone of each."""

    rows: Numbers
    zones: Numbers
    ends: Numbers
    count: int

    def of(self, field: str) -> Numbers:
        """Where a field ends in each row, 0 where it is missing."""
        chosen = with_weight(zones_of(field))[self.zones]
        last = np.zeros(self.count, dtype=np.int64)
        np.maximum.at(last, self.rows[chosen], self.ends[chosen])
        return last


def _sums(owners: Numbers, values: Numbers, count: int) -> Numbers:
    """The sum of the values of each owner; exact, for they are far below 2**53."""
    return np.bincount(owners, values, count).astype(np.int64)
