"""The compiled loop finds the sentences that hold all slots, and every place of the slots in them."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.errors import IndexDamaged
from searchlib.loops import compiled

LOOP: Any = compiled("in_sentences")
pytestmark = pytest.mark.skipif(LOOP is None, reason="not built, or switched off")

ROW = 1 << 32
# The positions at which the sentences of each row begin: the first one with the row, if there is any.
SENTENCES = st.lists(
    st.just([]) | st.sets(st.integers(1, 20), max_size=6).map(lambda starts: [0, *sorted(starts)]),
    min_size=1,
    max_size=30,
)


def slots_in(sentences: list[list[int]]) -> st.SearchStrategy[list[list[int]]]:
    place = st.tuples(st.integers(0, len(sentences) - 1), st.integers(0, 24))
    slot = st.sets(place, max_size=60).map(lambda places: [row * ROW + position for row, position in sorted(places)])
    return st.lists(slot, min_size=1, max_size=3)


def made(sentences: list[list[int]]) -> Any:
    first = np.cumsum([0, *map(len, sentences)]).astype(np.uint32)
    starts = np.array([start for row in sentences for start in row] or [0], np.uint16)
    return LOOP.Sentences(first, (starts, np.empty(0, np.uint32), np.empty(0, np.uint32)))


def found(slots: list[list[int]], segments: list[tuple[int, Any]]) -> tuple[list[int], list[int]]:
    places, begins = LOOP.in_sentences([np.array(slot, np.int64) for slot in slots], segments)
    return places.tolist(), begins.tolist()


def sentence_of(sentences: list[list[int]], place: int) -> int | None:
    """Where the sentence of a place begins."""
    row, position = divmod(place, ROW)
    number = bisect_right(sentences[row], position)
    return row * ROW + sentences[row][number - 1] if number else None


def expected(sentences: list[list[int]], slots: list[list[int]]) -> tuple[list[int], list[int]]:
    standing = [{sentence_of(sentences, place) for place in slot} - {None} for slot in slots]
    full = set.intersection(*standing)
    places = {place for slot in slots for place in slot if sentence_of(sentences, place) in full}
    return sorted(places), sorted(full)  # type: ignore[type-var]


@given(SENTENCES, st.data())
def test_the_loop_finds_what_is_there(sentences: list[list[int]], data: st.DataObject) -> None:
    slots = data.draw(slots_in(sentences))
    assert found(slots, [(0, made(sentences))]) == expected(sentences, slots)


@given(SENTENCES, SENTENCES, st.data())
def test_segments_lie_end_to_end(one: list[list[int]], other: list[list[int]], data: st.DataObject) -> None:
    slots = data.draw(slots_in([*one, *other]))
    segments = [(0, made(one)), (len(one), made(other))]
    assert found(slots, segments) == expected([*one, *other], slots)


def test_without_slots_nothing_is_found() -> None:
    assert found([], [(0, made([[0]]))]) == ([], [])


def test_rows_of_no_segment_are_damage() -> None:
    with pytest.raises(IndexDamaged):
        found([[5 * ROW]], [(0, made([[0]]))])


def test_sentences_outside_of_the_file_are_damage() -> None:
    starts = (np.array([0], np.uint16), np.empty(0, np.uint32), np.empty(0, np.uint32))
    with pytest.raises(IndexDamaged):
        found([[3]], [(0, LOOP.Sentences(np.array([0, 9], np.uint32), starts))])
