"""The compiled loops find the stretch and the sentence that their twins find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.clusters import MOST_NEAR, densest, plainly_densest, plainly_richest, richest
from searchlib.loops import compiled

LOOP = compiled("clusters")
needs_loop = pytest.mark.skipif(LOOP is None, reason="not built, or switched off")
PLACES = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 5), st.just("")), max_size=64).map(sorted)
# Sentences end to end, with white space between some of them.
SPANS = (
    st.sets(st.integers(0, 320), max_size=16)
    .map(sorted)
    .map(lambda ends: list(zip(ends[::2], ends[1::2], strict=False)))
)


@needs_loop
@given(PLACES, st.integers(1, 320), st.integers(0, 9))
def test_the_loop_finds_the_stretch_of_its_twin(places, reach, otherwise):
    assert LOOP.densest(places, reach, MOST_NEAR, otherwise) == plainly_densest(places, reach, otherwise)


@needs_loop
@given(SPANS, PLACES)
def test_the_loop_finds_the_sentence_of_its_twin(spans, places):
    assert LOOP.richest(spans, places) == plainly_richest(spans, places)


def test_different_words_are_worth_more_than_many_places():
    places = [(0, 0, ""), (1, 0, ""), (2, 0, ""), (50, 0, ""), (55, 1, "")]
    assert densest(places, 10) == 50
    assert richest([(0, 10), (50, 60)], places) == 1


@pytest.mark.parametrize("places", [[(at, 0, "") for at in range(70)], [(0, 64, ""), (9, -1, "")]], ids=["many", "odd"])
def test_what_the_loop_has_no_room_for_is_weighed_all_the_same(places):
    assert densest(places, 5) == plainly_densest(places, 5, 0)
    assert richest([(0, 3), (3, 20)], places) == plainly_richest([(0, 3), (3, 20)], places)
