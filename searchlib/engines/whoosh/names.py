"""Sorted strings without an object for each: their bytes end to end, and where each ends.

A table has hundreds of thousands of terms. They are gathered, written, read and united as two arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from searchlib.engines.whoosh.copying import copied
from searchlib.engines.whoosh.postings import starts
from searchlib.engines.whoosh.utf8 import encoded
from searchlib.loops import compiled

Numbers = NDArray[Any]

_LOOP: Final = compiled("joining")
_BETWEEN: Final = "\0"


@dataclass(frozen=True, slots=True)
class Names:
    """String i is text[ends[i]:ends[i + 1]]: `ends` begins with 0. Distinct, and sorted by their bytes."""

    text: Numbers
    ends: Numbers

    @classmethod
    def of(cls, strings: Sequence[str]) -> Self:
        """Strings, sorted by code point, which is the order of their UTF-8 bytes too."""
        joined = np.frombuffer(_BETWEEN.join(strings).encode("utf-8", "surrogatepass"), np.uint8)
        breaks = np.flatnonzero(joined == 0)
        if len(breaks) + 1 != len(strings):
            return cls.of_bytes(encoded(strings))
        ends = np.concatenate([[0], breaks - np.arange(len(breaks)), [len(joined) - len(breaks)]])
        return cls(joined[joined != 0], ends.astype(np.int64))

    @classmethod
    def of_bytes(cls, strings: Sequence[bytes]) -> Self:
        """Strings that are bytes already."""
        lengths = np.array([len(string) for string in strings], dtype=np.int64)
        return cls(np.frombuffer(b"".join(strings), np.uint8), starts(lengths))

    def __len__(self) -> int:
        return len(self.ends) - 1

    def strings(self) -> list[bytes]:
        """Each as an object of its own."""
        text = self.text.tobytes()
        return [text[begin:end] for begin, end in pairwise(self.ends.tolist())]

    def chosen(self, numbers: Numbers) -> Names:
        """Those of some numbers, which rise."""
        if len(numbers) == len(self):
            return self
        lengths = np.diff(self.ends)[numbers]
        ends = starts(lengths)
        text = np.empty(int(ends[-1]), dtype=np.uint8)
        copied(text, ends[:-1], self.text, self.ends[numbers], lengths)
        return Names(text, ends)


def united(lists: Sequence[Names]) -> tuple[Names, list[Numbers]]:
    """All distinct strings, sorted, and for each list the numbers of its strings among them."""
    if len(lists) == 1:
        return lists[0], [np.arange(len(lists[0]), dtype=np.int64)]
    if _LOOP is None or not lists:
        return united_slowly(lists)
    return _united_by_pairs(lists)


def united_slowly(lists: Sequence[Names]) -> tuple[Names, list[Numbers]]:
    """The same with an object for each string."""
    kept = [one.strings() for one in lists]
    strings = sorted(set().union(*kept))
    number_of = {string: number for number, string in enumerate(strings)}
    numbers = [np.fromiter(map(number_of.__getitem__, one), np.int64, len(one)) for one in kept]
    return Names.of_bytes(strings), numbers


def _united_by_pairs(lists: Sequence[Names]) -> tuple[Names, list[Numbers]]:
    """Halves are united first, so that no string is looked at more than log₂ of the number of lists."""
    middle = len(lists) // 2
    left, left_numbers = united(lists[:middle])
    right, right_numbers = united(lists[middle:])
    both, new_left, new_right = _pair(left, right)
    return both, [*(new_left[numbers] for numbers in left_numbers), *(new_right[numbers] for numbers in right_numbers)]


def _pair(left: Names, right: Names) -> tuple[Names, Numbers, Numbers]:
    assert _LOOP is not None
    numbers = np.empty(len(left), dtype=np.int64), np.empty(len(right), dtype=np.int64)
    count = _LOOP.united(left.text, left.ends, right.text, right.ends, *numbers)
    lengths = np.empty(count, dtype=np.int64)
    for one, number in zip((left, right), numbers, strict=True):
        lengths[number] = np.diff(one.ends)
    ends = starts(lengths)
    text = np.empty(int(ends[-1]), dtype=np.uint8)
    for one, number in zip((left, right), numbers, strict=True):
        copied(text, ends[number], one.text, one.ends[:-1], lengths[number])
    return Names(text, ends), *numbers
