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

from searchlib.copying import copied
from searchlib.loops import compiled
from searchlib.runs import starts
from searchlib.utf8 import encoded

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

    def texts(self) -> list[str]:
        """The same as text, all at once. Raises UnicodeDecodeError for a lone surrogate."""
        apart = np.zeros(len(self.text) + len(self), dtype=np.uint8)
        copied(apart, self.ends[:-1] + np.arange(len(self)), self.text, self.ends[:-1], np.diff(self.ends))
        texts = str(apart.data, "utf-8").split(_BETWEEN)[:-1]
        return texts if len(texts) == len(self) else [one.decode() for one in self.strings()]

    def beyond_ascii(self) -> Numbers:
        """The numbers of those that have other letters than a to z, digits and what else ASCII has."""
        held = np.zeros(len(self), dtype=np.bool_)
        held[self.ends.searchsorted(np.flatnonzero(self.text & 0x80), side="right") - 1] = True
        return np.flatnonzero(held)

    def chosen(self, numbers: Numbers) -> Names:
        """Those of some numbers, which rise."""
        if len(numbers) == len(self):
            return self
        lengths = np.diff(self.ends)[numbers]
        ends = starts(lengths)
        text = np.empty(int(ends[-1]), dtype=np.uint8)
        copied(text, ends[:-1], self.text, self.ends[numbers], lengths)
        return Names(text, ends)


@dataclass(frozen=True, slots=True)
class NumberedNames:
    """Sorted strings that are known elsewhere by other numbers, 0, 1, …: names[i] by numbers[i]."""

    names: Names
    numbers: Numbers

    @classmethod
    def of(cls, strings: Sequence[str]) -> Self:
        """Distinct strings, each known by its place in the sequence."""
        order = np.array(sorted(range(len(strings)), key=strings.__getitem__), dtype=np.int64)
        return cls(Names.of([strings[number] for number in order.tolist()]), order)

    def __len__(self) -> int:
        return len(self.numbers)

    def ranks(self) -> Numbers:
        """For each number the place of its string among the sorted ones."""
        ranks = np.empty(len(self), dtype=np.int64)
        ranks[self.numbers] = np.arange(len(self))
        return ranks

    def and_more(self, strings: Sequence[str]) -> NumberedNames:
        """These and further ones, none of them known, with the numbers after these."""
        more = NumberedNames.of(strings)
        names, (own_at, new_at) = united([self.names, more.names])
        numbers = np.empty(len(self) + len(more), dtype=np.int64)
        numbers[own_at], numbers[new_at] = self.numbers, more.numbers + len(self)
        return NumberedNames(names, numbers)


def united(lists: Sequence[Names]) -> tuple[Names, list[Numbers]]:
    """All distinct strings, sorted, and for each list the numbers of its strings among them."""
    if len(lists) == 1:
        return lists[0], [np.arange(len(lists[0]), dtype=np.int64)]
    if _LOOP is None or not lists:
        return united_slowly(lists)
    return _united_by_pairs(lists)


def places_in(names: Names, wanted: Names) -> Numbers:
    """For each wanted string its number among the names, or -1."""
    every, (own, at) = united([names, wanted])
    places = np.full(len(every), -1, dtype=np.int64)
    places[own] = np.arange(len(names))
    return places[at]


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
