"""Lists of meetings come back whole from two bytes each, through every block of 65,536."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.engines.whoosh.meeting_numbers import MOST_BLOCKS, MeetingNumbers, blocks_of, stored_numbers, turns_of
from searchlib.runs import starts

# Near the edges of blocks, where a mistake would show.
EDGES = [0, 1, 65_535, 65_536, 65_537, 131_071, 131_072, 196_607]
LISTS = st.lists(st.sets(st.sampled_from(EDGES) | st.integers(0, 196_607), max_size=6), min_size=1, max_size=5)


def stored(lists: list[list[int]], meetings: int) -> MeetingNumbers:
    first = starts(np.array([len(one) for one in lists]))
    docs = np.array([doc for one in lists for doc in one], dtype=np.int64)
    blocks = blocks_of(meetings)
    turns = turns_of(first, docs, blocks).ravel() if blocks > 1 else np.empty(0, np.int64)
    numbers = stored_numbers(docs, blocks).astype("<u2" if blocks else "<u4")
    return MeetingNumbers(numbers, first.astype("<u4"), turns.astype("<u4"))


def joined(lists: list[list[int]]) -> list[int]:
    return [doc for one in lists for doc in one]


@pytest.mark.parametrize("meetings", [196_608, MOST_BLOCKS * 65_536, MOST_BLOCKS * 65_536 + 1])
@given(found=LISTS, data=st.data())
def test_lists_come_back_as_they_were(meetings: int, found: list[set[int]], data: st.DataObject) -> None:
    lists = [sorted(one) for one in found]
    numbers = stored(lists, meetings)
    assert [numbers.of(number).tolist() for number in range(len(lists))] == lists
    for number, one in enumerate(lists):
        assert not one or numbers.first_of(number) == one[0]
    begin = data.draw(st.integers(0, len(lists)))
    end = data.draw(st.integers(begin, len(lists)))
    assert numbers.between(begin, end).tolist() == joined(lists[begin:end])
    chosen = data.draw(st.lists(st.integers(0, len(lists) - 1), max_size=4))
    assert numbers.of_lists(np.array(chosen, dtype=np.int64)).tolist() == joined([lists[number] for number in chosen])


@given(found=LISTS, wanted=st.sets(st.sampled_from(EDGES) | st.integers(0, 196_607)))
def test_meetings_are_found_where_they_lie(found: list[set[int]], wanted: set[int]) -> None:
    lists = [sorted(one) for one in found]
    numbers, asked = stored(lists, 196_608), np.array(sorted(wanted), dtype=np.int64)
    every: Any = np.array(joined(lists), dtype=np.int64)
    for number, one in enumerate(lists):
        held, at = numbers.find(number, asked)
        assert asked[held].tolist() == sorted(wanted & set(one))
        assert every[at].tolist() == asked[held].tolist()


def test_small_collections_need_no_turns_and_huge_ones_store_whole_numbers() -> None:
    assert blocks_of(0) == blocks_of(65_536) == 1
    assert blocks_of(65_537) == 2
    assert blocks_of(MOST_BLOCKS * 65_536 + 1) == 0
