"""Word clauses on their own: which meetings they match, what they score, and where they stand.

A leaf is made for one search and remembers what it has worked out. `meetings` and the arguments of `scores`
and `places` are sorted arrays of meeting numbers.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchlib.analysis.terms import IMPLIED
from searchlib.clauses import Key, Lookup, StartsWith
from searchlib.engines.whoosh.collection import Collection, TermList, encode
from searchlib.engines.whoosh.occurrences import Span, in_field, places_in_spans, places_of_keys, rows_in_spans, rows_of
from searchlib.engines.whoosh.sortedsets import NONE, SPARSE, union_below
from searchlib.remembered import remembered

Numbers = NDArray[Any]


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

    @abstractmethod
    def places(self, meetings: Numbers) -> Numbers:
        """Where the clause stands in some meetings (see `occurrences`)."""

    @abstractmethod
    def rows(self, meetings: Numbers) -> Numbers:
        """The rows of some meetings in which the clause stands; a row may come more than once."""

    def lists(self) -> list[tuple[str, Span]] | None:
        """The terms (tables and where they lie) that stand where the clause does; None when it is not as simple."""
        return None

    @remembered
    def idf(self) -> float:
        """How much it tells to match."""
        return self.collection.idf(len(self.meetings))


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
        """The sum of the scores of all keys."""
        if meetings is self.meetings:
            return self.collection.base_scores(self._clause, lambda: self._scores(meetings))
        return self._scores(meetings)

    def _scores(self, meetings: Numbers) -> Numbers:
        """All keys at once: a row of frequencies for each key, a column for each meeting."""
        lists = [(key, found) for key in self._keys if len((found := self._list(key)).meetings)]
        frequencies = np.empty((len(lists), len(meetings)))
        factors: list[float] = []
        for row, (key, found) in zip(frequencies, lists, strict=True):
            weights = found.weights
            holding = len(weights)
            if key.layer == "lemma" and found.lemmas is not None:
                weights = found.lemmas
                holding = int(np.count_nonzero(weights))
            row[:] = spread_over(found.meetings, weights, meetings, self.collection.size)
            factors.append(key.weight * self.collection.idf(holding))
        return np.array(factors) @ self.collection.saturated(frequencies, meetings)

    def places(self, meetings: Numbers) -> Numbers:
        """Where the deciding keys stand."""
        return places_of_keys(self.collection, self._clause.deciding, self._clause.field, meetings)

    def lists(self) -> list[tuple[str, Span]] | None:
        """The needed keys, unless only a field counts."""
        if self._clause.field is not None:
            return None
        return [(key.layer, span) for key in self.needed for span in self.collection.spans(key.layer, key.term)]

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
    if len(wanted) < SPARSE * len(meetings):
        at = np.minimum(meetings.searchsorted(wanted), len(meetings) - 1)
        found: Numbers = values[at] * (meetings[at] == wanted)
        return found
    everywhere = np.zeros(size, dtype=values.dtype)
    everywhere[meetings] = values
    return everywhere[wanted]
