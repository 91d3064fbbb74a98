"""A batch of meetings on its way into the index: their words are gathered, then inverted all at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.analysis.terms import Analyzer
from searchlib.documents import Minutes
from searchlib.engines.rows import Piece, Zone, rows
from searchlib.engines.whoosh.inversion import (
    MemoryTable,
    Occurrences,
    Tokens,
    table_of,
)
from searchlib.engines.whoosh.postings import spread
from searchlib.engines.whoosh.rowfile import PRECISIONS, MeetingFacts, RowFacts
from searchlib.engines.whoosh.tables import FIELDS, TABLES
from searchlib.engines.whoosh.utf8 import encoded
from searchlib.engines.whoosh.wordlist import WordList
from searchlib.errors import IndexNotWritable
from searchlib.ranking import ZONE_WEIGHTS

Numbers = NDArray[Any]

_ZONES: Final[tuple[Zone, ...]] = ("title", "organ", "reference", "participant", "heading", "text")
_ZONE_NUMBERS: Final = {zone: number for number, zone in enumerate(_ZONES)}
_ZONE_FIELDS: Final = {"title": "heading", "heading": "heading", "organ": "organ", "reference": "reference"}
_KINDS: Final = {kind.name: kind for kind in TABLES}
# Tokens and terms are numbered with 32 bits.
_MOST_TOKENS: Final = 1 << 31


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What the row file needs of one meeting."""

    facts: MeetingFacts
    rows: tuple[RowFacts, ...]


class Batch:
    """Gathers the words of meetings. Meetings and rows are numbered from 0 within the batch."""

    def __init__(self, analyzer: Analyzer, words: WordList) -> None:
        self._analyzer = analyzer
        self._words = words
        self._ids: list[str] = []
        self._forms = array("I")
        self._extra_forms = array("I")
        self._extra_tokens = array("I")
        # One entry for each piece: the meeting, the row in it, zone, offset and number of words.
        self._pieces = [array("I") for _ in range(5)]

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
        laid_out = list(rows(minutes, self._analyzer))
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

    def _add_piece(self, meeting: int, row: int, piece: Piece) -> None:
        number = self._words.forms.__getitem__
        analyzed = piece.analyzed
        base = len(self._forms)
        self._forms.extend(map(number, analyzed.forms))
        for position, form in analyzed.extras:
            self._extra_forms.append(number(form))
            self._extra_tokens.append(base + position)
        values = (meeting, row, _ZONE_NUMBERS[piece.zone], piece.offset, len(analyzed.forms))
        for column, value in zip(self._pieces, values, strict=True):
            column.append(value)

    def tables(self) -> Iterator[MemoryTable]:
        """The inverted batch: a table for each of TABLES, in that order. Raises IndexNotWritable past 2**31 words."""
        if len(self._forms) >= _MOST_TOKENS:
            raise IndexNotWritable("memory", f"{len(self._forms)} words in one batch")
        self._words.analyse_new()
        return _Inversion(self._words, self._all_forms(), self._token_columns(), self._ids).tables()

    def _all_forms(self) -> tuple[Numbers, Numbers]:
        """The form of every word and extra in reading order, and the token at which it stands."""
        tokens = _numbers(self._extra_tokens)
        forms = np.insert(_numbers(self._forms), tokens + 1, _numbers(self._extra_forms))
        return forms, np.insert(np.arange(len(self._forms), dtype=np.int64), tokens + 1, tokens)

    def _token_columns(self) -> tuple[Numbers, ...]:
        meeting, row, zone, offset, count = (_numbers(column) for column in self._pieces)
        columns = (np.repeat(column.astype(np.int32), count) for column in (meeting, row, zone))
        return (*columns, spread(offset, count).astype(np.int32))


def _numbers(values: array[int]) -> Numbers:
    return np.frombuffer(values, dtype=np.uint32).astype(np.int64) if values else np.empty(0, dtype=np.int64)


