"""Laws that hold between queries, whatever the corpus: broken by a wrong set operation, and by little else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from searchlib.clauses import Adjacent, All, Any, Clause, InSentence, Key, Most, Near, StartsWith
from searchlib.engines.base import Engine, Request
from tests.engines.building import Build, BuildingContract, Update, found, scores
from tests.engines.corpora import KINDS, ORGANS, random_corpus
from tests.engines.queries import Queries
from tests.engines.random_requests import queries

ROUNDS = 40


class LawContract(BuildingContract):
    @pytest.fixture
    def engine(self, build: Build) -> Engine:
        corpus = random_corpus(seed=23, size=60)
        return build(corpus[:35], Update(corpus[35:], [one.id for one in corpus[:5]]))

    @pytest.fixture
    def asked(self) -> Queries:
        return queries(seed=99)

    def test_the_order_of_two_words_does_not_matter(self, engine: Engine, asked: Queries) -> None:
        for one, other in _pairs(asked):
            assert scores(engine, All((one, other))) == scores(engine, All((other, one)))
            assert scores(engine, Any((one, other))) == scores(engine, Any((other, one)))

    def test_trees_are_set_operations(self, engine: Engine, asked: Queries) -> None:
        for one, other in _pairs(asked):
            left, right = _set(engine, one), _set(engine, other)
            assert _set(engine, All((one, other))) == left & right
            assert _set(engine, Any((one, other))) == left | right
            assert _set(engine, All((one,), (other,))) == left - right
            assert _set(engine, Most((one, other))) == left | right
            assert _set(engine, Most((one,), (other,))) == left & right

    def test_nothing_matches_a_clause_and_its_exclusion(self, engine: Engine, asked: Queries) -> None:
        for clause, _ in _pairs(asked):
            assert found(engine, All((clause,), (clause,))) == []

    def test_an_answer_and_its_complement_are_everything(self, engine: Engine, asked: Queries) -> None:
        for clause, _ in _pairs(asked):
            answer, rest = found(engine, clause), found(engine, All((), (clause,)))
            assert sorted([*answer, *rest]) == list(engine.ids())

    def test_what_asks_for_more_finds_no_more(self, engine: Engine, asked: Queries) -> None:
        for _ in range(ROUNDS):
            phrase = asked.phrase()
            slots = phrase.slots
            words = [Adjacent((slot,)) for slot in slots]
            everywhere = _set(engine, All(tuple(words)))
            side_by_side = _set(engine, Adjacent(slots))
            close = [_set(engine, Near(tuple(words), distance)) for distance in (len(slots) - 1, 5, 40)]
            assert _set(engine, phrase) <= side_by_side <= close[0] <= close[1] <= close[2] <= everywhere
            assert _set(engine, InSentence(slots)) <= everywhere

    def test_a_longer_prefix_finds_no_more_and_a_whole_form_no_more_than_that(self, engine: Engine) -> None:
        for form in ("avtal_planen", "kultur_plan", "rs/12", "övrigt"):
            shrinking = [_set(engine, StartsWith(form[:length])) for length in range(1, len(form) + 1)]
            assert shrinking == sorted(shrinking, key=len, reverse=True)
            assert all(longer <= shorter for shorter, longer in pairwise(shrinking))
            assert _set(engine, Adjacent(((Key("form", form),),))) <= shrinking[-1]

    def test_each_facet_sums_to_the_total_and_foretells_its_filter(self, engine: Engine, asked: Queries) -> None:
        for clause, _ in _pairs(asked):
            answer = engine.search(Request(clause, limit=0))
            total, facets = answer.total.meetings, answer.facets
            sums = [sum(one.count for one in facet) for facet in (facets.year, facets.organ, facets.kind)]
            assert sums == [total] * 3
            for year in facets.year:
                if year.value is not None:
                    assert _total(engine, Request(clause, years=(year.value, year.value))) == year.count
            assert _counts(engine, clause, "organs", ORGANS) == {
                one.value: one.count for one in facets.organ if one.value
            }
            assert _counts(engine, clause, "kinds", KINDS) == {one.value: one.count for one in facets.kind if one.value}

    def test_scores_fall_and_are_never_negative(self, engine: Engine, asked: Queries) -> None:
        for clause, _ in _pairs(asked):
            falling = list(scores(engine, clause).values())
            assert falling == sorted(falling, reverse=True)
            assert all(score >= 0 for score in falling)

    def test_the_shown_sections_are_among_the_matching(self, engine: Engine, asked: Queries) -> None:
        for clause, _ in _pairs(asked):
            answer = engine.search(Request(clause, limit=1000))
            assert sum(one.matching_sections for one in answer.page) == answer.total.sections
            for one in answer.page:
                assert len(one.sections) == len(set(one.sections)) == min(3, one.matching_sections)
                assert set(one.sections) <= set(range(len(engine.minutes(one.id).sections)))

    def test_words_said_to_be_missing_are_missing(self, engine: Engine, asked: Queries) -> None:
        for _ in range(ROUNDS):
            words = tuple(asked.word() for _ in range(3))
            sets = [_set(engine, word) for word in words]
            page = engine.search(Request(Most(words), limit=1000)).page
            expected = {one.id: tuple(index for index in range(3) if one.id not in sets[index]) for one in page}
            assert {one.id: tuple(one.missing) for one in page} == expected
            missing = [len(one.missing) for one in page]
            assert missing == sorted(missing)


def _pairs(asked: Queries) -> Iterator[tuple[Clause, Clause]]:
    return ((asked.clause(depth=2), asked.clause(depth=1)) for _ in range(ROUNDS))


def _set(engine: Engine, clause: Clause) -> set[str]:
    return set(found(engine, clause))


def _total(engine: Engine, request: Request) -> int:
    return engine.search(request).total.meetings


def _counts(engine: Engine, clause: Clause, name: str, values: tuple[str | None, ...]) -> dict[str, int]:
    """The totals with each value as the only filter, those of 0 left out."""
    totals = {value: _total(engine, Request(clause, **{name: (value,)})) for value in values if value}  # type: ignore[arg-type]
    return {value: total for value, total in totals.items() if total}
