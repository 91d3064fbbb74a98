"""Sets of numbers as sorted arrays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.loops import compiled

Numbers = NDArray[Any]

_LOOPS: Final = compiled("sortedsets")
_SUMS: Final = compiled("postings")
NONE: Final[Numbers] = np.empty(0, dtype=np.int64)

# From this share of all possible numbers on, an array over all of them is faster than searching.
SPARSE: Final = 1 / 16
# What it costs to merge a number, to search for one, and to clear one, in units of writing one into an array over all.
_MERGING: Final = 10
_SEARCHING: Final = 16
_CLEARING: Final = 1 / 16


def distinct(values: Numbers) -> Numbers:
    """The different values of a sorted array."""
    found: Numbers = values[first_of_each(values)]
    return found


def first_of_each(values: Numbers) -> Numbers:
    """For each number of a sorted array whether it is the first of its value."""
    first = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return first


def run_lengths(begins: Numbers, end: int) -> Numbers:
    """How long runs are that begin at some indexes and end where the next one begins, the last at `end`."""
    lengths = np.empty_like(begins)
    np.subtract(begins[1:], begins[:-1], out=lengths[:-1])
    lengths[-1:] = end - begins[-1:]
    return lengths


def union(parts: Iterable[Numbers]) -> Numbers:
    """Everything that is in any of several sorted arrays without repetitions."""
    filled = [part for part in parts if len(part)]
    if len(filled) <= 1:
        return filled[0] if filled else NONE
    joined = np.concatenate(filled)
    # Runs that are sorted already are merged, several times faster than sorting.
    joined.sort(kind="stable")
    return distinct(joined)


def union_below(parts: Iterable[Numbers], size: int) -> Numbers:
    """The same for numbers below `size`, faster when there are many of them."""
    filled = [part for part in parts if len(part)]
    if _SUMS is not None and len(filled) > 1:
        found: Numbers = _SUMS.union_below(filled, size)
        return found
    if len(filled) <= 1 or sum(map(len, filled)) * _MERGING < size:
        return union(filled)
    held = np.zeros(size, dtype=np.bool_)
    for one in filled:
        held[one] = True
    return np.flatnonzero(held)


def common(left: Numbers, right: Numbers, size: int = 0) -> Numbers:
    """What is in both; faster when many numbers below a given `size` are."""
    if left is right:
        return left
    if _LOOPS is not None:
        found: Numbers = _LOOPS.common(left, right)
        return found
    if len(left) > len(right):
        left, right = right, left
    if 0 < len(right) + size * _CLEARING < len(left) * _SEARCHING and size:
        held = np.zeros(size, dtype=np.bool_)
        held[right] = True
        return left[held[left]]
    return left[contained(left, right)]


def without(found: Numbers, excluded: Numbers) -> Numbers:
    """What is in the first and not in the second."""
    return found[~contained(found, excluded)]


def contained(values: Numbers, within: Numbers) -> Numbers:
    """For each value whether it is in another set; the values themselves may come in any order."""
    if not len(values) or not len(within):
        return np.zeros(len(values), dtype=np.bool_)
    at = np.minimum(within.searchsorted(values), len(within) - 1)
    held: Numbers = within[at] == values
    return held


def sums_at(parts: Iterable[tuple[Numbers, Numbers]], wanted: Numbers, total: Numbers | None = None) -> Numbers:
    """For each of some numbers the sum of what parts say of it, added to `total` if there is one.

    A part is some of these numbers, and their values.
    """
    total = np.zeros(len(wanted)) if total is None else total
    if _SUMS is not None:
        _SUMS.add_parts(list(parts), wanted, total)
        return total
    for numbers, values in parts:
        total[wanted.searchsorted(numbers)] += values
    return total
