"""The compiled first looks at lines see what Python sees, line by line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.ingest import heading_looks, numbering, paragraphs
from searchlib.loops import compiled

loop = compiled("lines")
pytestmark = pytest.mark.skipif(loop is None, reason="the loops are not compiled, or switched off")

BEGINNINGS = ["§ 12", "12.", "3)", "-", "• ", "* ", "Punkt", "PUNKT 3", "Ärende", "paragraf", "dagordningspunkt", "٣"]
CLOSINGS = ["Vid protokollet", "justeras", "ſekreterare", "Vıd", "Dagordning", "2014", " 1999", "a)", "å. ", "att "]
ENDINGS = [
    "Öppnande",
    "”Nej”",
    "text",
    "Slut.",
    "slut?",
    "attest",
    "x" * 30,
    "Å" * 58,
    "y" * 140,
    "–",
    "…",
    "»",
    "\x1f",
]
WORDS = st.sampled_from([*BEGINNINGS, *CLOSINGS, *ENDINGS])
SPACE = st.sampled_from(["", " ", "  ", "\t", "\u2003"])
LINES = st.lists(SPACE | st.text(max_size=5), max_size=2) | st.lists(SPACE | WORDS, min_size=1, max_size=5)
# A line of a document ends with no white space, and one with nothing else is empty.
TEXTS = st.lists(LINES.map("".join).map(str.rstrip), max_size=10)


@settings(max_examples=500)
@given(TEXTS)
def test_lines_that_may_begin_numbered_sections_are_found_alike(texts: list[str]) -> None:
    assert loop.number_starts(texts, numbering._WORDS) == numbering.number_starts(texts)


@settings(max_examples=500)
@given(TEXTS, st.integers(0, 3))
def test_lines_that_may_be_headings_are_found_alike(texts: list[str], begin: int) -> None:
    assert heading_looks.heading_looks(texts, begin) == list(heading_looks.plain_looks(texts, begin))


@settings(max_examples=500)
@given(TEXTS)
def test_lines_that_go_on_are_counted_alike(texts: list[str]) -> None:
    assert loop.going_on(texts, paragraphs._MIN_COLUMN, paragraphs._MAX_COLUMN) == paragraphs.going_on(texts)


@pytest.mark.parametrize("odd", [None, 3, b"text"])
def test_what_is_no_text_is_refused(odd: object) -> None:
    for look in (
        lambda texts: loop.number_starts(texts, ()),
        lambda texts: loop.heading_looks(texts, 0, 75, 60),
        lambda texts: loop.going_on(texts, 25, 140),
    ):
        with pytest.raises(TypeError):
            look(["text", odd])
