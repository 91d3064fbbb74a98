"""Runs of numbers that lie end to end, and how to walk them all at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]


def starts(counts: Numbers) -> Numbers:
    """Where each of several runs begins when they lie end to end, and where the last one ends."""
    ends = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=ends[1:])
    return ends


def spread(begins: Numbers, counts: Numbers) -> Numbers:
    """The numbers begins[i], begins[i] + 1, … (counts[i] of them) of every run, end to end."""
    counts = counts.astype(np.int64, copy=False)
    shifts = begins - starts(counts)[:-1]
    return np.repeat(shifts, counts) + np.arange(int(counts.sum()), dtype=np.int64)
