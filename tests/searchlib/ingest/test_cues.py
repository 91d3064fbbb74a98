"""One pass over a text finds whether it holds one of some words, as a look for each of them does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.ingest import dates, furniture, known_furniture, organs, paragraphs, participants, references, web_frame
from searchlib.ingest.cues import Cues
from searchlib.loops import compiled

OURS = (
    known_furniture._hint_words,
    known_furniture._signed_words,
    furniture._header_words,
    furniture._furniture_words,
    furniture._any_words,
    web_frame.WEB_CUES,
    participants._cues,
    participants._inline_cues,
    organs._cues,
    references._label_cues,
    dates._month_stems,
    paragraphs._exceptions,
)
PIECES = st.sampled_from([word[:end] for cues in OURS for word in cues.words for end in (1, 2, len(word))])


@settings(max_examples=500)
@given(st.lists(PIECES | st.text(max_size=3), max_size=6).map("".join))
def test_our_cues_are_found_alike(text: str) -> None:
    assert [cues.within(text) for cues in OURS] == [cues.found_in(text) for cues in OURS]


@given(st.lists(st.text(min_size=2, max_size=4), max_size=5), st.text(max_size=30), st.integers(0, 30))
def test_any_words_are_found_alike(words: list[str], text: str, place: int) -> None:
    cues = Cues(*words)
    for whole in (text, *(text[:place] + word + text[place:] for word in words)):
        assert cues.within(whole) == cues.found_in(whole)


@pytest.mark.skipif(compiled("cues") is None, reason="the loops are not compiled, or switched off")
def test_a_cue_of_one_sign_is_refused() -> None:
    with pytest.raises(ValueError, match="one sign"):
        Cues("ord", "o")
