"""Word clauses on their own: which meetings they match, what they score, and where they stand.

A leaf is made for one search and remembers what it has worked out. `meetings` and the arguments of `scores`
and `places` are sorted arrays of meeting numbers.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from searchlib import ranking
from searchlib.analysis.terms import IMPLIED
from searchlib.clauses import Key, Lookup, StartsWith
from searchlib.engines.whoosh.collection import Collection, TermList, encode
from searchlib.engines.whoosh.occurrences import Span, in_field, places_in_spans, places_of_keys, rows_in_spans, rows_of
from searchlib.engines.whoosh.sortedsets import NONE, union_below
from searchlib.remembered import remembered

Numbers = NDArray[Any]

# What it costs to search for one meeting in a list, and to clear one number, in units of writing one of a list.
_SEARCH_COST: Final = 20
_CLEARING_COST: Final = 1 / 32


class Leaf(ABC):
    """One word clause."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection

    @property
    @abstractmethod
    def meetings(self) -> Numbers:
        """The living meetings that match."""

    @abstractmethod
    def scores(self, meetings: Numbers) -> Numbers:
        """What some of the matching meetings score."""

    def bounds(self, meetings: Numbers) -> Numbers:
        """At least what each of them scores."""
        return self.scores(meetings)

    @abstractmethod
    def places(self, meetings: Numbers) -> Numbers:
        """Where the clause stands in some meetings (see `occurrences`)."""

    @abstractmethod
    def rows(self, meetings: Numbers) -> Numbers:
        """The rows of some meetings in which the clause stands; a row may come more than once."""

    def terms(self) -> Sequence[Key] | None:
        """The terms that stand where the clause does; None when it is not as simple."""
        return None

    @remembered
    def idf(self) -> float:
        """How much it tells to match."""
        return self.collection.idf(len(self.meetings))


class _Scored(NamedTuple):
    """A posting list, and what its term scores a unit of saturated frequency."""

    meetings: Numbers
    frequencies: Numbers
    factor: float


class LookupLeaf(Leaf):
    """A word with all that counts as it."""

    def __init__(self, collection: Collection, clause: Lookup) -> None:
        super().__init__(collection)
        self._clause = clause
        self._keys = clause.deciding + clause.ranking

    @remembered
    def needed(self) -> tuple[Key, ...]:
        """The deciding keys that have to be looked up."""
        return self.collection.needed(self._clause.deciding)

    @remembered
    def meetings(self) -> Numbers:
        """The meetings in which one of the deciding keys stands."""
        lists = [self._list(key).meetings for key in self.needed]
        return lists[0] if len(lists) == 1 else union_below(lists, self.collection.size)

    def _list(self, key: Key) -> TermList:
        return self.collection.term_list(key, self._clause.field)

    def scores(self, meetings: Numbers) -> Numbers:
        """The sum over all keys; of all meetings of the word it is remembered."""
        if meetings is self.meetings:
            return self.collection.impacts(self._clause, lambda: self._summed(self._scored, meetings, np.float64))
        return self._summed(self._scored, meetings, np.float64)

    def bounds(self, meetings: Numbers) -> Numbers:
        """The sum over the leading keys, as if everything below them were as frequent."""
        if meetings is self.meetings:
            place = ("bounds", self._clause)
            return self.collection.impacts(place, lambda: self._summed(self._leading, meetings, np.float32))
        return self._summed(self._leading, meetings, np.float32)

    def _summed(self, lists: Sequence[_Scored], meetings: Numbers, dtype: type) -> Numbers:
        """All lists at once: a row of frequencies for each of them, a column for each meeting."""
        frequencies: Numbers = np.empty((len(lists), len(meetings)), dtype)
        for row, one in zip(frequencies, lists, strict=True):
            row[:] = spread_over(one.meetings, one.frequencies, meetings, self.collection.size)
        factors: Numbers = np.array([one.factor for one in lists], dtype)
        return factors @ ranking.saturated(frequencies, self.collection.norms_as(dtype)[meetings])

    @remembered
    def _scored(self) -> list[_Scored]:
        """The lists of all keys."""
        scored: list[_Scored] = []
        for key in self._keys:
            found = self._list(key)
            frequencies, holding = found.weights, len(found.meetings)
            if key.layer == "lemma" and found.lemmas is not None:
                frequencies, holding = found.lemmas, int(np.count_nonzero(found.lemmas))
            scored.append(_Scored(found.meetings, frequencies, key.weight * self.collection.idf(holding)))
        return scored

    @remembered
    def _leading(self) -> list[_Scored]:
        """Lists that bound all others: a lemma, or a form of a part, is nowhere more frequent than the part."""
        factors = {key: one.factor for key, one in zip(self._keys, self._scored, strict=True)}
        return [
            _Scored(found.meetings, found.weights, sum(map(factors.__getitem__, covered)))
            for key, covered in self.collection.covered(self._keys)
            for found in [self._list(key)]
        ]

    def places(self, meetings: Numbers) -> Numbers:
        """Where the deciding keys stand."""
        return places_of_keys(self.collection, self._clause.deciding, self._clause.field, meetings)

    def terms(self) -> Sequence[Key] | None:
        """The needed keys, unless only a field counts."""
        return self.needed if self._clause.field is None else None

    def rows(self, meetings: Numbers) -> Numbers:
        """The rows in which a deciding key stands."""
        clause, collection = self._clause, self.collection
        if clause.field is not None:
            return rows_of(self.places(meetings))
        wanted = None if len(meetings) == len(self.meetings) else meetings
        parts = [
            part
            for key in self.needed
            for part in rows_in_spans(collection, key.layer, collection.spans(key.layer, key.term), wanted)
        ]
        return np.concatenate([NONE, *parts])


