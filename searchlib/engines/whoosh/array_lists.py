"""Posting lists as NumPy arrays: what runs without the compiled loops (`loop_lists`), and says what those do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from searchlib import ranking
from searchlib.clauses import Field, Key
from searchlib.engines.whoosh.memory import Memory
from searchlib.engines.whoosh.sortedsets import NONE, union_below
from searchlib.engines.whoosh.tables import TermTable, encode, table_name

Numbers = NDArray[Any]
Tables = Callable[[str], Sequence[tuple[TermTable, int]]]

# What it costs to search for one meeting in a list, and to clear one number, in units of writing one of a list.
_SEARCH_COST: Final = 20
_CLEARING_COST: Final = 1 / 32


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


class ArrayLists:
    """The posting lists of a collection of `alive` meetings (None: all of them are), kept within a budget of bytes."""

    def __init__(self, tables: Tables, alive: Numbers | None, norms: Callable[[], Numbers], budget: int) -> None:
        self._tables = tables
        self._alive = alive
        self._norms = norms
        self._lists = Memory[TermList](budget)

    def forget(self) -> None:
        """Let go of the lists in memory."""
        self._lists.clear()

    def find(self, key: Key, field: Field | None) -> TermList:
        """The meetings that hold a term, in a field or anywhere but among the participants."""
        place = (table_name(key, field), key.term)
        return self._lists.get(place) or self._lists.keep(place, self._read(*place))

    def _read(self, name: str, term: str) -> TermList:
        encoded = encode(term)
        tables = self._tables(name)
        found = [(table, base, number) for table, base in tables if (number := table.find(encoded)) is not None]
        parts = [self._part(*where) for where in found]
        return parts[0] if len(parts) == 1 else _end_to_end(parts)

    def _part(self, table: TermTable, base: int, number: int) -> TermList:
        """The list of a term in one segment."""
        docs = table.docs.of(number)
        start, end = table.span(number, number + 1)
        lemmas = table.lemmas.slice(start, end) if table.kind.lemmas else None
        weights = table.weights.slice(start, end)
        if self._alive is None:
            return TermList(docs + base if base else docs, weights, lemmas, table, start)
        return living_only(TermList(docs + base, weights, lemmas), self._alive)

    def meetings(self, lists: Sequence[TermList], size: int) -> Numbers:
        """The living meetings (of `size` in all) that are in any of some lists, rising."""
        return lists[0].meetings if len(lists) == 1 else union_below((one.meetings for one in lists), size)

    def holding(self, found: TermList, as_lemma: bool) -> int:
        """How many living meetings hold a term, or hold it as a lemma."""
        if not as_lemma or found.lemmas is None:
            return len(found.meetings)
        return int(np.count_nonzero(found.lemmas))

    def scores(
        self, scored: Sequence[tuple[TermList, float, bool]], meetings: Numbers, whole: TermList | None
    ) -> Numbers:
        """What some meetings (rising) score: for each list its factor times the saturated frequency.

        The last of each triple says whether frequencies are those as a lemma.

        All lists at once: a row of frequencies for each of them, a column for each meeting.
        """
        norms = self._norms()
        frequencies: Numbers = np.empty((len(scored), len(meetings)))
        for row, (found, _, as_lemma) in zip(frequencies, scored, strict=True):
            own = found.lemmas if as_lemma and found.lemmas is not None else found.weights
            row[:] = spread_over(found.meetings, own, meetings, len(norms))
        factors: Numbers = np.array([factor for _, factor, _ in scored])
        return factors @ ranking.saturated(frequencies, norms[meetings])


def living_only(found: TermList, alive: Numbers) -> TermList:
    """The list without deleted meetings."""
    kept = alive[found.meetings]
    lemmas = found.lemmas[kept] if found.lemmas is not None else None
    return TermList(found.meetings[kept], found.weights[kept], lemmas)


def spread_over(meetings: Numbers, values: Numbers, wanted: Numbers, size: int) -> Numbers:
    """The values of the wanted meetings, 0 for those without; both arrays of meetings are sorted."""
    if meetings is wanted:
        return values
    if len(wanted) * _SEARCH_COST < len(meetings) + size * _CLEARING_COST:
        if not len(meetings):
            return np.zeros(len(wanted), dtype=values.dtype)
        at = np.minimum(meetings.searchsorted(wanted), len(meetings) - 1)
        found: Numbers = values[at] * (meetings[at] == wanted)
        return found
    everywhere = np.zeros(size, dtype=values.dtype)
    everywhere[meetings] = values
    return everywhere[wanted]


def _end_to_end(parts: Sequence[TermList]) -> TermList:
    lemmas = [part.lemmas for part in parts if part.lemmas is not None]
    return TermList(
        np.concatenate([NONE, *(part.meetings for part in parts)]),
        np.concatenate([part.weights for part in parts]) if parts else NONE,
        np.concatenate(lemmas) if lemmas else None,
    )
