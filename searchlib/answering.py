"""From a question to one page of results: read, widen, ask the engine, relax or correct, and dress the hits."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from searchlib.documents import Minutes, Section
from searchlib.engines.base import Answer, Found, Request, Sort
from searchlib.engines.rows import heading_of
from searchlib.errors import QueryTooLarge
from searchlib.opening import OpenedGeneration
from searchlib.query import Match, Query, explain, parse_query
from searchlib.results import FormCount, Generation, Hit, Results, SectionHit
from searchlib.snippets import Snippets
from searchlib.suggest import Correction, correct
from searchlib.widening import Widened, relaxed, widen

# The price limits of a query (promise S4 in docs/decisions/0003-limits.md).
MOST_CHARACTERS: Final = 300
MOST_TERMS: Final = 20
DEEPEST_NESTING: Final = 10
# An answer that would take longer is cut short and says so.
DEADLINE_SECONDS: Final = 1.0
MOST_FORMS_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Question:
    """A search with all its options, checked by `Index.search`."""

    text: str
    years: tuple[int | None, int | None] | None = None
    organs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sort: Sort = "relevance"
    match: Match = "all"
    limit: int = 10
    offset: int = 0
    without: tuple[str, ...] = ()
    exact: bool = False


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One way of asking, and what it found. `words` are what `Found.missing` counts."""

    query: Query
    widened: Widened
    answer: Answer
    words: tuple[str, ...] = ()
    relaxed: bool = False
    corrected: bool = False


def read_question(text: str, match: Match = "all") -> Query:
    """Parse a query within the limits. Raises QueryTooLarge past them."""
    if len(text) > MOST_CHARACTERS:
        raise QueryTooLarge("characters", len(text), MOST_CHARACTERS)
    query = parse_query(text, match=match)
    if query.nesting > DEEPEST_NESTING:
        raise QueryTooLarge("levels of parentheses", query.nesting, DEEPEST_NESTING)
    if query.terms > MOST_TERMS:
        raise QueryTooLarge("terms", query.terms, MOST_TERMS)
    return query


