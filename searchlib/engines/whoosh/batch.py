"""A batch of meetings on its way into the index: their words are gathered, then inverted all at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.analysis.terms import NumberedText
from searchlib.documents import Minutes
from searchlib.engines.rows import Piece, rows
from searchlib.engines.whoosh.inversion import MemoryTable, Ragged, Terms, Words, table_of
from searchlib.engines.whoosh.row_facts import RowFacts, row_facts
from searchlib.engines.whoosh.sorted_names import SortedNames
from searchlib.engines.whoosh.tables import FIELDS, TABLES
from searchlib.engines.whoosh.wordlist import WordList
from searchlib.engines.whoosh.zones import ZONE_NUMBERS, by_number, with_weight, zones_of
from searchlib.errors import IndexNotWritable
from searchlib.names import Names
from searchlib.ranking import ZONE_WEIGHTS

Numbers = NDArray[Any]

_KINDS: Final = {kind.name: kind for kind in TABLES}
# So many words, each with the greatest weight, still make a sum of 32 bits.
_MOST_TOKENS: Final = 1 << 28


class Batch:
    """Gathers the words of meetings. Meetings and rows are numbered from 0 within the batch."""

    def __init__(self, words: WordList) -> None:
        self._words = words
        self._ids: list[str] = []
        self._forms = array("I")
        # Lines of `Words`: form and token of each extra; meeting, row, zone, offset and number of words of each piece.
        self._extras = array("I")
        self._pieces = array("I")
        # How many rows each meeting has, how many sentences each piece, and where these begin in it.
        self._row_counts = array("I")
        self._sentence_counts = array("I")
        self._sentences = array("I")

    @property
    def meetings(self) -> int:
        """How many meetings have been added."""
        return len(self._ids)

    @property
    def tokens(self) -> int:
        """How many words have been added."""
        return len(self._forms)

    def add(self, minutes: Minutes) -> int:
        """Take the words of one meeting; how many rows it has."""
        # Analysed before anything is taken, so that an error in the analysis leaves the batch as it was.
        laid_out = list(rows(minutes, self._words.reader))
        meeting = len(self._ids)
        self._ids.append(minutes.id)
        self._row_counts.append(len(laid_out))
        for row, pieces in enumerate(laid_out):
            for piece in pieces:
                self._add_piece(meeting, row, piece)
        return len(laid_out)

    def _add_piece(self, meeting: int, row: int, piece: Piece[NumberedText]) -> None:
        analyzed = piece.analyzed
        base = len(self._forms)
        self._forms.extend(analyzed.forms)
        for position, form in analyzed.extras:
            self._extras.extend((form, base + position))
        self._pieces.extend((meeting, row, ZONE_NUMBERS[piece.zone], piece.offset, len(analyzed.forms)))
        self._sentence_counts.append(len(analyzed.sentences))
        self._sentences.extend(analyzed.sentences)

    def row_facts(self) -> RowFacts:
        """What the row file needs of the rows of all meetings."""
        counts = _numbers(self._row_counts), _numbers(self._sentence_counts)
        return row_facts(_lines(self._pieces, 5), *counts, _numbers(self._sentences))

    def tables(self) -> Iterator[MemoryTable]:
        """The inverted batch: a table for each of TABLES, in that order. Raises IndexNotWritable past 2**28 words."""
        if len(self._forms) + len(self._extras) >= _MOST_TOKENS:
            raise IndexNotWritable("memory", f"{len(self._forms)} words in one batch")
        self._words.analyse_new()
        words = Words(_lines(self._pieces, 5), _numbers(self._forms), _by_token(_lines(self._extras, 2)))
        return _Inversion(self._words, words, self._ids).tables()


def _numbers(values: array[int]) -> Numbers:
    return np.array(values, dtype=np.uint32)


def _lines(values: array[int], columns: int) -> Numbers:
    return _numbers(values).reshape(-1, columns)


def _by_token(extras: Numbers) -> Numbers:
    """Extras in the order of their tokens; they come so, but for a few in one place."""
    return extras[extras[:, 1].argsort(kind="stable")]


class _Inversion:
    """One batch while its tables are made."""

    def __init__(self, words: WordList, batch: Words, ids: list[str]) -> None:
        self._ids = ids
        used = batch.used()
        self._batch = batch.renumbered(used)
        forms, parts, stems = words.sorted_names()
        self._layers = {
            "form": _terms(forms, Ragged.ones(len(words.forms)).chosen(used), 0),
            "part": _terms(parts, words.form_parts().chosen(used), 1),
            "stem": _terms(stems, words.form_stems().chosen(used), 0),
        }

    def tables(self) -> Iterator[MemoryTable]:
        yield from _tables(self._batch.within(with_weight(ZONE_WEIGHTS)), self._layers, "", ZONE_WEIGHTS)
        for field in FIELDS:
            weights = zones_of(field)
            words = self._batch.within(with_weight(weights))
            used = words.used()
            layers = {layer: terms.of_forms(used) for layer, terms in self._layers.items()}
            yield from _tables(words.renumbered(used), layers, f"{field}_", weights)
        yield self._id_table()

    def _id_table(self) -> MemoryTable:
        """Each meeting as if its id were its only word. An id that was removed and added again comes twice."""
        count = len(self._ids)
        order = np.array(sorted(range(count), key=self._ids.__getitem__), dtype=np.int64)
        every = Ragged.ones(count)
        rank = np.empty(count, dtype=np.uint32)
        rank[order] = every.items
        names = Names.of([self._ids[number] for number in order.tolist()])
        pieces = np.zeros((count, 5), dtype=np.uint32)
        pieces[:, 0], pieces[:, 4] = every.items, 1
        words = Words(pieces, every.items, np.empty((0, 2), dtype=np.uint32))
        return table_of(words, np.ones(1, dtype=np.int32), Terms(names, every.first, rank << 1), _KINDS["id"])


def _tables(
    words: Words, layers: Mapping[str, Terms], prefix: str, weights: Mapping[str, int]
) -> Iterator[MemoryTable]:
    """The tables of words, layer by layer."""
    for layer, terms in layers.items():
        yield table_of(words, by_number(weights), terms, _KINDS[prefix + layer])


def _terms(strings: SortedNames, lists: Ragged, flags: int) -> Terms:
    """The terms that lists of strings name, ranked. The lowest `flags` bits of an item say something else."""
    names, rank = strings.ranked(lists.items >> flags)
    return Terms(names, lists.first, rank[lists.items >> flags] << 1 | lists.items & flags)
