"""The compiled search for joints finds what the splitter finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.analysis.chain import swedish_analyzer
from searchlib.analysis.compounds import Splitter
from searchlib.loops import compiled
from tests.searchlib.analysis.test_words import FORMS

pytestmark = pytest.mark.skipif(compiled("compounds") is None, reason="the loops are not compiled, or switched off")

# Short beginnings and tails, three equal letters, names, endings: what the rules speak of.
PARTS = "ut in till lägg remis ssvar svar års arbets folk hälso plan ring dom nämnd skol öst par bringa rings a n s ÅÄ"
WORDS = FORMS | st.lists(st.sampled_from(PARTS.split()), max_size=12).map("".join) | st.text(max_size=60)


@pytest.fixture(scope="module")
def splitter() -> Splitter:
    return swedish_analyzer()._morphology._splitter


@settings(max_examples=1000)
@given(form=WORDS.filter(lambda form: len(form) <= 60), known=st.booleans())
def test_joints_are_found_alike(splitter: Splitter, form: str, known: bool) -> None:
    assert splitter.compiled is not None
    assert splitter.compiled.flagged(form) == splitter.flagged_joints(form)
    assert splitter.compiled.free(form, known) == splitter.free_joints(form, known)


@settings(max_examples=1000)
@given(WORDS)
def test_joints_of_parts_are_found_alike(splitter: Splitter, form: str) -> None:
    assert splitter.joints(form) == splitter.joints_found(form)


def test_a_word_too_long_for_a_compound_is_refused(splitter: Splitter) -> None:
    with pytest.raises(ValueError, match="too long"):
        splitter.compiled.flagged("a" * 61)  # type: ignore[union-attr]
