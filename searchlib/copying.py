"""Copying runs of numbers to where they go: most of what joining tables is."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.loops import compiled
from searchlib.runs import spread

Numbers = NDArray[Any]

_LOOP: Final = compiled("joining")


def copied(target: Numbers, to: Numbers, values: Numbers, begins: Numbers, counts: Numbers) -> None:
    """Copy runs of counts[i] values of one type from begins[i] on to to[i] and after, for every i."""
    if _LOOP is None:
        copied_slowly(target, to, values, begins, counts)
        return
    runs = (np.ascontiguousarray(one, dtype=np.int64) for one in (begins, counts))
    source = np.ascontiguousarray(values).view(np.uint8)
    _LOOP.copied(target.view(np.uint8), np.ascontiguousarray(to, dtype=np.int64), source, *runs, values.itemsize)


def copied_slowly(target: Numbers, to: Numbers, values: Numbers, begins: Numbers, counts: Numbers) -> None:
    """The same number by number."""
    target[spread(to, counts)] = values[spread(begins, counts)]