class PrefixLeaf(Leaf):
    """Every form that begins with a prefix, as one term."""

    def __init__(self, collection: Collection, clause: StartsWith) -> None:
        super().__init__(collection)
        self._clause = clause

    def _spans(self, name: str) -> list[Span]:
        prefix = encode(self._clause.prefix)
        implied = encode(IMPLIED)
        spans: list[Span] = []
        for segment, (table, _) in enumerate(self.collection.tables(name)):
            found = table.beginning_with(prefix)
            # Implied forms, which no user types, are one run of terms; only an empty prefix reaches it.
            hidden = table.beginning_with(implied)
            spans.append((segment, found.start, max(found.start, min(found.stop, hidden.start))))
            spans.append((segment, max(found.start, hidden.stop), found.stop))
        return [span for span in spans if span[1] < span[2]]

    @remembered
    def _found(self) -> TermList:
        name = f"{self._clause.field}_form" if self._clause.field else "form"
        tables = self.collection.tables(name)
        total = np.zeros(self.collection.size)
        for segment, begin, end in self._spans(name):
            table, base = tables[segment]
            counts = np.bincount(table.docs.between(begin, end), table.weights.slice(*table.span(begin, end)))
            total[base : base + len(counts)] += counts
        meetings = np.flatnonzero(total > 0)
        return self.collection.living_only(TermList(meetings, total[meetings]))

    @property
    def meetings(self) -> Numbers:
        """The meetings in which one of the forms stands."""
        return self._found.meetings

    def scores(self, meetings: Numbers) -> Numbers:
        """The score of one term with the frequencies of all forms."""
        frequencies = spread_over(self._found.meetings, self._found.weights, meetings, self.collection.size)
        return self._clause.weight * self.idf * self.collection.saturated(frequencies, meetings)

    def places(self, meetings: Numbers) -> Numbers:
        """Where the forms stand."""
        name = "participant_form" if self._clause.field == "participant" else "form"
        found = places_in_spans(self.collection, name, self._spans(name), meetings)
        return in_field(self.collection, found, self._clause.field)

    def rows(self, meetings: Numbers) -> Numbers:
        """The rows in which a form stands."""
        if self._clause.field is not None:
            return rows_of(self.places(meetings))
        wanted = None if len(meetings) == len(self.meetings) else meetings
        return np.concatenate([NONE, *rows_in_spans(self.collection, "form", self._spans("form"), wanted)])


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
