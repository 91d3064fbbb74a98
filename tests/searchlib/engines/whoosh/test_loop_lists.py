"""The compiled loops say of posting lists, places and sentences what NumPy says, and nothing of damaged files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.clauses import Adjacent, InSentence, Key, Lookup
from searchlib.engines.whoosh import collection
from searchlib.engines.whoosh.array_lists import ArrayLists
from searchlib.engines.whoosh.collection import Collection
from searchlib.engines.whoosh.evidence import best_sections, bonus, count_sections
from searchlib.engines.whoosh.loop_lists import LoopLists
from searchlib.engines.whoosh.tree import Tree, make_leaf
from searchlib.errors import IndexDamaged
from searchlib.loops import compiled
from tests.engines.building import Update
from tests.engines.corpora import random_corpus
from tests.engines.makers import make_whoosh
from tests.engines.random_requests import queries
from tests.engines.toy import ToyAnalyzer

POSTINGS: Any = compiled("postings")
PLACES: Any = compiled("places")
SORTEDSETS: Any = compiled("sortedsets")
pytestmark = pytest.mark.skipif(POSTINGS is None, reason="the loops are not compiled, or switched off")

MakeIndex = Callable[..., Path]
CORPUS = random_corpus(seed=21, size=120)
Pair = tuple[Collection, Collection]


@pytest.fixture(scope="module", params=["whole", "with deletions and two segments"])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The same index, read by the loops and by NumPy."""
    updates = [Update(add=CORPUS)]
    if request.param != "whole":
        updates = [Update(add=CORPUS[:80]), Update(add=CORPUS[80:], remove=[one.id for one in CORPUS[:80:5]])]
    parent = tmp_path_factory.mktemp("index")
    make_whoosh(parent, updates).close()
    folder = parent / str(len(updates) - 1)
    looping = Collection(folder, ToyAnalyzer())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEARCHLIB_LOOPS", "0")
        plain = Collection(folder, ToyAnalyzer())
    assert isinstance(looping.lists, LoopLists)
    assert isinstance(plain.lists, ArrayLists)
    return looping, plain


def keys(opened: Collection) -> list[Key]:
    """A key for every term, lemmas among them, and one that no meeting holds."""
    found = [Key(layer, "finnsinte") for layer in ("form", "part", "stem", "lemma")]
    for layer in ("form", "part", "stem"):
        terms = {term.decode() for table, _ in opened.tables(layer) for term in table.terms()}
        found += [Key(layer, term) for term in sorted(terms)]
    return found + [Key("lemma", key.term) for key in found if key.layer == "part"]


def lookups(opened: Collection, count: int) -> Sequence[Lookup]:
    """Words of several keys."""
    rng = np.random.default_rng(3)
    every = keys(opened)
    deciding = [key for key in every if key.layer in ("form", "part")]
    choose = lambda among, most: tuple(among[i] for i in rng.integers(0, len(among), rng.integers(1, most)))  # noqa: E731
    return [Lookup(choose(deciding, 4), choose(every, 4)) for _ in range(count)]


def test_each_term_is_held_by_the_same_meetings_as_often(pair: Pair) -> None:
    looping, plain = pair
    for key in keys(looping):
        ours, theirs = looping.lists.find(key, None), plain.lists.find(key, None)
        assert looping.lists.holding(ours, key.layer == "lemma") == plain.lists.holding(theirs, key.layer == "lemma")
        found = looping.lists.meetings([ours], looping.size)
        assert found.tolist() == plain.lists.meetings([theirs], plain.size).tolist()


@pytest.mark.parametrize("step", [1, 2, 17])
def test_words_score_the_same(pair: Pair, step: int) -> None:
    for clause in lookups(pair[0], 60):
        ours, theirs = (make_leaf(one, clause) for one in pair)
        assert ours.meetings.tolist() == theirs.meetings.tolist()
        meetings = ours.meetings if step == 1 else ours.meetings[::step].copy()
        wanted = theirs.meetings if step == 1 else meetings
        assert ours.scores(meetings) == pytest.approx(theirs.scores(wanted))
        assert ours.places(meetings).tolist() == theirs.places(wanted).tolist()
        assert sorted({*ours.rows(meetings).tolist()}) == sorted({*theirs.rows(wanted).tolist()})


def test_sentences_and_phrases_are_the_same(pair: Pair) -> None:
    deciding = [key for key in keys(pair[0]) if key.layer in ("form", "part")]
    rng = np.random.default_rng(4)
    found = 0
    for _ in range(150):
        slots = tuple(
            tuple(deciding[i] for i in rng.integers(0, len(deciding), rng.integers(1, 4)))
            for _ in range(rng.integers(1, 4))
        )
        for clause in (InSentence(slots), Adjacent(slots)):
            ours, theirs = (make_leaf(one, clause) for one in pair)
            assert ours.meetings.tolist() == theirs.meetings.tolist()
            assert ours.places(ours.meetings).tolist() == theirs.places(theirs.meetings).tolist()
            assert ours.scores(ours.meetings) == pytest.approx(theirs.scores(theirs.meetings))
            found += len(ours.meetings) > 0
    assert found > 30


