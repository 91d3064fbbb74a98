from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchlib.neighbours import Neighbours, is_suggestible, neighbour_sections
from searchlib.slips import alignments
from searchlib.tables import packed, unpacked

letters = st.text("abcå", min_size=1, max_size=10)


def neighbours_of(words: list[str]) -> Neighbours:
    meetings = np.ones(len(words), dtype=np.int64)
    sections = unpacked(packed(neighbour_sections(words, meetings)), "test")
    return Neighbours(sections, words, meetings.astype(np.uint32))


@given(st.lists(letters, unique=True).map(sorted), letters)
def test_no_word_within_two_slips_is_missed(words: list[str], typed: str) -> None:
    found = {words[number] for number in neighbours_of(words).near(typed)}
    near = {word for word in words if is_suggestible(word) and any(alignments(typed, word))}
    assert not is_suggestible(typed) or near <= found


def test_only_words_of_letters_can_be_meant() -> None:
    words = ["2015", "ab", "nämnd", "rs/240542", "x" * 41]
    assert [word for word in words if is_suggestible(word)] == ["nämnd"]
    assert [words[number] for number in neighbours_of(words).near("nämd")] == ["nämnd"]


def test_far_words_are_not_compared() -> None:
    assert neighbours_of(["budget", "ordförande", "överenskommelse"]).near("protokoll").tolist() == []
