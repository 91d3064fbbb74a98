"""A segment is the same however many batches it was made of, and segments stay few."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from searchlib.clauses import Key, Lookup
from searchlib.documents import Minutes
from searchlib.engines.whoosh import create_writer, joining, meeting_numbers, open_engine, segment_writer, wordlist
from searchlib.engines.whoosh.engine import WhooshEngine
from tests.engines.building import found
from tests.engines.corpora import meeting, random_corpus
from tests.engines.random_requests import everything
from tests.engines.reference import ReferenceEngine
from tests.engines.toy import ToyAnalyzer

MakeIndex = Callable[..., Path]
CORPUS = random_corpus(seed=11, size=40)


@pytest.fixture(scope="module")
def expected() -> list[object]:
    return everything(ReferenceEngine(CORPUS, ToyAnalyzer()))


@pytest.mark.parametrize(("batch", "joined", "kept"), [(1, 7, 5), (50, 10**6, 10**6), (300, 40, 10), (10**6, 30, 1)])
def test_the_size_of_batches_changes_no_answer(
    monkeypatch: pytest.MonkeyPatch,
    make_index: MakeIndex,
    expected: list[object],
    batch: int,
    joined: int,
    kept: int,
) -> None:
    monkeypatch.setattr(segment_writer, "BATCH_TOKENS", batch)
    monkeypatch.setattr(joining, "_JOINED_AT_ONCE", joined)
    monkeypatch.setattr(wordlist, "KEPT_FORMS", kept)
    with closing(open_engine(make_index(CORPUS), ToyAnalyzer())) as engine:
        assert everything(engine) == expected


@pytest.mark.parametrize(("bits", "blocks"), [(2, 100), (3, 4), (2, 0)])
def test_the_width_of_numbers_of_meetings_changes_no_answer(
    monkeypatch: pytest.MonkeyPatch, make_index: MakeIndex, expected: list[object], bits: int, blocks: int
) -> None:
    """Blocks of a few meetings instead of 65,536: many of them, more than are worth it, and none at all."""
    monkeypatch.setattr(meeting_numbers, "BLOCK_BITS", bits)
    monkeypatch.setattr(meeting_numbers, "MOST_BLOCKS", blocks)
    first = make_index(CORPUS[:20])
    second = make_index(CORPUS[20:21], previous=first)
    third = make_index(CORPUS[21:], previous=second)
    with closing(open_engine(third, ToyAnalyzer())) as engine:
        assert everything(engine) == expected


def test_many_small_updates_leave_few_segments(make_index: MakeIndex, expected: list[object]) -> None:
    previous: Path | None = None
    for minutes in CORPUS:
        previous = make_index([minutes], previous=previous)
    assert previous is not None
    with closing(open_engine(previous, ToyAnalyzer())) as engine:
        assert isinstance(engine, WhooshEngine)
        assert len(engine.collection.segments) <= 8
        assert everything(engine) == expected


def test_a_much_deleted_segment_is_written_anew(make_index: MakeIndex) -> None:
    first = make_index(CORPUS)
    second = make_index([], previous=first, remove=[one.id for one in CORPUS[:30]])
    with closing(open_engine(second, ToyAnalyzer())) as engine:
        assert isinstance(engine, WhooshEngine)
        assert [one.segment.deleted_count() for one in engine.collection.segments] == [0]
        assert everything(engine) == everything(ReferenceEngine(CORPUS[30:], ToyAnalyzer()))


def test_a_little_deleted_segment_is_shared_with_the_index_before(make_index: MakeIndex) -> None:
    first = make_index(CORPUS)
    second = make_index([], previous=first, remove=[CORPUS[0].id])
    names = {path.name for path in first.glob("*.pst")}
    assert {path.name for path in second.glob("*.pst")} == names
    with closing(open_engine(second, ToyAnalyzer())) as engine:
        assert everything(engine) == everything(ReferenceEngine(CORPUS[1:], ToyAnalyzer()))


def test_everything_can_be_removed(make_index: MakeIndex) -> None:
    second = make_index([], previous=make_index(CORPUS), remove=[one.id for one in CORPUS])
    with closing(open_engine(second, ToyAnalyzer())) as engine:
        assert engine.ids() == ()
        assert everything(engine) == everything(ReferenceEngine((), ToyAnalyzer()))


def test_an_index_begun_from_nothing_is_empty(tmp_path: Path) -> None:
    create_writer(tmp_path, ToyAnalyzer()).commit()
    with closing(open_engine(tmp_path, ToyAnalyzer())) as engine:
        assert (engine.ids(), found(engine, Lookup((Key("form", "avtal"),)))) == ((), [])


def test_ids_of_any_letters_find_their_minutes(make_index: MakeIndex) -> None:
    names = ["ö", "a", "Z", "10", "9", "å/ä", "\u2060x"]
    corpus: list[Minutes] = [meeting(name, f"avtal {name}") for name in names]
    with closing(open_engine(make_index(corpus), ToyAnalyzer())) as engine:
        assert engine.ids() == tuple(sorted(names))
        assert [engine.minutes(name).id for name in names] == names
