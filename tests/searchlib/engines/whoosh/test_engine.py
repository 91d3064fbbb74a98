"""The engine in use: many threads, little memory, little time."""

from __future__ import annotations

import mmap
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from searchlib import mapped_memory
from searchlib.clauses import All, Key, Lookup
from searchlib.engines.base import Request
from searchlib.engines.whoosh import answer, collection, open_engine
from searchlib.engines.whoosh import engine as engine_module
from searchlib.engines.whoosh.memory import Memory
from searchlib.errors import IndexClosed
from searchlib.results import Facets, Total
from tests.engines.corpora import random_corpus
from tests.engines.random_requests import everything, outcome, queries
from tests.engines.reference import ReferenceEngine
from tests.engines.toy import ToyAnalyzer

# A budget that is passed whatever there is.
NOTHING = -(1 << 40)
MakeIndex = Callable[..., Path]
CORPUS = random_corpus(seed=3, size=50)
TWO_WORDS = All((Lookup((Key("form", "avtal"),)), Lookup((Key("form", "plan"),))))


def test_eight_threads_on_one_engine_get_the_same_answers(make_index: MakeIndex) -> None:
    requests = [queries(seed).request() for seed in range(60)]
    folder = make_index(CORPUS)
    with closing(open_engine(folder, ToyAnalyzer())) as alone:
        expected = [outcome(alone.search(one)) for one in requests]
    with closing(open_engine(folder, ToyAnalyzer())) as shared, ThreadPoolExecutor(8) as pool:
        for answers in pool.map(lambda _: [outcome(shared.search(one)) for one in requests], range(8)):
            assert answers == expected


def test_answers_do_not_depend_on_the_memory_there_is(monkeypatch: pytest.MonkeyPatch, make_index: MakeIndex) -> None:
    monkeypatch.setattr(collection, "MEMORY_BUDGET", 4_000)
    with closing(open_engine(make_index(CORPUS), ToyAnalyzer())) as engine:
        assert everything(engine) == everything(ReferenceEngine(CORPUS, ToyAnalyzer()))


def test_answers_do_not_depend_on_when_memory_is_given_back(
    monkeypatch: pytest.MonkeyPatch, make_index: MakeIndex
) -> None:
    monkeypatch.setattr(mapped_memory, "_LOOK_EVERY", 1)
    monkeypatch.setattr(mapped_memory, "BUDGET", NOTHING)
    with closing(open_engine(make_index(CORPUS), ToyAnalyzer())) as engine:
        assert everything(engine) == everything(ReferenceEngine(CORPUS, ToyAnalyzer()))


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="tells what is resident by /proc")
def test_pages_of_the_index_do_not_stay_for_ever(monkeypatch: pytest.MonkeyPatch, make_index: MakeIndex) -> None:
    monkeypatch.setattr(mapped_memory, "_LOOK_EVERY", 3)
    monkeypatch.setattr(mapped_memory, "BUDGET", NOTHING)
    folder = make_index(CORPUS)
    with closing(open_engine(folder, ToyAnalyzer())) as engine:
        for _ in range(2):
            engine.search(Request(TWO_WORDS))
        assert resident(folder) > 0
        monkeypatch.setattr(engine_module, "answer", lambda *_: None)
        engine.search(Request(TWO_WORDS))
        assert resident(folder) == 0


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="tells what is resident by /proc")
def test_files_of_the_analysis_share_the_budget(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_index: MakeIndex
) -> None:
    given: list[mmap.mmap] = []
    monkeypatch.setattr(mapped_memory, "_LOOK_EVERY", 1)
    monkeypatch.setattr(mapped_memory, "BUDGET", NOTHING)
    monkeypatch.setattr(engine_module, "give_back", given.append)
    monkeypatch.setattr(mapped_memory, "give_back", lambda mapped, *_: given.append(mapped))
    with (tmp_path / "lexicon").open("w+b") as file:
        file.write(b"ord")
        file.flush()
        lexicon = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    with closing(open_engine(make_index(CORPUS), ToyAnalyzer(), beside=[lexicon])) as engine:
        assert given == [lexicon]
        engine.search(Request(TWO_WORDS))
        assert given.count(lexicon) > 1


def resident(folder: Path) -> int:
    """How many KB of the posting lists in a folder are in memory."""
    total, counts = 0, False
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        if "-" in line.split(" ")[0]:
            counts = str(folder) in line and line.endswith(".pst")
        elif counts and line.startswith("Rss:"):
            total += int(line.split()[1])
    return total


def test_a_deadline_that_has_passed_gives_an_empty_partial_answer(make_index: MakeIndex) -> None:
    with closing(open_engine(make_index(CORPUS), ToyAnalyzer())) as engine:
        late = engine.search(Request(TWO_WORDS, deadline=time.monotonic() - 1))
        assert (list(late.page), late.total, late.facets, late.partial) == ([], Total(), Facets(), True)
        assert late.occurrences(["avtal"]) == [0]


@pytest.mark.parametrize("steps", range(1, 12))
def test_time_may_run_out_at_any_step(monkeypatch: pytest.MonkeyPatch, make_index: MakeIndex, steps: int) -> None:
    with closing(open_engine(make_index(CORPUS), ToyAnalyzer())) as engine:
        whole = engine.search(Request(TWO_WORDS))
        ticks = iter(range(1000))
        monkeypatch.setattr(answer.time, "monotonic", lambda: next(ticks))
        cut = engine.search(Request(TWO_WORDS, deadline=steps - 1))
        monkeypatch.undo()
        if cut.partial:
            assert list(cut.page) == []
            assert cut.total.meetings in (0, whole.total.meetings)
        else:
            assert outcome(cut) == outcome(whole)


def test_a_closed_engine_says_so(make_index: MakeIndex) -> None:
    engine = open_engine(make_index(CORPUS), ToyAnalyzer())
    engine.close()
    engine.close()
    for use in (lambda: engine.search(Request()), lambda: engine.minutes("x"), engine.ids, engine.statistics):
        with pytest.raises(IndexClosed):
            use()


def test_memory_keeps_within_its_budget_and_drops_what_is_oldest() -> None:
    memory = Memory[np.ndarray](10_000)
    made: list[int] = []

    def value(key: int) -> np.ndarray:
        def make() -> np.ndarray:
            made.append(key)
            return np.zeros(1_600, dtype=np.uint8)

        known = memory.get(key)
        return known if known is not None else memory.keep(key, make())

    for key in (0, 1, 2, 3, 4, 0, 5, 0, 1):
        value(key)
    assert made == [0, 1, 2, 3, 4, 5, 1]


def test_memory_does_not_keep_what_would_push_out_everything_else() -> None:
    memory = Memory[np.ndarray](10_000)
    large = [memory.keep("x", np.zeros(5_000, dtype=np.uint8)), memory.get("x")]
    assert large[0] is not large[1]
