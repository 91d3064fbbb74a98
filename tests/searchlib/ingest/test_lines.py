"""Lines in columns are the same lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from searchlib.ingest.lines import Line, Lines

NUMBERS = st.none() | st.integers(1, 9)
LINES = st.lists(st.builds(Line, st.text(max_size=3), NUMBERS, NUMBERS), max_size=8)


@given(LINES, st.integers(0, 8), st.integers(0, 8))
def test_columns_give_back_the_lines_they_were_made_of(lines: list[Line], first: int, last: int) -> None:
    columns = Lines.of(lines)
    assert list(columns) == lines
    assert [columns[place] for place in range(len(columns))] == lines
    assert list(columns[first:last]) == lines[first:last]


@given(LINES)
def test_marked_lines_have_a_level_and_a_text(lines: list[Line]) -> None:
    assert Lines.of(lines).marked() == [place for place, line in enumerate(lines) if line.level and line.text]
