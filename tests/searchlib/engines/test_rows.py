"""How minutes are laid out for searching."""

import pytest

from searchlib.documents import Section
from searchlib.engines.rows import heading_of


@pytest.mark.parametrize(
    ("number", "heading", "expected"),
    [
        ("45", "Budget", "§ 45 Budget"),
        ("45 a", "Budget", "§ 45 a Budget"),
        ("45", None, "§ 45"),
        ("3.2", "Budget", "3.2 Budget"),
        ("A", "Bilaga", "A Bilaga"),
        (None, "Budget", "Budget"),
        (None, None, ""),
    ],
)
def test_a_heading_is_searched_with_its_number(number, heading, expected):
    assert heading_of(Section("s", number, 1, heading, "Text.")) == expected
