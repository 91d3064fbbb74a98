"""Joining posting lists: each list is its pieces end to end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchlib.copying import copied
from searchlib.engines.whoosh.postings import Places, Postings
from searchlib.runs import starts

Numbers = NDArray[Any]


def merged(parts: Sequence[tuple[Postings, Numbers]], terms: int) -> Postings:
    """The lists of several parts as one; a part comes with the new number of each of its terms.

    Parts are in the order of their meetings, so that each list is its pieces end to end.
    """
    lists = [part for part, _ in parts]
    numbers = [number for _, number in parts]
    if len(lists) == 1 and len(lists[0]) == terms:
        return lists[0]
    docs = _Scatter([part.first for part in lists], numbers, terms)
    lemmas = [part.lemmas for part in lists if part.lemmas is not None]
    return Postings(
        docs.first,
        docs.joined([part.docs for part in lists]),
        docs.joined([part.weights for part in lists]),
        docs.joined(lemmas) if lemmas else None,
        _merged_places([part.places for part in lists if part.places is not None], docs, numbers, terms),
    )


def _merged_places(parts: Sequence[Places], docs: _Scatter, numbers: Sequence[Numbers], terms: int) -> Places | None:
    if not parts:
        return None
    rows = _Scatter([part.rows_first for part in parts], numbers, terms)
    places = _Scatter([part.first for part in parts], numbers, terms)
    return Places(
        docs.joined([part.row_counts for part in parts]),
        rows.joined([part.rows for part in parts]),
        rows.joined([part.place_counts for part in parts]),
        places.joined([part.places for part in parts]),
        rows.first,
        places.first,
    )


class _Scatter:
    """Where the entries of several parts go when lists of the same term are joined."""

    def __init__(self, firsts: Sequence[Numbers], numbers: Sequence[Numbers], terms: int) -> None:
        counts = np.zeros(terms, dtype=np.int64)
        for first, number in zip(firsts, numbers, strict=True):
            counts[number] += np.diff(first)
        self.first = starts(counts)
        cursor = self.first[:-1].copy()
        # For each part where its lists go, where they are, and how long they are.
        self._moves: list[tuple[Numbers, Numbers, Numbers]] = []
        for first, number in zip(firsts, numbers, strict=True):
            own = np.diff(first)
            self._moves.append((cursor[number], first[:-1], own))
            cursor[number] += own

    def joined(self, values: Sequence[Numbers]) -> Numbers:
        out = np.empty(int(self.first[-1]), dtype=np.result_type(*values) if values else np.int64)
        for (to, begins, counts), part in zip(self._moves, values, strict=True):
            copied(out, to, part.astype(out.dtype, copy=False), begins, counts)
        return out
