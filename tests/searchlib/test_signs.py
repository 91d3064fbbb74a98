"""The compiled looks at a whole text see what the patterns see."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib import text as shape
from searchlib.ingest import lines, references
from searchlib.loops import compiled

loop = compiled("signs")
pytestmark = pytest.mark.skipif(loop is None, reason="the loops are not compiled, or switched off")

TEXTS = st.text(st.characters() | st.sampled_from("\xad\x01\x85–”’•åÅ \t\n\r"))
APART = st.text(st.sampled_from("AÅ9b      "), max_size=40)
NUMBERED = st.text(st.sampled_from("AÖ5٣ /-:nrumeNRUMEdD."), max_size=40) | st.lists(
    st.sampled_from(["nr", "NR", "nummer", "NUMMER", "KS 2015", "K/20", "n", "Å-1", "ord ", "numme"])
).map("".join)


@settings(max_examples=500)
@given(TEXTS)
def test_a_plain_text_is_told_alike(text: str) -> None:
    assert loop.is_plain(text, shape._ODD_FLAGS, shape._COMMON) == shape._is_plain(text)


@settings(max_examples=500)
@given(APART | TEXTS)
def test_letters_apart_are_seen_alike(text: str) -> None:
    assert loop.has_letters_apart(text) == (lines._letters_apart.search(text) is not None)


@settings(max_examples=500)
@given(NUMBERED | TEXTS)
def test_where_reference_numbers_may_be_told_is_found_alike(text: str) -> None:
    assert loop.reference_signs(text) == references.plain_signs(text)
