from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.slips import Slip, alignments, cost

short = st.text("abå", max_size=6)


def distance(one: str, other: str) -> int:
    """Optimal string alignment by the textbook, as the oracle."""
    rows = [[i + j if not i or not j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            exchange = rows[i - 1][j - 1] + (one[i - 1] != other[j - 1])
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, exchange)
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(short, short)
def test_words_have_an_alignment_exactly_when_they_are_one_or_two_slips_apart(typed: str, word: str) -> None:
    assert bool(list(alignments(typed, word))) == (distance(typed, word) in (1, 2))


@given(short, short)
def test_the_fewest_slips_of_all_alignments_are_the_distance(typed: str, word: str) -> None:
    found = [len(slips) for slips in alignments(typed, word)]
    assert not found or min(found) == distance(typed, word)


@given(short, short)
def test_putting_the_typed_letters_in_place_of_the_meant_ones_gives_the_typed_word(typed: str, word: str) -> None:
    for slips in alignments(typed, word):
        rebuilt = word
        for slip in reversed(slips):
            assert rebuilt[slip.place : slip.place + len(slip.meant)] == slip.meant
            rebuilt = rebuilt[: slip.place] + slip.typed + rebuilt[slip.place + len(slip.meant) :]
        assert rebuilt == typed


def cheapest(typed: str, word: str) -> float:
    return min(cost(slips, word) for slips in alignments(typed, word))


@pytest.mark.parametrize(
    ("likely", "unlikely", "word"),
    [
        pytest.param("samvärkan", "samvorkan", "samverkan", id="ä sounds like e"),
        pytest.param("sivil", "mivil", "civil", id="c sounds like s"),
        pytest.param("protokol", "protokosl", "protokoll", id="a doubled consonant"),
        pytest.param("halsa", "helsa", "hälsa", id="marks left out, before another sound"),
        pytest.param("parternskap", "paternskep", "partnerskap", id="swapped letters"),
        pytest.param("nämdn", "nxmdn", "nämnd", id="two swaps, before a strange letter"),
        pytest.param("järta", "bhjärta", "hjärta", id="a silent letter"),
    ],
)
def test_slips_that_sound_alike_are_likelier_than_others(likely: str, unlikely: str, word: str) -> None:
    assert cheapest(likely, word) < min((cost(slips, word) for slips in alignments(unlikely, word)), default=9.0)


def test_the_first_letter_of_a_word_is_rarely_missed() -> None:
    assert cost((Slip(0, "b", "r"),), "råd") > cost((Slip(2, "b", "d"),), "råd")
    assert cost((Slip(0, "s", "c"),), "civil") == cost((Slip(3, "s", "c"),), "decis")
