"""The strings of a numbering in their order, kept as more come: only what is new is sorted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchlib.names import Names, NumberedNames

Numbers = NDArray[Any]


class SortedNames:
    """Strings that are numbered in the order in which they came."""

    def __init__(self) -> None:
        self.every = NumberedNames.of([])

    def take(self, strings: Sequence[str]) -> None:
        """Take all strings, by number; those that have been taken before come first."""
        known = len(self.every)
        if len(strings) > known:
            self.every = self.every.and_more(strings[known:])

    def ranked(self, used: Numbers) -> tuple[Names, Numbers]:
        """The strings of some numbers, in order, and for each number its place among them; 0 for those of others."""
        names, numbers = self.every.names, self.every.numbers
        chosen = np.zeros(len(numbers), dtype=np.bool_)
        chosen[used] = True
        places = np.flatnonzero(chosen[numbers])
        rank = np.zeros(len(numbers), dtype=np.uint32)
        rank[numbers[places]] = np.arange(len(places), dtype=np.uint32)
        return names.chosen(places), rank
