"""A sparse index never leads past the string that is looked for."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchlib.sparse_index import SparseIndex

# Few different signs, so that many strings share their beginnings; zeros, which strings are filled up with.
STRINGS = st.lists(st.sampled_from([0, 1, 97, 255]), max_size=12).map(bytes)


def index_of(strings: list[bytes]) -> SparseIndex:
    ends = np.cumsum([0, *map(len, strings)])
    return SparseIndex(ends, np.frombuffer(b"".join(strings), np.uint8))


@given(st.sets(STRINGS, max_size=400), STRINGS)
def test_the_place_of_a_string_lies_between(strings: set[bytes], wanted: bytes) -> None:
    ordered = sorted(strings)
    low, high = index_of(ordered).around(wanted)
    assert low <= bisect_left(ordered, wanted) <= high


def test_little_is_left_to_look_through() -> None:
    ordered = sorted(f"{number:06}".encode() for number in range(10_000))
    index = index_of(ordered)
    assert all(high - low <= 128 for low, high in map(index.around, ordered))
