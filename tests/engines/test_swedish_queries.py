"""Real queries, widened by the Swedish analysis, on the demonstration corpus: both engines say the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from searchlib import Index
from searchlib.engines.base import Request
from searchlib.opening import OpenedGeneration, open_generation
from searchlib.query import parse_query
from searchlib.widening import relaxed, widen
from tests.engines.random_requests import outcome
from tests.engines.reference import ReferenceEngine

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
COUNTED = ("överenskommelse", "överenskommelsen", "regionen", "rs", "och")
QUERIES = """
överenskommelse
Överenskommelsen mellan regionen och civilsamhället
civila samhället
idéburen OCH sektor
overenskommelse
folkhälsoplan
folk hälsa
barnkonventionen ELLER pensionärsrådet
protokoll INTE pensionärsrådet
-budget överenskommelse
"överenskommelse om samverkan"
"region* och"
samverkan NÄRA/5 föreningar
samverkan NÄRA/50 (föreningar ELLER organisationer)
överens*
rubrik:överenskommelse
organ:regionstyrelsen
organ:pensionärsrådet budget
dnr:RS
deltagare:Anna
år:2015
år:2015..2018 överenskommelse
datum:2015-10..2016-03
typ:minnesanteckningar uppföljning
(samverkan ELLER dialog) OCH (ideella ELLER föreningsliv) INTE budget
kollektivtrafik färdtjänst vinterväghållning
ekonomi budget uppföljning handlingsplan
§ 12
RS/240542
överenskommelse finnsintealls
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenedGeneration]:
    index = tmp_path_factory.mktemp("swedish") / "index"
    Index.rebuild(CORPUS, index, jobs=1)
    generation = open_generation(index)
    yield generation
    generation.close()


@pytest.fixture(scope="module")
def oracle(opened: OpenedGeneration) -> ReferenceEngine:
    engine = opened.engine
    return ReferenceEngine((engine.minutes(one) for one in engine.ids()), opened.analyzer)


def assert_same_answers(opened: OpenedGeneration, oracle: ReferenceEngine, text: str) -> int:
    """Ask both engines as typed, and relaxed; returns how many meetings were found."""
    widened = widen(
        parse_query(text),
        analyzer=opened.analyzer,
        vocabulary=opened.engine.vocabulary,
        synonyms=opened.synonyms,
    )
    loosened = relaxed(widened)
    found = 0
    for clause in (widened.clause, loosened.clause if loosened else None):
        for request in (Request(clause, limit=30), Request(clause, years=(2012, 2017), sort="newest")):
            answer = oracle.search(request)
            assert outcome(opened.engine.search(request), COUNTED) == outcome(answer, COUNTED)
            found += answer.total.meetings
    return found


@pytest.mark.parametrize("text", QUERIES.strip().splitlines())
def test_the_engines_agree_on_a_typed_query(opened: OpenedGeneration, oracle: ReferenceEngine, text: str) -> None:
    assert_same_answers(opened, oracle, text)


def test_the_engines_agree_on_words_of_the_corpus_in_any_combination(
    opened: OpenedGeneration, oracle: ReferenceEngine
) -> None:
    rng = random.Random(17)
    forms = [one.form for one in opened.engine.vocabulary if one.form.isalpha()]
    joints = (" ", " ", " ELLER ", " INTE ", " NÄRA/8 ")
    queries = [rng.choice(joints).join(rng.sample(forms, rng.randrange(1, 4))) for _ in range(15)]
    assert sum(assert_same_answers(opened, oracle, query) for query in queries) > 50


def test_the_engines_agree_on_what_the_corpus_holds(opened: OpenedGeneration, oracle: ReferenceEngine) -> None:
    assert opened.engine.statistics() == oracle.statistics()
    assert list(opened.engine.vocabulary) == list(oracle.vocabulary)
