"""The Whoosh engine says what the reference engine says: set, totals, facets, order, and scores to six digits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from searchlib import ranking
from searchlib.engines.base import Engine
from searchlib.engines.whoosh import contenders
from searchlib.engines.whoosh.engine import WhooshEngine
from searchlib.engines.whoosh.tree import Tree
from tests.engines.building import Update
from tests.engines.corpora import random_corpus
from tests.engines.histories import history
from tests.engines.makers import make_reference, make_whoosh
from tests.engines.random_requests import outcome, queries
from tests.engines.reference import ReferenceEngine

# A mixed corpus that came about in many updates: segments, deletions and replacements.
UPDATES: list[Update] = history(random_corpus(seed=2026, size=80), seed=2026)


@pytest.fixture(scope="module")
def reference() -> ReferenceEngine:
    return make_reference(UPDATES)


@pytest.fixture(scope="module")
def whoosh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with closing(make_whoosh(tmp_path_factory.mktemp("whoosh"), UPDATES)) as engine:
        yield engine


@pytest.mark.parametrize("seed", range(3))
def test_the_engines_agree_on_random_requests(whoosh: Engine, reference: ReferenceEngine, seed: int) -> None:
    assert_agreement(whoosh, reference, seed, count=100)


@pytest.mark.parametrize("seed", range(3, 6))
def test_the_engines_agree_when_bounds_rule_meetings_out(
    whoosh: Engine, reference: ReferenceEngine, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In so small a corpus they never would: a small window, and bounds however few the meetings."""
    monkeypatch.setattr(contenders, "WORTH_IT", 0)
    monkeypatch.setattr(ranking, "WINDOW", 4)
    assert_agreement(whoosh, reference, seed, count=150)


@pytest.mark.parametrize("seed", range(3))
def test_no_meeting_scores_more_than_its_bound(whoosh: Engine, seed: int) -> None:
    assert isinstance(whoosh, WhooshEngine)
    asked = queries(seed)
    for _ in range(100):
        root = Tree(whoosh.collection, asked.request().clause, lambda: None).root
        for meetings in (root.meetings, root.meetings[::2].copy()):
            assert (root.scores(meetings) <= root.bounds(meetings) * (1 + 1e-6) + 1e-12).all()


@pytest.mark.slow
@pytest.mark.parametrize("few", [0, 10_000])
@pytest.mark.parametrize("seed", range(1000, 1010))
def test_the_engines_agree_on_thousands_of_random_requests(
    whoosh: Engine, reference: ReferenceEngine, seed: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contenders, "WORTH_IT", few)
    monkeypatch.setattr(ranking, "WINDOW", 50 if few else 5)
    assert_agreement(whoosh, reference, seed, count=500)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_the_engines_agree_on_other_corpora_and_histories(tmp_path: Path, seed: int) -> None:
    corpus = random_corpus(seed, size=12 * (1 + seed % 5))
    updates = history(corpus, seed)
    with closing(make_whoosh(tmp_path, updates)) as engine:
        assert_agreement(engine, make_reference(updates), seed, count=100)


def test_the_engines_agree_on_what_the_index_holds(whoosh: Engine, reference: ReferenceEngine) -> None:
    assert list(whoosh.ids()) == list(reference.ids())
    assert whoosh.statistics() == reference.statistics()
    assert list(whoosh.vocabulary) == list(reference.vocabulary)
    assert [whoosh.minutes(one) for one in whoosh.ids()] == [reference.minutes(one) for one in reference.ids()]


def test_the_random_requests_are_worth_asking(reference: ReferenceEngine) -> None:
    asked = queries(seed=0)
    totals = [reference.search(asked.request()).total.meetings for _ in range(200)]
    everything = len(reference.ids())
    assert sum(0 < total < everything for total in totals) > 80
    assert len(set(totals)) > 30


def assert_agreement(engine: Engine, oracle: Engine, seed: int, count: int) -> None:
    asked = queries(seed)
    for number in range(count):
        request = asked.request()
        assert outcome(engine.search(request)) == outcome(oracle.search(request)), f"request {number}: {request}"
