"""From the words of a batch of meetings to posting lists, a table at a time.

Words come in reading order: piece after piece, and in a piece one position after the other. So whatever brings them
into the order of their terms, and keeps the order in which they come, makes posting lists.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.engines.whoosh.postings import Places, Postings, cut
from searchlib.engines.whoosh.slow_inversion import inverted as inverted_slowly
from searchlib.engines.whoosh.tables import TableKind
from searchlib.loops import compiled
from searchlib.names import Names

Numbers = NDArray[Any]

_LOOP: Final = compiled("inversion")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a batch in reading order.

    A line of `pieces` is the meeting, the row in it, the zone, the position of the first word, and the number of
    words; `forms` has the number of the form of every word. A line of `extras` is the form of a word that shares the
    position of another, and the index of that one in `forms`; these rise.
    """

    pieces: Numbers
    forms: Numbers
    extras: Numbers


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of forms in one layer, numbered in the order of their `names`.

    Those of form i lie from first[i] to first[i + 1]: twice the number of the term, plus one when it is a lemma there.
    """

    names: Names
    first: Numbers
    items: Numbers


@dataclass(frozen=True, slots=True)
class MemoryTable:
    """A term table in memory, as `joining.write_table` takes it."""

    own_names: Names
    lists: Postings

    def names(self) -> Names:
        """All terms, sorted."""
        return self.own_names

    def terms(self) -> list[bytes]:
        """The same, each as an object."""
        return self.own_names.strings()

    def sizes(self) -> tuple[int, int, int]:
        """The number of entries in docs, rows and places."""
        places = self.lists.places
        return len(self.lists.docs), *((len(places.rows), len(places.places)) if places is not None else (0, 0))

    def burden(self) -> Numbers:
        """For each term the number of its places, or of its meetings."""
        return np.diff(self.lists.first if self.lists.places is None else self.lists.places.first)

    def postings(self, begin: int, end: int) -> Postings:
        """The lists of the terms from `begin` to `end`."""
        return cut(self.lists, begin, end)

    def let_go(self) -> None:
        """Nothing: the lists lie nowhere else."""


def table_of(words: Words, weights: Numbers, terms: Terms, kind: TableKind) -> MemoryTable:
    """The posting lists of the terms that words have; `weights` by zone, -1 for zones that are left out."""
    invert = _LOOP.inverted if _LOOP is not None else inverted_slowly
    count = len(terms.names)
    lists = invert(words.pieces, words.forms, words.extras, weights, terms.first, terms.items, count)
    first, docs, sums, lemmas, row_counts, rows, place_counts, places, rows_first, places_first = lists
    present = np.flatnonzero(np.diff(first))
    # A list that is empty begins where the next one does.
    chosen = np.append(present, count)
    held = Places(row_counts, rows, place_counts, places, rows_first[chosen], places_first[chosen])
    return MemoryTable(
        terms.names.chosen(present),
        Postings(first[chosen], docs, sums, lemmas if kind.lemmas else None, held if kind.places else None),
    )


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lists of numbers end to end: those of entry i lie from first[i] to first[i + 1]."""

    first: Numbers
    items: Numbers

    @classmethod
    def of(cls, items: array[int], ends: array[int]) -> Ragged:
        """Lists that lie end to end already; `ends` begins with 0."""
        return cls(np.array(ends, dtype=np.uint32), np.array(items, dtype=np.uint32))

    @classmethod
    def ones(cls, count: int) -> Ragged:
        """Lists of one number each, 0, 1, …"""
        every = np.arange(count + 1, dtype=np.uint32)
        return cls(every, every[:-1])
