"""Sorted arrays behave as sets."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchlib.engines.whoosh.sortedsets import (
    common,
    contained,
    distinct,
    first_of_each,
    run_lengths,
    union,
    union_below,
    without,
)

SETS = st.sets(st.integers(0, 60))


def sorted_array(values: set[int]) -> np.ndarray:
    return np.array(sorted(values), dtype=np.int64)


@given(SETS, SETS)
def test_two_sets_meet_and_part_as_sets_do(left: set[int], right: set[int]) -> None:
    assert common(sorted_array(left), sorted_array(right)).tolist() == sorted(left & right)
    assert without(sorted_array(left), sorted_array(right)).tolist() == sorted(left - right)


@given(st.lists(SETS, max_size=4), st.sampled_from([61, 100_000]))
def test_a_union_is_that_of_the_sets_however_it_is_made(sets: list[set[int]], size: int) -> None:
    expected = sorted(set().union(*sets))
    assert union(map(sorted_array, sets)).tolist() == expected
    assert union_below(map(sorted_array, sets), size).tolist() == expected


@given(st.lists(st.integers(0, 9)), SETS)
def test_containment_takes_values_in_any_order(values: list[int], within: set[int]) -> None:
    held = contained(np.array(values, dtype=np.int64), sorted_array(within)).tolist()
    assert held == [value in within for value in values]


@given(st.lists(st.integers(0, 9)))
def test_distinct_values_come_once(values: list[int]) -> None:
    assert distinct(np.array(sorted(values), dtype=np.int64)).tolist() == sorted(set(values))


@given(st.lists(st.integers(0, 9)))
def test_runs_are_as_long_as_their_values_are_many(values: list[int]) -> None:
    begins = np.flatnonzero(first_of_each(np.array(sorted(values), dtype=np.int64)))
    assert run_lengths(begins, len(values)).tolist() == [values.count(one) for one in sorted(set(values))]
