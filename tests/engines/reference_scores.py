"""Matching and scoring by the docstrings of `clauses` and `ranking`, one meeting at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from searchlib import ranking
from searchlib.analysis.terms import IMPLIED
from searchlib.clauses import (
    Adjacent,
    All,
    Any,
    Clause,
    DateRange,
    Field,
    InSentence,
    Key,
    Lookup,
    Most,
    Near,
    StartsWith,
    Value,
)
from searchlib.engines.base import Sort
from tests.engines.reference_meetings import Meeting, Row, day_range

Leaf = Lookup | StartsWith | Adjacent | Near | InSentence
LEAVES = (Lookup, StartsWith, Adjacent, Near, InSentence)


def word_leaves(clause: Clause | None) -> tuple[Leaf, ...]:
    """The word clauses of the tree that are not excluded."""
    if isinstance(clause, LEAVES):
        return (clause,)
    return tuple(leaf for child in positive_children(clause) for leaf in word_leaves(child))


def positive_children(clause: Clause | None) -> tuple[Clause, ...]:
    """The clauses directly below that may or must match."""
    if isinstance(clause, All | Any):
        return clause.clauses
    return clause.words + clause.required if isinstance(clause, Most) else ()


# Where a word clause stands in one row.


@lru_cache(maxsize=100_000)
def stands(leaf: Leaf, row: Row) -> frozenset[int]:
    """The positions at which a word clause stands in a row, on its own."""
    match leaf:
        case Lookup():
            return _met(leaf.deciding, row, leaf.field)
        case StartsWith():
            return frozenset().union(*(row.positions("form", form, leaf.field) for form in _expansions(leaf, row)))
        case Adjacent():
            return _first_positions(leaf, row)
        case Near():
            return _first_in_groups(leaf, row)
        case InSentence():
            return frozenset(
                position
                for sentence in _full_sentences(leaf, row)
                for slot in leaf.slots
                for position in _met(slot, row).intersection(sentence)
            )


def _met(keys: Iterable[Key], row: Row, field: Field | None = None) -> frozenset[int]:
    return frozenset().union(*(row.positions(key.layer, key.term, field) for key in keys))


def _expansions(leaf: StartsWith, row: Row) -> list[str]:
    return [form for form in row.forms() if form.startswith(leaf.prefix) and not form.startswith(IMPLIED)]


def _first_positions(phrase: Adjacent, row: Row) -> frozenset[int]:
    if not phrase.slots:
        return frozenset()
    slots = [_met(slot, row, phrase.field) for slot in phrase.slots]
    return frozenset(first for first in slots[0] if all(first + index in slot for index, slot in enumerate(slots)))


def _first_in_groups(near: Near, row: Row) -> frozenset[int]:
    """The starts of the first operand around which some window holds every operand whole."""
    if not near.operands:
        return frozenset()
    starts = [_first_positions(operand, row) for operand in near.operands]
    beyond_first = [len(operand.slots) - 1 for operand in near.operands]
    allowed = near.distance + sum(beyond_first)

    def within(operand: int, window: int) -> set[int]:
        return {start for start in starts[operand] if window <= start <= window + allowed - beyond_first[operand]}

    found: set[int] = set()
    for window in frozenset().union(*starts):
        inside = [within(operand, window) for operand in range(len(starts))]
        if all(inside):
            found |= inside[0]
    return frozenset(found)


def _full_sentences(leaf: InSentence, row: Row) -> list[range]:
    slots = [_met(slot, row) for slot in leaf.slots]
    return [one for one in row.sentences if slots and all(not slot.isdisjoint(one) for slot in slots)]


class Scores:
    """The meetings of one index: N, the average length, and what depends on them."""

    def __init__(self, meetings: tuple[Meeting, ...]) -> None:
        self._meetings = meetings
        self._average = sum(meeting.length for meeting in meetings) / max(1, len(meetings))
        self._idf: dict[Key | Clause, float] = {}

    def matches(self, clause: Clause | None, meeting: Meeting) -> bool:
        match clause:
            case None:
                return True
            case DateRange():
                return _overlaps(clause, meeting)
            case Value():
                return getattr(meeting.minutes, clause.column) in (value for value in clause.values)
            case All():
                return self._every(clause.clauses, meeting) and not self._some(clause.excluded, meeting)
            case Any():
                return self._some(clause.clauses, meeting)
            case Most():
                needed = self._every(clause.required, meeting) and not self._some(clause.excluded, meeting)
                return needed and self._some(clause.words, meeting)
            case _:
                return any(stands(clause, row) for row in meeting.rows)

    def _every(self, clauses: Sequence[Clause], meeting: Meeting) -> bool:
        return all(self.matches(clause, meeting) for clause in clauses)

    def _some(self, clauses: Sequence[Clause], meeting: Meeting) -> bool:
        return any(self.matches(clause, meeting) for clause in clauses)

    def missing(self, clause: Clause | None, meeting: Meeting) -> tuple[int, ...]:
        """The indexes of the words of a Most clause that the meeting lacks."""
        words = clause.words if isinstance(clause, Most) else ()
        return tuple(index for index, word in enumerate(words) if not self.matches(word, meeting))

    # The base.

    def base(self, clause: Clause | None, meeting: Meeting) -> float:
        """The score of a meeting that matches the clause, without the bonus."""
        match clause:
            case Lookup():
                return sum(self._key_score(key, clause.field, meeting) for key in clause.deciding + clause.ranking)
            case StartsWith() | Adjacent() | Near() | InSentence():
                return clause.weight * self.idf(clause) * self._saturated(_frequency(clause, meeting), meeting)
            case _:
                matching = [one for one in positive_children(clause) if self.matches(one, meeting)]
                return sum(self.base(child, meeting) for child in matching)

    def _key_score(self, key: Key, field: Field | None, meeting: Meeting) -> float:
        holds = Lookup((Key(key.layer, key.term),), field=field)
        frequency = meeting.frequency(key.layer, key.term, field)
        return key.weight * self.idf(holds) * self._saturated(frequency, meeting) if frequency else 0.0

    def _saturated(self, frequency: int, meeting: Meeting) -> float:
        return ranking.saturated(float(frequency), ranking.norm(float(meeting.length), self._average))

    def idf(self, clause: Clause) -> float:
        """The idf of the number of meetings of the whole index that match the clause."""
        if clause not in self._idf:
            matching = sum(self.matches(clause, meeting) for meeting in self._meetings)
            self._idf[clause] = ranking.idf(matching, len(self._meetings))
        return self._idf[clause]

    # The bonus.

    def bonus(self, clause: Clause | None, meeting: Meeting) -> float:
        """What a meeting of the window gets on top: the best row for clauses that meet."""
        children = [child for child in positive_children(clause) if word_leaves(child)]
        if len(children) < 2:
            return 0.0
        matching = [self.matches(child, meeting) for child in children]
        return max(self._row_bonus(children, matching, row) for row in meeting.rows)

    def _row_bonus(self, children: Sequence[Clause], matching: Sequence[bool], row: Row) -> float:
        places = [
            _stands_below(child, row) if matches else frozenset()
            for child, matches in zip(children, matching, strict=True)
        ]
        idfs = [self.idf(child) for child in children]
        meets = sum(
            idf * _heading_factor(positions, row) for idf, positions in zip(idfs, places, strict=True) if positions
        )
        close = sum(
            min(idfs[left], idfs[right]) / _smallest_distance(places[left], places[right])
            for left, right in pairwise(range(len(children)))
            if places[left] and places[right]
        )
        return ranking.MEET_WEIGHT * meets + ranking.CLOSE_WEIGHT * close

    # The order.

    def ordered(self, clause: Clause | None, meetings: Sequence[Meeting], sort: Sort) -> list[tuple[Meeting, float]]:
        """The meetings with their final scores, best first."""
        scores = {meeting: round(self.base(clause, meeting), ranking.SCORE_DIGITS) for meeting in meetings}
        if sort != "relevance":
            return [(meeting, scores[meeting]) for meeting in sorted(meetings, key=lambda one: _by_date(one, sort))]

        def rank(meeting: Meeting) -> tuple[float | str, ...]:
            return len(self.missing(clause, meeting)), -scores[meeting], *_by_date(meeting, "newest")

        for meeting in sorted(meetings, key=rank)[: ranking.WINDOW]:
            score = self.base(clause, meeting) + self.bonus(clause, meeting)
            scores[meeting] = round(score, ranking.SCORE_DIGITS)
        return [(meeting, scores[meeting]) for meeting in sorted(meetings, key=rank)]

    # The sections.

    def matching_sections(self, leaves: Sequence[Leaf], meeting: Meeting) -> list[int]:
        """The positions of the sections in which any of the word clauses stands."""
        return [position for position, row in enumerate(meeting.rows[1:]) if any(stands(leaf, row) for leaf in leaves)]

    def best_sections(self, leaves: Sequence[Leaf], meeting: Meeting) -> tuple[int, ...]:
        """The sections to show, best first."""

        def rank(position: int) -> tuple[float, int]:
            return -self._section_score(leaves, meeting.rows[position + 1]), position

        return tuple(sorted(self.matching_sections(leaves, meeting), key=rank)[: ranking.SECTIONS_SHOWN])

    def _section_score(self, leaves: Sequence[Leaf], row: Row) -> float:
        score = 0.0
        for leaf in leaves:
            positions = stands(leaf, row)
            tells = self.idf(leaf) * len(positions) / (len(positions) + 1)
            score += tells * _heading_factor(positions, row)
        return round(score, ranking.SCORE_DIGITS)


def _overlaps(dates: DateRange, meeting: Meeting) -> bool:
    days = day_range(meeting.minutes)
    if days is None or (dates.first and dates.last and dates.first > dates.last):
        return False
    begin, end = days
    return (dates.first is None or dates.first <= end) and (dates.last is None or begin <= dates.last)


def _frequency(leaf: Leaf, meeting: Meeting) -> int:
    if isinstance(leaf, StartsWith):
        forms = {form for row in meeting.rows for form in _expansions(leaf, row)}
        return sum(meeting.frequency("form", form, leaf.field) for form in forms)
    if isinstance(leaf, InSentence):
        return sum(len(_full_sentences(leaf, row)) for row in meeting.rows)
    return sum(len(stands(leaf, row)) for row in meeting.rows)


def _stands_below(clause: Clause, row: Row) -> frozenset[int]:
    return frozenset().union(*(stands(leaf, row) for leaf in word_leaves(clause)))


def _heading_factor(positions: Iterable[int], row: Row) -> float:
    in_heading = any(row.zones[position] in ("title", "heading") for position in positions)
    return ranking.HEADING_FACTOR if in_heading else 1.0


def _smallest_distance(left: frozenset[int], right: frozenset[int]) -> int:
    return max(1, min(abs(one - other) for one in left for other in right))


def _by_date(meeting: Meeting, sort: Sort) -> tuple[bool, int, str]:
    day = meeting.date.toordinal() if meeting.date else 0
    return meeting.date is None, -day if sort == "newest" else day, meeting.minutes.id
