"""Counts that lie end to end in a file, and where what they count begins.

Entry i of one level of the posting lists counts its entries in the level below; those begin after all that the
entries before it count. Every STEP entries that sum is stored, so that it takes a few additions to know any.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.engines.whoosh.arrays import SmallNumbers

Numbers = NDArray[Any]

_STEP_BITS: Final = 4
STEP: Final = 1 << _STEP_BITS
_STEPS: Final = np.arange(STEP)


class Checkpoints:
    """The sums that are stored, while counts are written a portion at a time."""

    def __init__(self) -> None:
        self._entries = 0
        self._sum = 0
        self._kept: list[Numbers] = []

    def append(self, counts: Numbers) -> None:
        """Take the next counts."""
        first = min(-self._entries % STEP, len(counts))
        blocks = np.add.reduceat(counts, np.arange(first, len(counts), STEP), dtype=np.int64)
        after = np.cumsum(np.append(self._sum + counts[:first].sum(dtype=np.int64), blocks))
        self._kept.append(after[:-1])
        self._entries += len(counts)
        self._sum = int(after[-1])

    def sums(self) -> Numbers:
        """The sum before every entry whose index STEP divides."""
        return np.concatenate([np.empty(0, dtype=np.int64), *self._kept])


class Counts:
    """Counts in a file with their checkpoints."""

    def __init__(self, counts: SmallNumbers, checkpoints: Numbers) -> None:
        self._counts = counts
        self._checkpoints = checkpoints
        self.slice = counts.slice
        self.take = counts.take

    def __len__(self) -> int:
        return len(self._counts.narrow)

    def begins(self, indexes: Numbers) -> Numbers:
        """Where the entries that some entries (few, in any order) count begin in the level below."""
        blocks = indexes >> _STEP_BITS
        steps = (blocks << _STEP_BITS)[:, None] + _STEPS
        counts = self._counts.take_near(steps)
        since = np.where(steps < indexes[:, None], counts, 0).sum(axis=1, dtype=np.int64)
        begins: Numbers = self._checkpoints[blocks] + since
        return begins

    def begins_rising(self, indexes: Numbers) -> Numbers:
        """The same for rising indexes, however many: all counts between them are added up where that is less work."""
        if not len(indexes):
            return np.empty(0, dtype=np.int64)
        first, last = int(indexes[0]), int(indexes[-1])
        if len(indexes) * STEP < last - first:
            return self.begins(indexes)
        between = np.add.reduceat(self.slice(first, last + 1), indexes - first, dtype=np.int64)
        sums = np.cumsum(between)
        sums -= between
        return sums + self.begins(indexes[:1])
