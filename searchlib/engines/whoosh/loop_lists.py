"""Posting lists through the compiled loops, which read them where they lie. Twin: `array_lists`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib import ranking
from searchlib.clauses import Field, Key
from searchlib.engines.whoosh.tables import TermTable, encode, table_name
from searchlib.loops import compiled
from searchlib.remembered import remembered

Numbers = NDArray[Any]
Tables = Callable[[str], Sequence[tuple[TermTable, int]]]
# A list of a term in one segment, as the compiled loops have it.
PostingList = Any

# How many terms that were looked up are remembered, with where their lists lie.
_REMEMBERED: Final = 5_000


class LoopLists:
    """The posting lists of a collection of `alive` meetings (None: all of them are)."""

    def __init__(
        self, tables: Tables, alive: Numbers | None, norms: Callable[[], Numbers], first_rows: Numbers
    ) -> None:
        self._loops: Any = compiled("postings")
        self._places: Any = compiled("places")
        self._tables = tables
        self._first_rows = first_rows
        self.alive = None if alive is None else alive.view(np.uint8)
        self._norms = norms
        self._found: dict[tuple[str, str], list[PostingList]] = {}

    def forget(self) -> None:
        """Let go of the places of lists."""
        self._found.clear()

    def of(self, name: str, term: str) -> list[PostingList]:
        """The lists of a term of the table `name`, one for each segment that has it."""
        found = self._found.get((name, term))
        if found is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[name, term] = self._looked_up(name, encode(term))
        return found

    def _looked_up(self, name: str, term: bytes) -> list[PostingList]:
        tables = [(table.for_loops, base) for table, base in self._tables(name)]
        numbers = [(table, base, table.find(term)) for table, base in tables]
        return [table.posting_list(number, base) for table, base, number in numbers if number is not None]

    def meetings(self, keys: Sequence[Key], field: Field | None, size: int) -> Numbers:
        """The living meetings (of `size` in all) that hold any of some terms, rising."""
        lists = [one for key in keys for one in self.of(table_name(key, field), key.term)]
        found: Numbers = self._loops.meetings_of(lists, size, self.alive)
        return found

    def holding(self, key: Key, field: Field | None) -> int:
        """How many living meetings hold a term; a key of the layer lemma, as a lemma."""
        lists, as_lemma = self.of(table_name(key, field), key.term), key.layer == "lemma"
        return sum([one.holding(self.alive, as_lemma) for one in lists])

    def scores(self, factors: Sequence[tuple[Key, float]], field: Field | None, meetings: Numbers) -> Numbers:
        """What some meetings (rising) score: for each key its factor times the saturated frequency."""
        scored = [
            (one, factor, key.layer == "lemma")
            for key, factor in factors
            for one in self.of(table_name(key, field), key.term)
        ]
        found: Numbers = self._scorer.scores(scored, meetings)
        return found

    @remembered
    def _scorer(self) -> Any:
        return self._loops.Scorer(self._norms(), ranking.K1)

    def places(self, name: str, terms: Sequence[str], meetings: Numbers | None) -> Numbers:
        """Where any of some terms of the table `name` stands, rising: in some meetings (rising), or in all living."""
        lists = [one for term in terms for one in self.of(name, term)]
        found: Numbers = self._places.places_of(lists, meetings, self._first_rows, self.alive)
        return found

    def mark_rows(self, name: str, terms: Sequence[str], meetings: Numbers | None, held: Numbers) -> None:
        """Set `held` (a byte a row) to 1 for the rows of the same places."""
        lists = [one for term in terms for one in self.of(name, term)]
        self._places.mark_rows(lists, meetings, self._first_rows, self.alive, held)
