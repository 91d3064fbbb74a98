"""The strings of a numbering in their order, kept as more come: only what is new is sorted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchlib.engines.whoosh.names import Names, united

Numbers = NDArray[Any]


class SortedNames:
    """Strings that are numbered in the order in which they came."""

    def __init__(self) -> None:
        self._names = Names.of([])
        # The number of each of them.
        self._numbers: Numbers = np.empty(0, dtype=np.int64)

    def take(self, strings: Sequence[str]) -> None:
        """Take all strings, by number; those that have been taken before come first."""
        known = len(self._numbers)
        new = strings[known:]
        order = np.array(sorted(range(len(new)), key=new.__getitem__), dtype=np.int64)
        self._names, (old_at, new_at) = united([self._names, Names.of([new[number] for number in order.tolist()])])
        numbers = np.empty(known + len(new), dtype=np.int64)
        numbers[old_at], numbers[new_at] = self._numbers, order + known
        self._numbers = numbers

    def ranked(self, used: Numbers) -> tuple[Names, Numbers]:
        """The strings of some numbers, in order, and for each number its place among them; 0 for those of others."""
        chosen = np.zeros(len(self._numbers), dtype=np.bool_)
        chosen[used] = True
        places = np.flatnonzero(chosen[self._numbers])
        rank = np.zeros(len(self._numbers), dtype=np.uint32)
        rank[self._numbers[places]] = np.arange(len(places), dtype=np.uint32)
        return self._names.chosen(places), rank
