"""One meeting as the reference engine sees it: rows in which terms stand at positions."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from searchlib.analysis.terms import LAYERS, Analyzer, Layer
from searchlib.clauses import Field
from searchlib.documents import Minutes
from searchlib.engines.rows import Piece, Zone, rows
from searchlib.ranking import ZONE_WEIGHTS


@dataclass(frozen=True, eq=False)
class Row:
    """The terms of one row: `places` says where each stands, `zones` what each position belongs to."""

    places: dict[tuple[Layer, str], frozenset[int]]
    zones: dict[int, Zone]
    sentences: tuple[range, ...]

    def positions(self, layer: Layer, term: str, field: Field | None = None) -> frozenset[int]:
        """Where a term stands, in one field or everywhere but among the participants."""
        places = self.places.get((layer, term), frozenset())
        return frozenset(position for position in places if within(self.zones[position], field))

    def forms(self) -> Iterator[str]:
        """The distinct forms of the row, the zone participant included."""
        return (term for layer, term in self.places if layer == "form")


@dataclass(frozen=True, eq=False)
class Meeting:
    """Minutes with their rows. `length` is weighted by zone, `words` is not."""

    minutes: Minutes
    rows: tuple[Row, ...]
    length: int
    words: int

    @property
    def date(self) -> datetime.date | None:
        return self.minutes.meeting_date.value

    @property
    def year(self) -> int | None:
        return self.date.year if self.date else None

    def frequency(self, layer: Layer, term: str, field: Field | None = None) -> int:
        """How often a term stands in the meeting: weighted by zone, or unweighted within a field."""
        return sum(
            1 if field else ZONE_WEIGHTS[row.zones[position]]
            for row in self.rows
            for position in row.positions(layer, term, field)
        )

    @cached_property
    def form_counts(self) -> Counter[str]:
        """The occurrences of every form, participants aside."""
        counts: Counter[str] = Counter()
        for row in self.rows:
            for form in row.forms():
                counts[form] += len(row.positions("form", form))
        return +counts


def within(zone: Zone, field: Field | None) -> bool:
    """Whether a token of this zone counts for the field; None is everything but participants."""
    if field is None:
        return zone != "participant"
    return zone in ("title", "heading") if field == "heading" else zone == field


def day_range(minutes: Minutes) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day on which the meeting may have been, as exactly as that is known."""
    first = minutes.meeting_date.value
    if first is None:
        return None
    if minutes.meeting_date.precision == "month":
        next_month = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
        return first.replace(day=1), next_month - datetime.timedelta(days=1)
    if minutes.meeting_date.precision == "year":
        return first.replace(month=1, day=1), first.replace(month=12, day=31)
    return first, first


def lay_out(minutes: Minutes, analyzer: Analyzer) -> Meeting:
    """Analyse the minutes into rows of terms."""
    laid_out = list(rows(minutes, analyzer))
    counted = [(piece.zone, len(piece.analyzed.forms)) for pieces in laid_out for piece in pieces]
    return Meeting(
        minutes,
        tuple(_row(pieces, analyzer) for pieces in laid_out),
        length=sum(ZONE_WEIGHTS.get(zone, 0) * count for zone, count in counted),
        words=sum(count for zone, count in counted if zone != "participant"),
    )


def _row(pieces: tuple[Piece, ...], analyzer: Analyzer) -> Row:
    places: defaultdict[tuple[Layer, str], set[int]] = defaultdict(set)
    zones: dict[int, Zone] = {}
    for piece in pieces:
        for position, form in _tokens(piece):
            zones[position] = piece.zone
            word = analyzer.word(form)
            for layer in LAYERS:
                for term in word.terms(layer):
                    places[layer, term].add(position)
    sentences = tuple(sentence for piece in pieces for sentence in _sentences(piece))
    return Row({key: frozenset(found) for key, found in places.items()}, zones, sentences)


def _tokens(piece: Piece) -> Iterator[tuple[int, str]]:
    for index, form in enumerate(piece.analyzed.forms):
        yield piece.offset + index, form
    for index, form in piece.analyzed.extras:
        yield piece.offset + index, form


def _sentences(piece: Piece) -> Iterator[range]:
    ends = [*piece.analyzed.sentences[1:], len(piece.analyzed.forms)]
    for begin, end in zip(piece.analyzed.sentences, ends, strict=True):
        yield range(piece.offset + begin, piece.offset + end)
