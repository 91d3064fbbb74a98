"""Posting lists of many terms at once, as flat arrays: the shape in which they are made, merged and read.

A term has meetings; in a meeting it has a weight and rows; in a row it has places (positions). Each level is
one flat array, and counts say how many entries of the next level belong to an entry.

    docs           meetings, by their number in the segment, rising within a term
    weights        how often the term stands in the meeting, weighted by zone
    lemmas         the same, for those words of which the term is a lemma (tables of parts only)
    row_counts     how many rows of the meeting hold the term        } tables with places only
    rows           the number of the row within the meeting, from 0  }
    place_counts   how many places in the row                        }
    places         positions in the row, rising                      }
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchlib.runs import starts

Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Places:
    """Where terms stand in the rows of their meetings; `first` and `rows_first` have one entry a term, and the end."""

    row_counts: Numbers
    rows: Numbers
    place_counts: Numbers
    places: Numbers
    rows_first: Numbers
    first: Numbers


@dataclass(frozen=True, slots=True)
class Postings:
    """The posting lists of a run of terms: those of term i lie from first[i] to first[i + 1]."""

    first: Numbers
    docs: Numbers
    weights: Numbers
    lemmas: Numbers | None = None
    places: Places | None = None

    def __len__(self) -> int:
        return len(self.first) - 1


def cut(postings: Postings, begin: int, end: int) -> Postings:
    """The posting lists of the terms from `begin` to `end`."""
    first = postings.first[begin : end + 1].astype(np.int64)
    span = slice(int(first[0]), int(first[-1]))
    places = postings.places
    return Postings(
        first - first[0],
        postings.docs[span],
        postings.weights[span],
        None if postings.lemmas is None else postings.lemmas[span],
        None if places is None else _cut_places(places, begin, end, span),
    )


def _cut_places(places: Places, begin: int, end: int, span: slice) -> Places:
    rows_first = places.rows_first[begin : end + 1].astype(np.int64)
    first = places.first[begin : end + 1].astype(np.int64)
    rows = slice(int(rows_first[0]), int(rows_first[-1]))
    return Places(
        places.row_counts[span],
        places.rows[rows],
        places.place_counts[rows],
        places.places[int(first[0]) : int(first[-1])],
        rows_first - rows_first[0],
        first - first[0],
    )


def renumbered(postings: Postings, new_doc: Numbers) -> Postings:
    """The same lists with new meeting numbers, which rise; meetings whose new number is negative drop out.

    Terms without any meeting left keep an empty list.
    """
    if len(new_doc) and new_doc[0] >= 0 and new_doc[-1] - new_doc[0] == len(new_doc) - 1:
        # New numbers rise, so all of them are the old ones and a constant.
        if not new_doc[0]:
            return postings
        docs = postings.docs + new_doc[0].astype(np.uint32)
        return Postings(postings.first, docs, postings.weights, postings.lemmas, postings.places)
    docs = new_doc[postings.docs]
    kept = docs >= 0
    if kept.all():
        return Postings(postings.first, docs, postings.weights, postings.lemmas, postings.places)
    before = starts(kept)
    return Postings(
        before[postings.first],
        docs[kept],
        postings.weights[kept],
        None if postings.lemmas is None else postings.lemmas[kept],
        None if postings.places is None else _kept_places(postings.places, kept),
    )


def _kept_places(places: Places, kept: Numbers) -> Places:
    kept_rows = np.repeat(kept, places.row_counts)
    kept_places = np.repeat(kept_rows, places.place_counts)
    return Places(
        places.row_counts[kept],
        places.rows[kept_rows],
        places.place_counts[kept_rows],
        places.places[kept_places],
        starts(kept_rows)[places.rows_first],
        starts(kept_places)[places.first],
    )