def test_evidence_of_random_requests_is_the_same(pair: Pair) -> None:
    asked = queries(8)
    for _ in range(80):
        clause = asked.request().clause
        ours, theirs = (Tree(one, clause, lambda: None) for one in pair)
        meetings = ours.root.meetings
        assert meetings.tolist() == theirs.root.meetings.tolist()
        assert ours.root.scores(meetings) == pytest.approx(theirs.root.scores(theirs.root.meetings))
        assert bonus(ours, meetings) == pytest.approx(bonus(theirs, meetings))
        assert best_sections(ours, meetings) == best_sections(theirs, meetings)
        assert count_sections(ours, meetings) == count_sections(theirs, meetings)


SETS = st.lists(st.integers(0, 300), max_size=80).map(lambda numbers: np.array(sorted({*numbers}), dtype=np.int64))


@given(st.lists(SETS, min_size=1, max_size=6))
def test_sets_are_joined_and_met(sets: list[np.ndarray]) -> None:
    every = sorted({*np.concatenate(sets).tolist()})
    assert POSTINGS.union_below(sets, 301).tolist() == every
    ends = np.cumsum([0, *map(len, sets)])
    assert SORTEDSETS.merged(np.concatenate(sets), ends).tolist() == every
    assert SORTEDSETS.common(sets[0], sets[-1]).tolist() == sorted({*sets[0].tolist()} & {*sets[-1].tolist()})


@given(st.lists(st.floats(0, 9), max_size=60), st.integers(0, 70), st.integers(0, 2**32 - 1))
def test_the_best_are_those_of_a_full_sort(scores: list[float], count: int, seed: int) -> None:
    ranks = np.random.default_rng(seed).permutation(len(scores)).astype(np.uint32)
    rounded = np.round(np.array(scores), 1)
    expected = sorted(range(len(scores)), key=lambda one: (-rounded[one], ranks[one]))[:count]
    meetings = np.arange(len(scores))
    assert POSTINGS.best_of(rounded, meetings, ranks, count, 10.0).tolist() == expected


def levels(**changed: Any) -> dict[str, Any]:
    """A table of one term: two meetings of one row each with one place."""
    small = lambda *numbers: (np.array(numbers, np.uint8), np.empty(0, np.uint32), np.empty(0, np.uint32))  # noqa: E731
    words = lambda *numbers: (np.array(numbers, np.uint16), np.empty(0, np.uint32), np.empty(0, np.uint32))  # noqa: E731
    made: dict[str, Any] = {
        "block_bits": 16,
        "first": np.array([0, 2], np.uint32),
        "docs": np.array([0, 2], np.uint16),
        "turns": np.empty(0, np.uint32),
        "weights": small(1, 3),
        "row_counts": small(1, 1),
        "rows": small(0, 0),
        "place_counts": small(1, 1),
        "places": words(4, 5),
        "rows_before": np.array([0], np.uint32),
        "places_before": np.array([0], np.uint32),
    }
    return made | {name: (small if name != "places" else words)(*value) for name, value in changed.items()}


FIRST_ROWS = np.array([0, 1, 2, 3])


def test_a_sound_table_is_read() -> None:
    one = POSTINGS.Table(levels()).posting_list(0, 0)
    assert POSTINGS.meetings_of([one], 3, None).tolist() == [0, 2]
    assert PLACES.places_of([one], None, FIRST_ROWS, None).tolist() == [4, (2 << 32) + 5]


@pytest.mark.parametrize(
    "changed",
    [{"rows": (0, 7)}, {"row_counts": (1, 9)}, {"place_counts": (1, 200)}],
    ids=["a row that the meeting has not", "more rows than there are", "more places than there are"],
)
def test_numbers_that_lead_out_of_a_table_are_damage(changed: dict[str, tuple[int, ...]]) -> None:
    one = POSTINGS.Table(levels(**changed)).posting_list(0, 0)
    with pytest.raises(IndexDamaged):
        PLACES.places_of([one], None, FIRST_ROWS, None)


def test_meetings_that_are_not_there_are_damage() -> None:
    one = POSTINGS.Table(levels()).posting_list(0, 0)
    with pytest.raises(IndexDamaged):
        POSTINGS.meetings_of([one], 2, None)
    with pytest.raises(IndexDamaged):
        PLACES.places_of([one], None, FIRST_ROWS[:3], None)


@pytest.mark.parametrize("name", ["weights", "row_counts", "place_counts"])
def test_arrays_of_different_lengths_are_no_table(name: str) -> None:
    with pytest.raises(ValueError, match="do not belong together"):
        POSTINGS.Table(levels(**{name: (1,)}))


@pytest.mark.parametrize("rows", [[0, 3, 2, 9], [1, 2, 3, 9], [0, 2, 2, 9]])
def test_meetings_that_do_not_follow_one_another_are_damage(
    make_index: MakeIndex, monkeypatch: pytest.MonkeyPatch, rows: list[int]
) -> None:
    folder = make_index(CORPUS[:3])
    monkeypatch.setattr(collection, "read_overview", lambda *_: {"first_rows": np.array(rows)})
    with pytest.raises(IndexDamaged):
        Collection(folder, ToyAnalyzer())


def test_a_column_that_is_too_short_is_damage(make_index: MakeIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Collection(make_index(CORPUS[:3]), ToyAnalyzer())
    monkeypatch.setattr(type(opened.segments[0].rows), "column", lambda *_: np.zeros(2, np.uint32))
    with pytest.raises(IndexDamaged):
        opened.row_column("heading_end")
