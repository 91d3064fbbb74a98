from __future__ import annotations

import pytest

from searchlib.query import parse_query
from searchlib.widening import widen
from searchlib.widening.spelling import accented_terms, composed_spelling, has_accented, stands_for_stop_word
from tests.searchlib.small_swedish import SmallSwedish, vocabulary_of

ANALYZER = SmallSwedish()
VOCABULARY = vocabulary_of(
    [
        *["för länet, under år av möten med föreningar, rådet"] * 12,
        "lanet om lånet, radet",
        "kulturmiljö i området, café",
        *["mal"] * 3,
        "mål",
    ],
    ANALYZER,
)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        pytest.param("foreningar", ("förening",), id="a form of the index"),
        pytest.param("forening", ("förening",), id="the dictionary form of one"),
        pytest.param("foreningarna", ("förening",), id="a form that the index lacks"),
        pytest.param("lanet", ("län",), id="known, but ten times rarer than one with marks"),
        pytest.param("mal", (), id="known, and not rarer"),
        pytest.param("lånet", (), id="typed with marks: läns are not meant"),
        pytest.param("länen", (), id="typed with marks, unknown"),
        pytest.param("cafe", ("café",), id="accents other than ours"),
        pytest.param("tandvard", (), id="nothing with these letters"),
        pytest.param("a" * 40, (), id="too many ways to put marks on it"),
    ],
)
def test_words_typed_without_marks_stand_for_those_with_them(typed: str, terms: tuple[str, ...]) -> None:
    assert accented_terms(typed, ANALYZER, VOCABULARY) == terms
    assert has_accented(typed, ANALYZER, VOCABULARY) == bool(terms)


@pytest.mark.parametrize(
    ("typed", "composed"),
    [
        ("kulturmiljoomradet", "kulturmiljöområdet"),
        ("kulturmiljöområdet", None),
        ("kulturmiljo", None),
        ("foreningaromradet", None),
    ],
)
def test_a_compound_that_the_index_lacks_gets_the_marks_of_its_halves(typed: str, composed: str | None) -> None:
    assert composed_spelling(typed, ANALYZER, VOCABULARY) == composed


def test_an_unknown_compound_is_looked_for_by_the_parts_of_its_spelling() -> None:
    widened = widen(parse_query("kulturmiljoomradet"), analyzer=ANALYZER, vocabulary=VOCABULARY)
    assert [len(group) for group in widened.wanted.together] == [2]


@pytest.mark.parametrize(("typed", "stands"), [("for", True), ("ar", False), ("lanet", False), ("för", False)])
def test_stop_words_without_marks_are_stop_words(typed: str, stands: bool) -> None:
    assert stands_for_stop_word(typed, ANALYZER, VOCABULARY) is stands


def weights(typed: str) -> dict[str, float]:
    """For each reason to count, the weight of the keys that decide."""
    branch = widen(parse_query(typed), analyzer=ANALYZER, vocabulary=VOCABULARY).branches[0]
    assert branch.word is not None
    return {reading.why: key.weight for reading in branch.word.readings for key in reading.deciding}


def test_a_known_spelling_weighs_as_much_as_the_word_itself_and_a_guess_less() -> None:
    assert weights("foreningar")["spelling"] == weights("föreningar")["exact"]
    assert weights("lanet")["spelling"] < weights("lanet")["exact"]