def answer(opened: OpenedGeneration, question: Question) -> Results:
    """One page of the ranked answer. Raises QueryTooLarge, IndexClosed."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    query = read_question(question.text, question.match)
    ask = _Asking(opened, question, deadline)
    attempt = ask.plainly(query)
    if not attempt.answer.total.meetings and not attempt.answer.partial and question.match == "all":
        attempt = ask.relaxedly(attempt) or attempt
    correction = None if question.exact else correct(query, attempt.widened, attempt.answer.total.meetings)
    if correction is not None and correction.sure and not attempt.answer.total.meetings:
        attempt = ask.corrected(correction) or attempt
    return _Dressing(opened, question, attempt).results(correction)


def widen_in(
    opened: OpenedGeneration,
    query: Query,
    *,
    without: Iterable[str] = (),
    exact: bool = False,
    corrected: Iterable[str] = (),
) -> Widened:
    """Widen a query by what an opened generation holds."""
    return widen(
        query,
        analyzer=opened.analyzer,
        vocabulary=opened.engine.vocabulary,
        synonyms=opened.synonyms,
        without=without,
        exact=exact,
        corrected=corrected,
    )


class _Asking:
    """The ways in which one question is put to the engine."""

    def __init__(self, opened: OpenedGeneration, question: Question, deadline: float) -> None:
        self._opened = opened
        self._question = question
        self._deadline = deadline

    def plainly(self, query: Query, corrected: tuple[str, ...] = ()) -> _Attempt:
        """As it was put."""
        asked = self._question
        widened = widen_in(self._opened, query, without=asked.without, exact=asked.exact, corrected=corrected)
        return _Attempt(query, widened, self._search(self._request(widened)), corrected=bool(corrected))

    def relaxedly(self, attempt: _Attempt) -> _Attempt | None:
        """For meetings with some of the words; None when there is nothing to give up, or still nothing found.

        What was cut short has found nothing yet, and is not nothing.
        """
        easier = relaxed(attempt.widened)
        if easier is None:
            return None
        found = self._search(replace(self._request(attempt.widened), clause=easier.clause))
        if not found.total.meetings and not found.partial:
            return None
        return replace(attempt, answer=found, words=easier.words, relaxed=True)

    def corrected(self, correction: Correction) -> _Attempt | None:
        """With the likely spelling; None when that finds nothing either."""
        attempt = self.plainly(parse_query(correction.text, match=self._question.match), correction.forms)
        return attempt if attempt.answer.total.meetings else None

    def _request(self, widened: Widened) -> Request:
        asked = self._question
        return Request(
            clause=widened.clause,
            years=asked.years,
            organs=asked.organs,
            kinds=asked.kinds,
            sort=asked.sort,
            offset=asked.offset,
            limit=asked.limit,
            deadline=self._deadline,
        )

    def _search(self, request: Request) -> Answer:
        return self._opened.engine.search(request)


class _Dressing:
    """The answer of an engine as results: hits with their minutes, sections and snippets."""

    def __init__(self, opened: OpenedGeneration, question: Question, attempt: _Attempt) -> None:
        self._opened = opened
        self._question = question
        self._attempt = attempt
        self._snippets = Snippets(attempt.widened.wanted, opened.analyzer)

    def results(self, correction: Correction | None) -> Results:
        """The whole page."""
        attempt = self._attempt
        manifest = self._opened.held.manifest
        return Results(
            query=self._question.text,
            explanation=self._explanation(),
            hits=tuple(self._hit(found) for found in attempt.answer.page),
            total=attempt.answer.total,
            offset=self._question.offset,
            limit=self._question.limit,
            facets=attempt.answer.facets,
            forms=self._forms(),
            generation=Generation(manifest.name, manifest.built),
            relaxed=attempt.relaxed,
            corrected=attempt.corrected,
            partial=attempt.answer.partial,
            suggestion=correction.text if correction else None,
        )

    def _explanation(self) -> str:
        attempt = self._attempt
        said = [explain(attempt.query), *attempt.widened.explanation]
        if attempt.relaxed:
            said.insert(1, "Inget möte har alla orden, så här visas möten med några av dem.")
        if attempt.corrected:
            said.insert(0, f"Inget hittades på ”{self._question.text}”.")
        return " ".join(said)

    def _hit(self, found: Found) -> Hit:
        minutes = with_sources(self._opened, found.id)
        return Hit(
            minutes=minutes,
            score=found.score,
            sections=self._sections(found, minutes),
            matching_sections=found.matching_sections,
            missing=tuple(self._attempt.words[number] for number in found.missing),
        )

    def _sections(self, found: Found, minutes: Minutes) -> tuple[SectionHit, ...]:
        # A match in the title alone still shows where the minutes begin.
        positions = found.sections or (range(1) if minutes.sections else ())
        return tuple(self._section(minutes.sections[position]) for position in positions)

    def _section(self, section: Section) -> SectionHit:
        snippet = self._snippets.best(section.text, heading=heading_of(section))
        return SectionHit(section.id, section.position, section.number, section.heading, section.page, snippet)

    def _forms(self) -> tuple[FormCount, ...]:
        candidates = self._attempt.widened.forms
        counts = self._attempt.answer.occurrences([candidate.form for candidate in candidates])
        found = [(-count, form, why) for (form, why, _), count in zip(candidates, counts, strict=True) if count]
        found.sort()
        return tuple([FormCount(form, -negative, why) for negative, form, why in found[:MOST_FORMS_SHOWN]])


def with_sources(opened: OpenedGeneration, minutes_id: str) -> Minutes:
    """The stored minutes, with every file that holds this text. Raises UnknownId."""
    minutes = opened.engine.minutes(minutes_id)
    sources = opened.copies.get(minutes_id)
    return replace(minutes, sources=sources) if sources else minutes
