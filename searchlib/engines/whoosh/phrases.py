"""Word clauses of several words that must stand near each other in one row: phrases, NÄRA, one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchlib.clauses import Adjacent, InSentence, Key, Near
from searchlib.engines.whoosh.array_lists import spread_over
from searchlib.engines.whoosh.collection import Collection
from searchlib.engines.whoosh.leaves import Leaf
from searchlib.engines.whoosh.loop_lists import LoopLists
from searchlib.engines.whoosh.occurrences import ROW, meetings_and_counts, places_of_keys, places_within, rows_of
from searchlib.engines.whoosh.sortedsets import (
    NONE,
    common,
    contained,
    distinct,
    union,
)
from searchlib.remembered import remembered
from searchlib.runs import spread

Numbers = NDArray[Any]


class _RowLeaf(Leaf):
    """A clause whose matches are found row by row; it scores as one term."""

    weight: float

    @remembered
    def _all_places(self) -> Numbers:
        """Where the clause stands, in all living meetings."""
        raise NotImplementedError

    @property
    def _counted(self) -> Numbers:
        """The places that count for the frequency."""
        return self._all_places

    @remembered
    def _found(self) -> tuple[Numbers, Numbers]:
        return meetings_and_counts(self.collection, self._counted)

    @property
    def meetings(self) -> Numbers:
        """The meetings with a place."""
        return self._found[0]

    def scores(self, meetings: Numbers) -> Numbers:
        """The score of one term that stands at the places."""
        frequencies = spread_over(*self._found, meetings, self.collection.size)
        return self.weight * self.idf * self.collection.saturated(frequencies, meetings)

    def places(self, meetings: Numbers) -> Numbers:
        """The places in some meetings."""
        return places_within(self.collection, self._all_places, meetings)

    def rows(self, meetings: Numbers) -> Numbers:
        """The rows of the places."""
        return rows_of(self.places(meetings))


def first_places(collection: Collection, phrase: Adjacent) -> Numbers:
    """Where a phrase begins."""
    if not phrase.slots:
        return NONE
    meetings = meetings_with_all(collection, phrase.slots, phrase)
    if not len(meetings):
        return NONE
    found: Numbers | None = None
    for offset, slot in enumerate(phrase.slots):
        begins = places_of_keys(collection, slot, phrase.field, meetings, more=len(phrase.slots) > 1) - offset
        found = begins if found is None else common(found, begins)
        if not len(found):
            break
    return NONE if found is None else found


def meetings_with_all(
    collection: Collection, slots: Sequence[Sequence[Key]], phrase: Adjacent | None = None
) -> Numbers:
    """The meetings that hold every slot somewhere: the only ones worth looking at row by row."""
    field = phrase.field if phrase else None
    lists: Any = collection.lists
    found: list[Numbers] = [
        lists.meetings([lists.find(key, field) for key in collection.needed(slot)], collection.size) for slot in slots
    ]
    rarest, *others = sorted(found, key=len)
    for other in others:
        rarest = common(rarest, other, collection.size)
    return rarest


class PhraseLeaf(_RowLeaf):
    """Slots side by side."""

    def __init__(self, collection: Collection, clause: Adjacent) -> None:
        super().__init__(collection)
        self._clause = clause
        self.weight = clause.weight

    @remembered
    def _all_places(self) -> Numbers:
        return first_places(self.collection, self._clause)


class NearLeaf(_RowLeaf):
    """Operands within a distance of each other."""

    def __init__(self, collection: Collection, clause: Near) -> None:
        super().__init__(collection)
        self._clause = clause
        self.weight = clause.weight

    @remembered
    def _all_places(self) -> Numbers:
        operands = [first_places(self.collection, operand) for operand in self._clause.operands]
        if not operands or not all(len(one) for one in operands):
            return NONE
        beyond = [len(operand.slots) - 1 for operand in self._clause.operands]
        allowed = self._clause.distance + sum(beyond)
        # A window begins at a place of any operand, and holds an operand that begins in it early enough.
        windows = union(operands)
        reach = [_end_of_row(windows, allowed - extra) for extra in beyond]
        full = np.ones(len(windows), dtype=np.bool_)
        for places, last in zip(operands, reach, strict=True):
            full &= places.searchsorted(windows) < places.searchsorted(last, side="right")
        return _inside(operands[0], windows[full], reach[0][full])


def _end_of_row(windows: Numbers, reach: int) -> Numbers:
    """The last place of each window, in the row in which it begins."""
    ends: Numbers = np.minimum(windows + reach, (rows_of(windows) + 1) * ROW - 1)
    return ends


def _inside(places: Numbers, begins: Numbers, ends: Numbers) -> Numbers:
    """The places that lie in some window; windows are sorted by both bounds."""
    if not len(begins):
        return NONE
    at = begins.searchsorted(places, side="right") - 1
    return places[(at >= 0) & (places <= ends[np.maximum(at, 0)])]


class SentenceLeaf(_RowLeaf):
    """Slots within one sentence; the frequency is the number of sentences."""

    def __init__(self, collection: Collection, clause: InSentence) -> None:
        super().__init__(collection)
        self._clause = clause
        self.weight = clause.weight

    @remembered
    def _places_and_sentences(self) -> tuple[Numbers, Numbers]:
        slots = self._clause.slots
        if not slots:
            return NONE, NONE
        meetings = meetings_with_all(self.collection, slots)
        places = [places_of_keys(self.collection, slot, None, meetings) for slot in slots]
        lists = self.collection.lists
        if isinstance(lists, LoopLists):
            return lists.in_sentences(places, self._segments())
        rows = rows_of(places[0])
        for one in places[1:]:
            rows = common(distinct(rows), distinct(rows_of(one)))
        rows = distinct(rows)
        return self._by_sentence([one[contained(rows_of(one), rows)] for one in places], rows)

    def _segments(self) -> list[tuple[int, Any]]:
        """Of each segment its first row and its sentences."""
        bases, segments = self.collection.row_bases, self.collection.segments
        return [(base, one.rows.sentences_for_loops) for base, one in zip(bases, segments, strict=False)]

    def _by_sentence(self, slots: list[Numbers], rows: Numbers) -> tuple[Numbers, Numbers]:
        begins = self._sentence_starts(rows)
        sentences = [begins.searchsorted(places, side="right") - 1 for places in slots]
        full = distinct(sentences[0])
        for one in sentences[1:]:
            full = common(full, distinct(one))
        inside = [places[contained(sentence, full)] for places, sentence in zip(slots, sentences, strict=True)]
        return union(inside), begins[full]

    def _sentence_starts(self, rows: Numbers) -> Numbers:
        """The places at which the sentences of some rows begin."""
        parts = [NONE]
        bases = self.collection.row_bases
        bounds = rows.searchsorted(bases)
        for segment, files in enumerate(self.collection.segments):
            own = rows[bounds[segment] : bounds[segment + 1]]
            first = files.rows.sentences_first
            begins = first[own - bases[segment]].astype(np.int64)
            counts = first[own - bases[segment] + 1] - begins
            positions = files.rows.sentences.take(spread(begins, counts)).astype(np.int64)
            parts.append(np.repeat(own * ROW, counts) + positions)
        return np.concatenate(parts)

    @remembered
    def _all_places(self) -> Numbers:
        return self._places_and_sentences[0]

    @property
    def _counted(self) -> Numbers:
        return self._places_and_sentences[1]
