"""The compiled loop cuts sentences where its twin does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib import sentences
from searchlib.loops import compiled
from searchlib.sentences import plainly_split, split_sentences

PIECES = [
    *("Ett", "två", "bl.a", "t.ex", "kl", "Dnr", "s.k", "resp", "fr.o.m", "X", "å", "_kl", "protokoll", "ſt", "K"),
    *(".", "!", "?", "…", "”", '"', ")", " ", "  ", "\n", "\t", "\u00a0", "\x1c", "1", "ª"),
]


@pytest.mark.skipif(compiled("sentences") is None, reason="not built, or switched off")
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=40), st.data())
def test_the_loop_cuts_where_its_twin_cuts(text, data):
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    found = compiled("sentences").split(text, start, end, sentences.LAST_PIECES, sentences.is_abbreviated)
    assert found == plainly_split(text, start, end)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_a_whole_text_is_all_of_it(text):
    assert split_sentences(text) == split_sentences(text, 0, len(text) + 9) == plainly_split(text, 0, len(text))


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_sentences_are_disjoint_and_leave_only_white_space(text):
    end = 0
    for start, stop in split_sentences(text):
        assert not text[end:start].strip()
        assert text[start:stop].strip()
        end = stop
    assert not text[end:].strip()
