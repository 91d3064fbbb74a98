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
# A list of a term in one segment, as the compiled loops have it; and one for each segment that has the term.
PostingList = Any
Lists = list[PostingList]
# Lists with the factor of their scores, and whether their frequencies are those as a lemma.
Scored = Sequence[tuple[Lists, float, bool]]

# The compiled modules that all have to be there.
LOOPS: Final = ("postings", "sortedsets", "places", "evidence", "in_sentences")
# How many terms that were looked up are remembered, with where their lists lie.
_REMEMBERED: Final = 5_000


class LoopLists:
    """The posting lists of a collection of `alive` meetings (None: all of them are)."""

    def __init__(
        self, tables: Tables, alive: Numbers | None, norms: Callable[[], Numbers], first_rows: Numbers
    ) -> None:
        self._loops: Any = compiled("postings")
        self._places: Any = compiled("places")
        self._sentences: Any = compiled("in_sentences")
        self._tables = tables
        self._first_rows = first_rows
        self.alive = None if alive is None else alive.view(np.uint8)
        self._norms = norms
        self._found: dict[tuple[str, str], Lists] = {}

    def forget(self) -> None:
        """Let go of the places of lists."""
        self._found.clear()

    def find(self, key: Key, field: Field | None) -> Lists:
        """The lists of a term, in a field or anywhere but among the participants."""
        return self.of(table_name(key, field), key.term)

    def of(self, name: str, term: str) -> Lists:
        """The lists of a term of the table `name`, one for each segment that has it."""
        found = self._found.get((name, term))
        if found is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[name, term] = self._looked_up(name, encode(term))
        return found

    def _looked_up(self, name: str, term: bytes) -> Lists:
        lists = []
        for table, base in self._tables(name):
            number = table.find(term)
            if number is not None:
                lists.append(table.for_loops.posting_list(number, base))
        return lists

    def meetings(self, found: Sequence[Lists], size: int) -> Numbers:
        """The living meetings (of `size` in all) that are in any of some lists, rising."""
        lists = found[0] if len(found) == 1 else [one for lists in found for one in lists]
        meetings: Numbers = self._loops.meetings_of(lists, size, self.alive)
        return meetings

    def holding(self, found: Lists, as_lemma: bool) -> int:
        """How many living meetings hold a term, or hold it as a lemma."""
        count: int = self._loops.holding(found, self.alive, as_lemma)
        return count

    def scores(self, scored: Scored, meetings: Numbers, whole: Lists | None) -> Numbers:
        """What some meetings (rising) score: for each list its factor times the saturated frequency.

        `whole` are the lists of a term when the meetings are all of that term's.
        """
        alone = whole[0] if whole and len(whole) == 1 and self.alive is None else None
        found: Numbers = self._scorer.scores(_flat(scored), meetings, alone)
        return found

    def scores_of_any(self, words: Sequence[tuple[Numbers, Scored]], meetings: Numbers) -> Numbers:
        """What all meetings of several words score; for each word those that it matches (rising), and its lists."""
        flat = [(own, _flat(scored)) for own, scored in words]
        found: Numbers = self._scorer.scores_of_any(flat, meetings)
        return found

    @remembered
    def _scorer(self) -> Any:
        return self._loops.Scorer(self._norms(), ranking.K1)

    def add_weights(self, table: TermTable, base: int, begin: int, end: int, total: Numbers) -> None:
        """Add the weights of the terms from `begin` to `end` to the totals of their meetings, which `base` moves up."""
        self._loops.add_weights(table.for_loops, begin, end, base, total)

    def places(self, found: Sequence[Lists], meetings: Numbers | None) -> Numbers:
        """Where any of some terms stands, rising: in some meetings (rising), or in all living ones."""
        lists = [one for lists in found for one in lists]
        places: Numbers = self._places.places_of(lists, meetings, self._first_rows, self.alive)
        return places

    def in_sentences(self, slots: Sequence[Numbers], segments: Sequence[tuple[int, Any]]) -> tuple[Numbers, Numbers]:
        """Where slots, each given by its places (rising), stand in one sentence, and where those begin.

        `segments` say of each segment its first row and its sentences.
        """
        found: tuple[Numbers, Numbers] = self._sentences.in_sentences(slots, segments)
        return found

    def mark_sections(self, found: Sequence[Lists], meetings: Numbers | None, held: Numbers) -> None:
        """Set `held` (a byte a row) to 1 for the rows of the same places, but to 0 for the first row of a meeting."""
        lists = [one for lists in found for one in lists]
        self._places.mark_sections(lists, meetings, self._first_rows, self.alive, held)


def _flat(scored: Scored) -> list[tuple[PostingList, float, bool]]:
    return [(one, factor, as_lemma) for lists, factor, as_lemma in scored for one in lists]
