"""Word clauses on their own: which meetings they match, what they score, and where they stand.

A leaf is made for one search and remembers what it has worked out. `meetings` and the arguments of `scores`
and `places` are sorted arrays of meeting numbers.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchlib import ranking
from searchlib.analysis.terms import IMPLIED
from searchlib.clauses import Key, Lookup, StartsWith
from searchlib.engines.whoosh.array_lists import TermList, living_only, spread_over
from searchlib.engines.whoosh.collection import Collection
from searchlib.engines.whoosh.loop_lists import LoopLists
from searchlib.engines.whoosh.occurrences import Span, in_field, places_in_spans, places_of_keys, rows_in_spans, rows_of
from searchlib.engines.whoosh.sortedsets import NONE
from searchlib.engines.whoosh.tables import TermTable, encode
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

    def bounds(self, meetings: Numbers) -> Numbers:
        """At least what each of them scores."""
        return self.scores(meetings)

    @abstractmethod
    def places(self, meetings: Numbers) -> Numbers:
        """Where the clause stands in some meetings (see `occurrences`)."""

    @abstractmethod
    def rows(self, meetings: Numbers) -> Numbers:
        """The rows of some meetings in which the clause stands; a row may come more than once."""

    def mark_sections(self, meetings: Numbers, held: Numbers) -> None:
        """Set `held` (a byte a row) to 1 for the same rows, but to 0 for the first row of a meeting, its own."""
        held[self.rows(meetings)] = 1
        held[self.collection.first_rows[meetings]] = 0

    def terms(self) -> Sequence[Key] | None:
        """The terms that stand where the clause does; None when it is not as simple."""
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
        return self.collection.lists.meetings([self._found[id(key)] for key in self.needed], self.collection.size)

    @remembered
    def _found(self) -> dict[int, Any]:
        """The posting lists of all keys; by identity, for to hash a key is to call Python."""
        find, field = self.collection.lists.find, self._clause.field
        return {id(key): find(key, field) for key in self._keys}

    def scores(self, meetings: Numbers) -> Numbers:
        """The sum over all keys; of all meetings of the word it is remembered."""
        return self._remembered("scores", self._factors, meetings)

    def bounds(self, meetings: Numbers) -> Numbers:
        """The sum over the leading keys, as if everything below them were as frequent."""
        return self._remembered("bounds", self._leading, meetings)

    def _remembered(self, what: str, factors: Sequence[tuple[Key, float]], meetings: Numbers) -> Numbers:
        def summed(whole: Any = None) -> Numbers:
            return self.collection.lists.scores(self._scored(factors), meetings, whole)

        if meetings is not self.meetings:
            return summed()
        alone = self._found[id(self.needed[0])] if len(self.needed) == 1 else None
        of = (what, self._clause.field, *((key.layer, key.term, key.weight) for key in self._keys))
        return self.collection.impacts(of, lambda: summed(alone))

    def scored(self) -> Sequence[tuple[Any, float, bool]]:
        """All posting lists with their factors, and whether they count as lemmas."""
        return self._scored(self._factors)

    def _scored(self, factors: Sequence[tuple[Key, float]]) -> list[tuple[Any, float, bool]]:
        return [(self._found[id(key)], factor, key.layer == "lemma") for key, factor in factors]

    @remembered
    def _factors(self) -> list[tuple[Key, float]]:
        """The keys, and what each scores a unit of saturated frequency."""
        holding, living, found = self.collection.lists.holding, self.collection.living, self._found
        return [
            (key, key.weight * ranking.idf(holding(found[id(key)], key.layer == "lemma"), living)) for key in self._keys
        ]

    @remembered
    def _leading(self) -> list[tuple[Key, float]]:
        """Keys that bound all others: a lemma, or a form of a part, is nowhere more frequent than the part."""
        factors = {id(key): factor for key, factor in self._factors}
        return [(key, sum(factors[id(one)] for one in covered)) for key, covered in self.collection.covered(self._keys)]

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

    def mark_sections(self, meetings: Numbers, held: Numbers) -> None:
        """Set `held` to 1 for the sections in which a deciding key stands."""
        lists = self.collection.lists
        if self._clause.field is not None or not isinstance(lists, LoopLists):
            return super().mark_sections(meetings, held)
        wanted = None if len(meetings) == len(self.meetings) else meetings
        lists.mark_sections([self._found[id(key)] for key in self.needed], wanted, held)


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
        total: Numbers = np.zeros(self.collection.size, dtype=np.int64)
        for segment, begin, end in self._spans(name):
            self._add_weights(*tables[segment], begin, end, total)
        meetings = np.flatnonzero(total)
        found = TermList(meetings, total[meetings])
        alive = self.collection.alive
        return found if alive is None else living_only(found, alive)

    def _add_weights(self, table: TermTable, base: int, begin: int, end: int, total: Numbers) -> None:
        """Add the weights of the terms from `begin` to `end` to the totals of their meetings."""
        lists = self.collection.lists
        if isinstance(lists, LoopLists):
            lists.add_weights(table, base, begin, end, total)
            return
        weights = table.weights.slice(*table.span(begin, end))
        counts = np.bincount(table.docs.between(begin, end), weights).astype(np.int64)
        total[base : base + len(counts)] += counts

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
