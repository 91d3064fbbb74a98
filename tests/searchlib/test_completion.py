from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.completion import complete
from tests.searchlib.small_swedish import SmallSwedish, vocabulary_of

ANALYZER = SmallSwedish()
VOCABULARY = vocabulary_of(
    [
        *["överenskommelsen"] * 9,
        *["överenskommelse med föreningar"] * 4,
        *["överklagande av planen"] * 6,
        "folkhälsoplan 2015 RS/240542",
    ],
    ANALYZER,
)


def completed(text: str, limit: int = 8) -> tuple[str, ...]:
    return complete(text, analyzer=ANALYZER, vocabulary=VOCABULARY, limit=limit)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        pytest.param("över", ("överenskommelse", "överklagande"), id="one entry a lemma, its dictionary form"),
        pytest.param("Över", ("Överenskommelse", "Överklagande"), id="the case as typed"),
        pytest.param("bidrag över", ("bidrag överenskommelse", "bidrag överklagande"), id="the last of several words"),
        pytest.param("over", ("överenskommelse", "överklagande"), id="typed without marks"),
        pytest.param("pla", ("planen",), id="the form that the index has"),
        pytest.param('rubrik:"över', ('rubrik:"överenskommelse', 'rubrik:"överklagande'), id="after operators"),
        pytest.param("(a -fören", ("(a -föreningar",), id="in brackets"),
        pytest.param("ö", (), id="too short"),
        pytest.param("20", (), id="no words"),
        pytest.param("över ", (), id="nothing begun"),
        pytest.param("zz", (), id="nothing that begins so"),
    ],
)
def test_the_last_word_is_completed(typed: str, offered: tuple[str, ...]) -> None:
    assert completed(typed) == offered


def test_no_more_is_offered_than_asked_for() -> None:
    assert completed("över", limit=1) == ("överenskommelse",)


@given(st.text(max_size=20))
def test_completion_never_fails_and_keeps_what_was_typed_before(text: str) -> None:
    before = text.rpartition(" ")[0]
    assert all(offered.startswith(before) for offered in completed(text))