class _Inversion:
    """One batch while its tables are made."""

    def __init__(
        self, words: WordList, forms: tuple[Numbers, Numbers], columns: tuple[Numbers, ...], ids: list[str]
    ) -> None:
        self._forms, self._at = forms
        self._ids = ids
        self._zones = columns[2]
        self._meetings, self._rows, self._positions = columns[0], columns[1], columns[3]
        used = _distinct(self._forms)
        self._form_names, self._form_rank = _ranked(list(words.forms), used)
        parts, stems = words.form_parts(), words.form_stems()
        self._parts, self._stems = parts, stems
        self._part_names, self._part_rank = _ranked(list(words.parts), _distinct(parts.expanded(used)[0] >> 1))
        self._stem_names, self._stem_rank = _ranked(list(words.stems), _distinct(stems.expanded(used)[0]))

    def tables(self) -> Iterator[MemoryTable]:
        zone_weights = np.array([ZONE_WEIGHTS.get(zone, 0) for zone in _ZONES], dtype=np.int32)
        participants = self._zones == _ZONE_NUMBERS["participant"]
        yield from self._layers("", self._selected(~participants), zone_weights[self._zones])
        once = np.ones(len(self._zones), dtype=np.int32)
        for field in FIELDS:
            zones = [_ZONE_NUMBERS[zone] for zone in _ZONES if _ZONE_FIELDS.get(zone, zone) == field]
            yield from self._layers(f"{field}_", self._selected(np.isin(self._zones, zones)), once)
        yield self._id_table()

    def _selected(self, chosen: Numbers) -> Numbers:
        """The indexes of words and extras that stand at chosen tokens."""
        return np.flatnonzero(chosen[self._at])

    def _layers(self, prefix: str, chosen: Numbers, weights: Numbers) -> Iterator[MemoryTable]:
        tokens = Tokens(self._meetings, self._rows, self._positions, weights)
        forms, at = self._forms[chosen], self._at[chosen]
        found = Occurrences.of(self._form_rank[forms], at)
        yield table_of(found, tokens, self._form_names, _KINDS[f"{prefix}form"])
        parts, owners = self._parts.expanded(forms)
        found = Occurrences.of(self._part_rank[parts >> 1], at[owners], (parts & 1).astype(np.bool_))
        yield table_of(found, tokens, self._part_names, _KINDS[f"{prefix}part"])
        stems, owners = self._stems.expanded(forms)
        found = Occurrences.of(self._stem_rank[stems], at[owners])
        yield table_of(found, tokens, self._stem_names, _KINDS[f"{prefix}stem"])

    def _id_table(self) -> MemoryTable:
        names, rank = _ranked(self._ids, np.arange(len(self._ids)))
        every = np.arange(len(self._ids), dtype=np.int64)
        zeros = np.zeros_like(every)
        return table_of(Occurrences.of(rank, every), Tokens(every, zeros, zeros, zeros + 1), names, _KINDS["id"])


def _distinct(numbers: Numbers) -> Numbers:
    return np.flatnonzero(np.bincount(numbers))


def _ranked(strings: Sequence[str], used: Numbers) -> tuple[list[bytes], Numbers]:
    """The used strings, sorted and encoded, and for each number its place among them.

    Strings sort by code point, which is the order of their UTF-8 bytes too.
    """
    order = np.array(sorted(used.tolist(), key=strings.__getitem__), dtype=np.int64)
    rank = np.zeros(len(strings), dtype=np.uint32)
    rank[order] = np.arange(len(order), dtype=np.uint32)
    return encoded([strings[number] for number in order.tolist()]), rank


def _meeting_facts(minutes: Minutes, length: int) -> MeetingFacts:
    day = minutes.meeting_date.value
    return MeetingFacts(
        date=day.toordinal() if day else 0,
        precision=PRECISIONS.index(minutes.meeting_date.precision),
        length=length,
        organ=minutes.organ,
        kind=minutes.kind,
    )


def _row_facts(pieces: tuple[Piece, ...]) -> RowFacts:
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
