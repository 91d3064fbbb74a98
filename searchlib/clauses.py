"""The language in which an engine is asked: a tree of clauses over finished terms.

The query has been parsed, analysed and widened before it becomes clauses; an engine knows nothing of Swedish.

Rows are what an engine searches: row 0 of a meeting holds its title, organ, reference numbers and
participants, row n > 0 its section at position n - 1 (heading, then text). How a row is laid out in
positions stands in `searchlib.engines.rows`; formulas and constants in `searchlib.ranking`. N and averages
are over all meetings of the generation, whatever its segments.

A term stands at a position once, however many tokens there give it; extras count like other tokens, but not
for lengths. A meeting has one length: its positions outside the zone participant, each by the weight of its zone.

What the clauses match, and what they score:

    Lookup      meetings in which one of `deciding` stands. Score: the sum over deciding and ranking of
                weight · idf(df) · saturated(f); f is the zone-weighted frequency in the whole meeting, df the
                number of meetings that hold the term. With a field, only that field's positions count, for f
                and df alike, each once whatever its zone.
    StartsWith  meetings with a form that begins with the prefix; scored as one term, the frequencies of its
                forms added; df the number of meetings that match. With a field as Lookup.
    Adjacent    meetings with a row in which the slots stand side by side, in order; a slot is met by any of its
                keys. Without slots: none.
    Near        meetings with a row in which all operands stand near each other, in any order: from the
                first to the last position of the group at most `distance` plus the positions that operands of
                several words take beyond their first. Operands may overlap. `distance` is less than GAP.
    InSentence  meetings with a row in which all slots stand in one sentence, in any order; one position may meet
                several slots. Without slots: none.
                These three score as one term: f is the number of places (Adjacent: first positions; Near: places of
                the first operand that belong to a group; InSentence: sentences), unweighted; df the number of
                meetings that match.
    DateRange   meetings whose date, as exactly as it is known, overlaps the range; a range that ends before it
                begins matches none. Score 0.
    Value       meetings whose organ or kind is one of the values. Score 0.
    All         every one of `clauses`, none of `excluded`; the sum of scores. Without clauses: every
                meeting but the excluded.
    Any         at least one clause; the sum over those that match.
    Most        (root only) every one of `required`, none of `excluded`, at least one of `words`; the sum over
                required and the words that match. By relevance, meetings with more of the words come first,
                whatever their score.

Tokens of the zone participant count only for the field participant; all others count everywhere.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from searchlib.analysis.terms import Layer

# heading: title and section headings.
Field = Literal["heading", "organ", "reference", "participant"]


@dataclass(frozen=True, slots=True)
class Key:
    """One term of one layer, with the weight of its score."""

    layer: Layer
    term: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Lookup:
    """One word of the query with all that counts as it. `deciding` keys are of the layers form and part."""

    deciding: tuple[Key, ...]
    ranking: tuple[Key, ...] = ()
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class StartsWith:
    """Every form that begins with `prefix` (lower case); never an implied form."""

    prefix: str
    weight: float = 1.0
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Adjacent:
    """Slots side by side, in order; a slot is met by any of its keys (layers form and part; weights unused)."""

    slots: tuple[tuple[Key, ...], ...]
    weight: float = 1.0
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Every operand, close together, in any order."""

    operands: tuple[Adjacent, ...]
    distance: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class InSentence:
    """Every slot within one sentence, in any order; keys as in Adjacent."""

    slots: tuple[tuple[Key, ...], ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class DateRange:
    """Meetings dated within first..last, both included; None is open. Undated meetings never match."""

    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class Value:
    """Meetings whose organ or kind is one of `values`, letter for letter."""

    column: Literal["organ", "kind"]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every clause and none of the excluded."""

    clauses: tuple[Clause, ...]
    excluded: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """At least one clause."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Most:
    """At least one of `words`, those with most first; all of `required`, none of `excluded`."""

    words: tuple[Clause, ...]
    required: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()


Clause = Lookup | StartsWith | Adjacent | Near | InSentence | DateRange | Value | All | Any | Most
