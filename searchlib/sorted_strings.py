"""Sorted strings that lie end to end in a mapped file, and are found by bisection."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from searchlib.loops import compiled
from searchlib.remembered import remembered
from searchlib.sparse_index import SparseIndex


class SortedStrings(Protocol):
    """What `PlainSortedStrings` and the compiled loop have in common."""

    def first_not_below(self, wanted: bytes) -> int:
        """The number of the first string that is not less than `wanted`."""
        ...

    def find(self, wanted: bytes) -> int:
        """The number of a string, or -1."""
        ...

    def find_all(self, wanted: Sequence[bytes]) -> list[int]:
        """The numbers of several strings (a list), -1 for each that is not there."""
        ...


class PlainSortedStrings:
    """String number i lies from ends[i] to ends[i + 1] in the text; they are sorted by their bytes."""

    def __init__(self, text: memoryview, ends: NDArray[Any]) -> None:
        self._text = text
        self._ends = ends
        # Single numbers are read several times faster from a buffer than from an array.
        self._end = ends.data
        self._count = len(ends) - 1

    def first_not_below(self, wanted: bytes) -> int:
        """The number of the first string that is not less than `wanted`."""
        return bisect_left(range(self._count), wanted, *self._sparse.around(wanted), key=self._string)

    def find(self, wanted: bytes) -> int:
        """The number of a string, or -1."""
        number = self.first_not_below(wanted)
        return number if number < self._count and self._string(number) == wanted else -1

    def find_all(self, wanted: Sequence[bytes]) -> list[int]:
        """The numbers of several strings (a list), -1 for each that is not there."""
        return [self.find(one) for one in wanted]

    @remembered
    def _sparse(self) -> SparseIndex:
        return SparseIndex(self._ends, np.frombuffer(self._text, np.uint8))

    def _string(self, number: int) -> bytes:
        return bytes(self._text[self._end[number] : self._end[number + 1]])


def sorted_strings(text: memoryview, ends: NDArray[Any]) -> SortedStrings:
    """The strings that lie from ends[i] to ends[i + 1] in a text of bytes."""
    loop = compiled("sorted_strings")
    strings: SortedStrings = loop.SortedStrings(text, ends) if loop else PlainSortedStrings(text, ends)
    return strings
