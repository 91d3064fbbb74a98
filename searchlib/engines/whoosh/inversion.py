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

from searchlib.copying import copied
from searchlib.engines.whoosh.postings import Places, Postings, cut
from searchlib.engines.whoosh.slow_inversion import inverted as inverted_slowly
from searchlib.engines.whoosh.tables import TableKind
from searchlib.loops import compiled
from searchlib.names import Names
from searchlib.runs import spread, starts

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

    def within(self, zones: Numbers) -> Words:
        """The words of pieces in some zones, of which there is a flag for each."""
        wanted = zones[self.pieces[:, 2]]
        if wanted.all():
            return self
        counts = self.pieces[:, 4].astype(np.int64)
        begins, new_begins = starts(counts), starts(counts * wanted)
        forms = np.empty(int(new_begins[-1]), dtype=np.uint32)
        copied(forms, new_begins[:-1], self.forms, begins[:-1], counts * wanted)
        owners = begins[1:].searchsorted(self.extras[:, 1], side="right")
        extras = self.extras[wanted[owners]]
        extras[:, 1] -= (begins - new_begins)[owners[wanted[owners]]].astype(np.uint32)
        return Words(self.pieces[wanted], forms, extras)

    def used(self) -> Numbers:
        """The forms that stand there, rising."""
        return np.flatnonzero(np.bincount(np.concatenate([self.forms, self.extras[:, 0]])))

    def renumbered(self, used: Numbers) -> Words:
        """The same with each form by its place in `used`, which has all of them: lists of few forms are short."""
        places = np.zeros(int(used.max(initial=0)) + 1, dtype=np.uint32)
        places[used] = np.arange(len(used), dtype=np.uint32)
        return Words(self.pieces, places[self.forms], np.column_stack([places[self.extras[:, 0]], self.extras[:, 1]]))


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of forms in one layer, numbered in the order of their `names`.

    Those of form i lie from first[i] to first[i + 1]: twice the number of the term, plus one when it is a lemma there.
    """

    names: Names
    first: Numbers
    items: Numbers

    def of_forms(self, used: Numbers) -> Terms:
        """The terms of some forms (rising), which are renumbered, as are these."""
        if len(used) == len(self.first) - 1:
            return self
        own = Ragged(self.first, self.items).chosen(used)
        numbers = own.items >> 1
        held = np.zeros(len(self.names), dtype=np.bool_)
        held[numbers] = True
        places = np.cumsum(held, dtype=np.uint32) - np.uint32(1)
        return Terms(self.names.chosen(np.flatnonzero(held)), own.first, places[numbers] << 1 | own.items & 1)


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
    """The posting lists of terms, each of which some of the words have; `weights` by zone."""
    invert = _LOOP.inverted if _LOOP is not None else inverted_slowly
    count = len(terms.names)
    lists = invert(words.pieces, words.forms, words.extras, weights, terms.first, terms.items, count, kind.places)
    first, docs, sums, lemmas, *placed = lists
    places = Places(*placed) if kind.places else None
    return MemoryTable(terms.names, Postings(first, docs, sums, lemmas if kind.lemmas else None, places))


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lists of numbers end to end: those of entry i lie from first[i] to first[i + 1]."""

    first: Numbers
    items: Numbers

    @classmethod
    def of(cls, items: array[int], ends: array[int]) -> Ragged:
        """Lists that lie end to end already; `ends` begins with 0."""
        return cls(np.array(ends, dtype=np.uint32), np.array(items, dtype=np.uint32))

    def chosen(self, entries: Numbers) -> Ragged:
        """The lists of some entries."""
        first = self.first.astype(np.int64)
        counts = np.diff(first)[entries]
        return Ragged(starts(counts).astype(np.uint32), self.items[spread(first[entries], counts)])

    @classmethod
    def ones(cls, count: int) -> Ragged:
        """Lists of one number each, 0, 1, …"""
        every = np.arange(count + 1, dtype=np.uint32)
        return cls(every, every[:-1])
