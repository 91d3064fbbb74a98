"""The reference engine: slow, obvious, in memory. It is the oracle for matching and for ranking.

It does what the docstrings of `clauses`, `ranking` and `rows` say, row by row and meeting by meeting, and
knows no index: every question is answered by looking at everything.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from searchlib.analysis.terms import Analyzer
from searchlib.documents import Minutes
from searchlib.engines.base import Found, Request, Statistics
from searchlib.errors import IndexClosed, UnknownId
from searchlib.results import Facet, Facets, Total
from searchlib.vocabulary import FormStatistics, Vocabulary
from searchlib.vocabulary_compiler import FormCounts, compile_vocabulary
from tests.engines.reference_meetings import Meeting, lay_out
from tests.engines.reference_scores import Scores, word_leaves


class ReferenceEngine:
    """An `Engine` over minutes that are given when it is made."""

    def __init__(self, minutes: Iterable[Minutes], analyzer: Analyzer) -> None:
        self.analyzer = analyzer
        self._meetings = {one.id: lay_out(one, analyzer) for one in sorted(minutes, key=lambda one: one.id)}
        self._scores = Scores(tuple(self._meetings.values()))
        self._vocabulary: Vocabulary | None = None
        self._closed = False

    @property
    def vocabulary(self) -> Vocabulary:
        if self._vocabulary is None:
            self._vocabulary = Vocabulary(compile_vocabulary(FormCounts.of(self.form_statistics()), self.analyzer))
        return self._vocabulary

    def form_statistics(self) -> list[FormStatistics]:
        """Every form outside the zone participant, by counting."""
        meetings: Counter[str] = Counter()
        occurrences: Counter[str] = Counter()
        for meeting in self._meetings.values():
            counts = meeting.form_counts
            occurrences.update(counts)
            meetings.update(counts.keys())
        return [FormStatistics(form, meetings[form], occurrences[form]) for form in sorted(meetings)]

    def search(self, request: Request) -> ReferenceAnswer:
        self._check_open()
        if request.deadline is not None and time.monotonic() > request.deadline:
            return ReferenceAnswer((), Total(), Facets(), (), partial=True)
        matching = [
            meeting
            for meeting in self._meetings.values()
            if self._scores.matches(request.clause, meeting) and _among(meeting, request)
        ]
        meetings = [meeting for meeting in matching if _in_years(meeting, request.years)]
        ordered = self._scores.ordered(request.clause, meetings, request.sort)
        leaves = word_leaves(request.clause)
        page = ordered[request.offset : request.offset + request.limit]
        return ReferenceAnswer(
            page=tuple(self._found(request, meeting, score) for meeting, score in page),
            total=Total(
                meetings=len(meetings),
                sections=sum(len(self._scores.matching_sections(leaves, meeting)) for meeting in meetings),
                undated=sum(meeting.date is None for meeting in matching),
            ),
            facets=_facets(meetings),
            meetings=tuple(meetings),
        )

    def _found(self, request: Request, meeting: Meeting, score: float) -> Found:
        leaves = word_leaves(request.clause)
        return Found(
            id=meeting.minutes.id,
            score=score,
            sections=self._scores.best_sections(leaves, meeting),
            matching_sections=len(self._scores.matching_sections(leaves, meeting)),
            missing=self._scores.missing(request.clause, meeting),
        )

    def minutes(self, minutes_id: str) -> Minutes:
        self._check_open()
        if minutes_id not in self._meetings:
            raise UnknownId(minutes_id)
        return self._meetings[minutes_id].minutes

    def ids(self) -> Sequence[str]:
        self._check_open()
        return tuple(self._meetings)

    def statistics(self) -> Statistics:
        self._check_open()
        meetings = self._meetings.values()
        return Statistics(
            meetings=len(meetings),
            sections=sum(len(meeting.minutes.sections) for meeting in meetings),
            undated=sum(meeting.date is None for meeting in meetings),
            words=sum(meeting.words for meeting in meetings),
            forms=len(self.form_statistics()),
        )

    def close(self) -> None:
        self._closed = True

    def _check_open(self) -> None:
        if self._closed:
            raise IndexClosed


@dataclass(frozen=True, slots=True)
class ReferenceAnswer:
    """An `Answer` that keeps the meetings of the whole of it."""

    page: Sequence[Found]
    total: Total
    facets: Facets
    meetings: tuple[Meeting, ...] = field(repr=False)
    partial: bool = False

    def occurrences(self, forms: Sequence[str]) -> list[int]:
        return [sum(meeting.form_counts[form] for meeting in self.meetings) for form in forms]


class ReferenceWriter:
    """An `EngineWriter` in memory: `engine` is the new index once `commit` has returned."""

    def __init__(self, analyzer: Analyzer, previous: ReferenceEngine | None = None) -> None:
        self._analyzer = analyzer
        self._minutes = {one: previous.minutes(one) for one in previous.ids()} if previous else {}
        self.engine: ReferenceEngine | None = None

    def add(self, minutes: Minutes) -> None:
        if minutes.id in self._minutes:
            raise ValueError(f"{minutes.id} is in the index already")
        self._minutes[minutes.id] = minutes

    def remove(self, minutes_id: str) -> None:
        self._minutes.pop(minutes_id, None)

    def commit(self) -> None:
        self.engine = ReferenceEngine(self._minutes.values(), self._analyzer)

    def cancel(self) -> None:
        self._minutes.clear()


def _among(meeting: Meeting, request: Request) -> bool:
    organ, kind = meeting.minutes.organ, meeting.minutes.kind
    return (not request.organs or organ in request.organs) and (not request.kinds or kind in request.kinds)


def _in_years(meeting: Meeting, years: tuple[int | None, int | None] | None) -> bool:
    first, last = years or (None, None)
    if first is None and last is None:
        return True
    year = meeting.year
    return year is not None and (first is None or first <= year) and (last is None or year <= last)


def _facets(meetings: Sequence[Meeting]) -> Facets:
    years = Counter(meeting.year for meeting in meetings)
    return Facets(
        year=tuple(Facet(year, years[year]) for year in sorted(years, key=lambda year: (year is None, -(year or 0)))),
        organ=_counted(Counter(meeting.minutes.organ for meeting in meetings)),
        kind=_counted(Counter(meeting.minutes.kind for meeting in meetings)),
    )


def _counted(counts: Counter[str | None]) -> tuple[Facet[str], ...]:
    ordered = sorted(counts, key=lambda value: (-counts[value], value is None, value or ""))
    return tuple(Facet(value, counts[value]) for value in ordered)
