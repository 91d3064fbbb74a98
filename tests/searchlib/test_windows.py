"""The compiled loops show and mark what their twins do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib import windows
from searchlib.loops import compiled
from searchlib.places import plain_marks
from searchlib.sentences import LAST_PIECES, is_abbreviated
from searchlib.windows import plain_sentences, window

needs_loops = pytest.mark.skipif(compiled("windows") is None, reason="not built, or switched off")
SENTENCES = st.lists(
    st.sampled_from(
        ["Kort. ", "Bl.a. plan. ", "En rad\n", "Ordet " * 12 + "slut. ", "långt " * 60 + "stycke. ", "Vad? "]
    ),
    max_size=12,
).map("".join)
WORDS = ["plan", "åtgärdsplan", "avtal_plan", "a1", "Ω", "m-p", ""]
SIGNS = ["plan", "åtgärdsplan", "avtal_plan", "a1", "Ω", " ", "-", "–", "/", ":", ".", ",", "_", "\u00ad", "ž", ")"]


def placed(text):
    """Places anywhere in a text, in order."""
    one = st.tuples(st.integers(0, max(0, len(text) - 1)), st.integers(0, 3), st.sampled_from(WORDS))
    return st.lists(one, max_size=20).map(sorted).map(tuple)


@needs_loops
@given(SENTENCES, st.data())
def test_the_loop_shows_the_sentences_of_its_twin(text, data):
    places = data.draw(placed(text))
    found = compiled("windows").sentences(text, places, windows._SIZES, LAST_PIECES, is_abbreviated)
    assert found == plain_sentences(text, places)


def test_more_places_than_the_loop_has_room_for_are_weighed_all_the_same():
    text = "Ett ord. " * 100
    places = tuple((at, 0, "ord") for at in range(4, 900, 9))
    assert window(text, places)[:2] == plain_sentences(text, places)


@needs_loops
@given(st.lists(st.sampled_from(SIGNS), max_size=20).map("".join), st.data())
def test_the_loop_marks_what_its_twin_marks(text, data):
    places = data.draw(placed(text))
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    spans = {word: (min(1, len(word)), len(word)) for word in WORDS}
    assert compiled("marks").marks(text, places, start, end, spans) == plain_marks(text, places, start, end, spans)
