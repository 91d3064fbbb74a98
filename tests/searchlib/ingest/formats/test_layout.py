from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.ingest.formats.layout import Line, with_paragraphs


@pytest.mark.parametrize(
    ("places", "joined"),
    [
        ([], ""),
        ([(700, 12)], "a"),
        ([(700, 12), (686, 12), (672, 12)], "a\nb\nc"),
        ([(700, 12), (686, 12), (660, 12)], "a\nb\n\nc"),
        ([(700, 18), (680, 12), (666, 12), (652, 12)], "a\n\nb\nc\nd"),
        ([(700, 18), (679, 18), (650, 12), (636, 12), (622, 12)], "a\nb\n\nc\nd\ne"),
        ([(700, 12), (686, 12), (700, 12), (686, 12)], "a\nb\n\nc\nd"),
        ([(700, 12), (700, 12), (686, 12)], "a\nb\nc"),
        ([(0, 0), (0, 0)], "a\nb"),
    ],
)
def test_lines_are_set_apart_as_the_eye_sees_them(places: list[tuple[float, float]], joined: str) -> None:
    lines = [Line(chr(ord("a") + number), baseline, height) for number, (baseline, height) in enumerate(places)]
    assert with_paragraphs(lines) == joined


NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32)


@given(st.lists(st.builds(Line, st.text("abc", min_size=1, max_size=3), NUMBERS, NUMBERS)))
def test_every_line_is_there_once_in_order(lines: list[Line]) -> None:
    assert [line for line in with_paragraphs(lines).split("\n") if line] == [line.text for line in lines]
