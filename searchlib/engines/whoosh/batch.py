"""A batch of meetings on its way into the index: their words are gathered, then inverted all at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.analysis.terms import NumberedText
from searchlib.documents import Minutes
from searchlib.engines.rows import Piece, Zone, rows
from searchlib.engines.whoosh.inversion import MemoryTable, Ragged, Terms, Words, table_of
from searchlib.engines.whoosh.rowfile import PRECISIONS, MeetingFacts, RowFacts
from searchlib.engines.whoosh.sorted_names import SortedNames
from searchlib.engines.whoosh.tables import FIELDS, TABLES
from searchlib.engines.whoosh.wordlist import WordList
from searchlib.errors import IndexNotWritable
from searchlib.names import Names
from searchlib.ranking import ZONE_WEIGHTS

Numbers = NDArray[Any]

_ZONES: Final[tuple[Zone, ...]] = ("title", "organ", "reference", "participant", "heading", "text")
_ZONE_NUMBERS: Final = {zone: number for number, zone in enumerate(_ZONES)}
_ZONE_FIELDS: Final = {"title": "heading", "heading": "heading", "organ": "organ", "reference": "reference"}
_KINDS: Final = {kind.name: kind for kind in TABLES}
# So many words, each with the greatest weight, still make a sum of 32 bits.
_MOST_TOKENS: Final = 1 << 28


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What the row file needs of one meeting."""

    facts: MeetingFacts
    rows: tuple[RowFacts, ...]


class Batch:
    """Gathers the words of meetings. Meetings and rows are numbered from 0 within the batch."""

    def __init__(self, words: WordList) -> None:
        self._words = words
        self._ids: list[str] = []
        self._forms = array("I")
        # Lines of `Words`: form and token of each extra; meeting, row, zone, offset and number of words of each piece.
        self._extras = array("I")
        self._pieces = array("I")

    @property
    def meetings(self) -> int:
        """How many meetings have been added."""
        return len(self._ids)

    @property
    def tokens(self) -> int:
        """How many words have been added."""
        return len(self._forms)

    def add(self, minutes: Minutes) -> LaidOut:
        """Take the words of one meeting."""
        # Analysed before anything is taken, so that an error in the analysis leaves the batch as it was.
        laid_out = list(rows(minutes, self._words.reader))
        meeting = len(self._ids)
        self._ids.append(minutes.id)
        length = 0
        row_facts: list[RowFacts] = []
        for row, pieces in enumerate(laid_out):
            for piece in pieces:
                self._add_piece(meeting, row, piece)
                length += ZONE_WEIGHTS.get(piece.zone, 0) * len(piece.analyzed.forms)
            row_facts.append(_row_facts(pieces))
        return LaidOut(_meeting_facts(minutes, length), tuple(row_facts))

    def _add_piece(self, meeting: int, row: int, piece: Piece[NumberedText]) -> None:
        analyzed = piece.analyzed
        base = len(self._forms)
        self._forms.extend(analyzed.forms)
        for position, form in analyzed.extras:
            self._extras.extend((form, base + position))
        self._pieces.extend((meeting, row, _ZONE_NUMBERS[piece.zone], piece.offset, len(analyzed.forms)))

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
        yield from _tables(self._batch.within(_zones(ZONE_WEIGHTS)), self._layers, "", ZONE_WEIGHTS)
        for field in FIELDS:
            weights = {zone: 1 for zone in _ZONES if _ZONE_FIELDS.get(zone, zone) == field}
            words = self._batch.within(_zones(weights))
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


def _zones(weights: Mapping[Zone, int]) -> Numbers:
    """Which zones have a weight."""
    return np.array([zone in weights for zone in _ZONES])


def _tables(
    words: Words, layers: Mapping[str, Terms], prefix: str, weights: Mapping[Zone, int]
) -> Iterator[MemoryTable]:
    """The tables of words, layer by layer."""
    by_zone = np.array([weights.get(zone, 0) for zone in _ZONES], dtype=np.int32)
    for layer, terms in layers.items():
        yield table_of(words, by_zone, terms, _KINDS[prefix + layer])


def _terms(strings: SortedNames, lists: Ragged, flags: int) -> Terms:
    """The terms that lists of strings name, ranked. The lowest `flags` bits of an item say something else."""
    names, rank = strings.ranked(lists.items >> flags)
    return Terms(names, lists.first, rank[lists.items >> flags] << 1 | lists.items & flags)


def _meeting_facts(minutes: Minutes, length: int) -> MeetingFacts:
    day = minutes.meeting_date.value
    return MeetingFacts(
        date=day.toordinal() if day else 0,
        precision=PRECISIONS.index(minutes.meeting_date.precision),
        length=length,
        organ=minutes.organ,
        kind=minutes.kind,
    )


def _row_facts(pieces: tuple[Piece[NumberedText], ...]) -> RowFacts:
    """Where the zones of a row end: a zone that is missing ends where the one before it does."""
    ends = dict.fromkeys(("heading", "organ", "reference"), 0)
    for piece in pieces:
        field = _ZONE_FIELDS.get(piece.zone)
        if field is not None:
            ends[field] = piece.offset + len(piece.analyzed.forms)
    organ_end = max(ends["heading"], ends["organ"])
    return RowFacts(
        words=sum(len(piece.analyzed.forms) for piece in pieces if piece.zone != "participant"),
        heading_end=ends["heading"],
        organ_end=organ_end,
        reference_end=max(organ_end, ends["reference"]),
        sentences=[piece.offset + begin for piece in pieces for begin in piece.analyzed.sentences],
    )
