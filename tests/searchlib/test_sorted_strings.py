"""Strings in a file are found where a list of them has them, by the compiled loop as by its twin."""

from bisect import bisect_left

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.errors import IndexDamaged
from searchlib.loops import compiled
from searchlib.sorted_strings import PlainSortedStrings

LOOP = compiled("sorted_strings")
KINDS = [PlainSortedStrings, *([LOOP.SortedStrings] if LOOP else [])]
STRINGS = st.lists(st.sampled_from([0, 1, 97, 255]), max_size=6).map(bytes)


@pytest.mark.parametrize("kind", KINDS)
@given(st.sets(STRINGS, max_size=200), st.lists(STRINGS, max_size=20))
def test_strings_are_found_where_they_are(kind, strings, wanted):
    ordered = sorted(strings)
    found = kind(memoryview(b"".join(ordered)), np.cumsum([0, *map(len, ordered)]).astype(np.uint32))
    wanted += ordered
    assert [found.first_not_below(one) for one in wanted] == [bisect_left(ordered, one) for one in wanted]
    expected = [ordered.index(one) if one in strings else -1 for one in wanted]
    assert [found.find(one) for one in wanted] == expected
    assert found.find_all(wanted) == expected


@pytest.mark.skipif(LOOP is None, reason="not built, or switched off")
@pytest.mark.parametrize("ends", [[0, 5], [2, 1]], ids=["past the text", "backwards"])
def test_damaged_tables_are_refused(ends):
    with pytest.raises(IndexDamaged):
        LOOP.SortedStrings(b"abc", np.array(ends, np.uint32)).find(b"ab")
