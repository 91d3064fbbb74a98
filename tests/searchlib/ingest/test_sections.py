"""The ids of sections: letters and digits of ASCII, made in one step where the signs are those of Latin-1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.ingest import sections
from searchlib.ingest.sections import section_id


@pytest.mark.parametrize(
    ("number", "heading", "identity"),
    [
        ("12", "Överenskommelsen – nästa steg", "12-overenskommelsen-nasta-steg"),
        (None, "Straße ½, 2² é", "strasse-12-22-e"),
        (None, " «?» ", "inledande-text"),
        ("3 a", None, "3-a"),
    ],
)
def test_an_id_says_number_and_heading(number: str | None, heading: str | None, identity: str) -> None:
    assert section_id(number, heading) == identity


@given(st.text(st.characters(max_codepoint=255)) | st.text())
def test_the_fast_way_says_what_the_slow_one_says(text: str) -> None:
    assert sections._slug(text) == sections._any_slug(text)
