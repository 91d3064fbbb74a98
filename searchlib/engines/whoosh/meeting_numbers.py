"""The meetings of posting lists, as they lie in a file: mostly two bytes each.

Meetings rise within a list, so only the low 16 bits are stored, and beside them, for each list, where in it every
further block of 65,536 meetings begins: its turns. Past MOST_BLOCKS of them the turns would weigh more than what
they save, and numbers take four bytes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.runs import spread

Numbers = NDArray[Any]

MOST_BLOCKS: Final = 16
BLOCK_BITS: Final = 16


def blocks_of(meetings: int) -> int:
    """How many blocks so many meetings take in a file; 0 when their numbers are stored whole."""
    blocks = max(1, -(-meetings >> BLOCK_BITS))
    return blocks if blocks <= MOST_BLOCKS else 0


def stored_numbers(meetings: Numbers, blocks: int) -> Numbers:
    """What is stored of each meeting."""
    return meetings & ((1 << BLOCK_BITS) - 1) if blocks else meetings


def turns_of(first: Numbers, meetings: Numbers, blocks: int) -> Numbers:
    """For each list, and each block but the first, the index in `meetings` where the block begins in the list."""
    lists = len(first) - 1
    keys = np.repeat(np.arange(lists) * blocks, np.diff(first)) + (meetings >> BLOCK_BITS)
    turns: Numbers = keys.searchsorted(np.arange(lists * blocks)).reshape(lists, blocks)[:, 1:]
    return turns


class MeetingNumbers:
    """The lists of one table: those of list i lie from first[i] to first[i + 1]."""

    def __init__(self, stored: Numbers, first: Numbers, turns: Numbers) -> None:
        self._stored = stored
        self._first = first
        # Read one number at a time, which is several times faster from a buffer.
        self._starts = first.data
        lists = len(first) - 1
        self._turns = turns.reshape(lists, -1) if len(turns) else None
        self._turn_numbers = turns.data
        self._turns_each = len(turns) // lists if lists else 0

    def __len__(self) -> int:
        return len(self._stored)

    def of(self, number: int) -> Numbers:
        """The meetings of one list."""
        start, stop = self._starts[number], self._starts[number + 1]
        found = self._stored[start:stop].astype(np.int64)
        for index in range(number * self._turns_each, (number + 1) * self._turns_each):
            turn = self._turn_numbers[index]
            if turn == stop:
                break
            found[turn - start :] += 1 << BLOCK_BITS
        return found

    def first_of(self, number: int) -> int:
        """The first meeting of a list that has one, as fast as a single number can be read."""
        start = self._starts[number]
        blocks = 0
        while blocks < self._turns_each and self._turn_numbers[number * self._turns_each + blocks] == start:
            blocks += 1
        return int(self._stored[start]) + (blocks << BLOCK_BITS)

    def between(self, begin: int, end: int, dtype: type[np.integer[Any]] = np.int64) -> Numbers:
        """The meetings of the lists from `begin` to `end`, end to end."""
        start, stop = self._starts[begin], self._starts[end]
        return self._whole(self._stored[start:stop].astype(dtype), np.arange(begin, end))

    def of_lists(self, numbers: Numbers) -> Numbers:
        """The meetings of some lists, end to end."""
        begins = self._first[numbers].astype(np.int64)
        stored = self._stored[spread(begins, self._first[numbers + 1] - begins)]
        return self._whole(stored.astype(np.int64), numbers)

    def _whole(self, found: Numbers, numbers: Numbers) -> Numbers:
        if self._turns is not None:
            turns = self._turns[numbers].astype(np.int64)
            bounds = np.column_stack([self._first[numbers], turns, self._first[numbers + 1]])
            blocks = np.tile(np.arange(turns.shape[1] + 1, dtype=found.dtype) << BLOCK_BITS, len(numbers))
            found += np.repeat(blocks, np.diff(bounds).ravel())
        return found

    def find(self, number: int, wanted: Numbers) -> tuple[Numbers, Numbers]:
        """Which of some meetings (rising) a list holds: their indexes in `wanted`, and in the arrays of the table."""
        start, stop = self._starts[number], self._starts[number + 1]
        if self._turns is None:
            return _found_in(self._stored, start, stop, wanted, 0)
        bounds = [start, *self._turns[number].tolist(), stop]
        blocks = [
            _found_in(self._stored, bounds[block], bounds[block + 1], wanted[low:high], low)
            for block, (low, high) in enumerate(_blocks(wanted, len(bounds) - 1))
        ]
        return np.concatenate([held for held, _ in blocks]), np.concatenate([at for _, at in blocks])


def _blocks(wanted: Numbers, blocks: int) -> list[tuple[int, int]]:
    bounds = wanted.searchsorted(np.arange(blocks + 1) << BLOCK_BITS).tolist()
    return list(pairwise(bounds))


def _found_in(stored: Numbers, start: int, stop: int, wanted: Numbers, shift: int) -> tuple[Numbers, Numbers]:
    if start == stop or not len(wanted):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    own = stored[start:stop]
    # Of the same type as the list, or NumPy would copy all of that.
    low = stored_numbers(wanted, own.itemsize == 2).astype(own.dtype)
    at = np.minimum(own.searchsorted(low), stop - start - 1)
    held = np.flatnonzero(own[at] == low)
    return held + shift, at[held] + start
