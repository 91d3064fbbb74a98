from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.ingest import references
from searchlib.ingest.references import find_references

PIECES = [
    "dnr",
    "Dnr",
    "DNR",
    "ärendenummer",
    "Diarienr",
    "DIARIENUMMER",
    "sDiarienummer",
    "nr",
    "nummer",
    "KS",
    "KS-AB",
]
PIECES += [" ", "\n", ".", ":", "(", "/", "-", "a", "A", "20", "1234", "12345", "23/1", "2023-115"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dnr: KS 2023/115", ("KS 2023/115",)),
        ("Handlingen RS/240542 läggs till SLK-2024-00009:52.", ("RS/240542", "SLK-2024-00009:52")),
        ("Ärendenummer 0657/22", ("0657/22",)),
        ("enligt SOU 2023:56 och prop. 2018/19:12", ()),
    ],
)
def test_reference_numbers_are_found_as_they_stand(text: str, found: tuple[str, ...]) -> None:
    assert find_references("", [text])[1] == found


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_looking_where_numbers_can_be_finds_what_looking_everywhere_does(text: str) -> None:
    signs = references.reference_signs(text)
    everywhere = [match.span() for match in references._candidate.finditer(text)]
    assert [match.span() for match in references._candidates(text, signs)] == everywhere
    labelled = [match.span() for match in references._label.finditer(text)]
    assert [match.span() for match in references._labelled(text, signs)] == labelled
