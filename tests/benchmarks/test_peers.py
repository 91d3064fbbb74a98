"""The benchmarks still measure what they say: engines that are always here give whole and right answers to them."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from contextlib import ExitStack, closing
from importlib import import_module

import pytest

from tests.benchmarks.goals import Goal
from tests.benchmarks.large import Document
from tests.benchmarks.peers import engine
from tests.benchmarks.peers.base import Opened
from tests.benchmarks.questions import Question
from tests.benchmarks.stages import STAGES
from tests.benchmarks.timing import Call, interleaved

_WORDS = ["avtal", "budget", "skola", "buss", "sjukvård", "bibliotek", "kommun", "överenskommelse"]
_QUESTIONS = [
    Question("common", ("budget",)),
    Question("and2", ("budget", "skola")),
    Question("or3", ("budget", "skola", "buss"), "any"),
    Question("phrase", ("budget", "skola"), "phrase"),
    Question("prefix", ("bibl",), "prefix"),
    Question("within", ("budget",), years=(2003, 2005)),
    Question("newest", ("budget",), newest=True),
    Question("years", ("budget",), by_year=True),
]


def _documents() -> list[Document]:
    rng = random.Random(1)
    return [
        Document(
            id=f"d{number}",
            title=f"Ärende {number}",
            text=" ".join(rng.choices(_WORDS, k=6)) + ".",
            source=rng.choice(("råd-protokoll", "nämnd-beslut")),
            day=datetime.date(2000 + number % 9, 5, 1 + number % 27),
        )
        for number in range(120)
    ]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Opened]]:
    """Ours, and the two peers that need nothing more than the library does."""
    with ExitStack() as stack:
        found: dict[str, Opened] = {}
        for name in ("ours", "fts5", "whoosh"):
            folder = tmp_path_factory.mktemp("peers") / name
            engine(name).index(_documents(), folder, 1)
            found[name] = stack.enter_context(closing(engine(name).open(folder)))
        yield found


@pytest.mark.parametrize("name", ["ours", "fts5", "whoosh"])
@pytest.mark.parametrize("question", _QUESTIONS, ids=lambda question: question.kind)
def test_retrieval_and_whole_answers_say_the_same(opened: dict[str, Opened], name: str, question: Question) -> None:
    one = opened[name]
    ranked, whole = one.find(question, one.read(question)), one.answer(question)
    assert ranked.total == whole.total > 0
    assert len(ranked.first) == len(whole.hits) == min(10, whole.total)
    assert all(hit.snippet for hit in whole.hits)
    assert whole.total == sum(whole.years.values()) == sum(whole.organs.values()) == sum(whole.kinds.values())


@pytest.mark.parametrize("question", _QUESTIONS, ids=lambda question: question.kind)
def test_all_engines_find_as_much(opened: dict[str, Opened], question: Question) -> None:
    assert len({one.answer(question).total for one in opened.values()}) == 1


def test_a_later_page_goes_on_where_the_first_ends(opened: dict[str, Opened]) -> None:
    for one in opened.values():
        first, second = (one.answer(Question("page", ("budget",), offset=offset)).hits for offset in (0, 10))
        assert {hit.id for hit in first}.isdisjoint({hit.id for hit in second})


@pytest.mark.parametrize(("stage", "module", "path"), STAGES)
def test_every_stage_that_is_timed_is_there(stage: str, module: str, path: str) -> None:
    found = import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    assert callable(found)


def test_an_engine_that_has_used_up_its_time_is_asked_no_more() -> None:
    calls = [Call("one", "kind", number, lambda: None) for number in range(5)]
    assert len(interleaved(calls, rounds=3, budget=0.0)) == 0
    assert {len(found) for found in interleaved(calls, rounds=3, budget=9.0).values()} == {3}


@pytest.mark.parametrize(
    ("value", "least", "verdict"),
    [(0.9, False, "goal reached"), (1.5, False, "kept"), (2.5, False, "falls short"), (2.5, True, "goal reached")],
)
def test_a_figure_is_held_against_goal_and_bound(value: float, least: bool, verdict: str) -> None:
    goal, must = (2, 1) if least else (1, 2)
    assert verdict in Goal("speed", "figure", goal, must, least=least).row({"figure": value})[-1]
