"""From scores to the order of the answer: exact, deterministic, and no more sorting than the page needs."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib import ranking
from searchlib.engines.base import Sort
from searchlib.engines.whoosh.collection import Collection
from searchlib.engines.whoosh.sortedsets import NONE
from searchlib.loops import compiled

Numbers = NDArray[Any]

_LOOPS: Final = compiled("postings")
# The unit of rounded scores, and how many of it make one.
_STEP: Final = 10.0**-ranking.SCORE_DIGITS
_UNITS: Final = 10.0**ranking.SCORE_DIGITS
# How many blocks there are at least for each score that is wanted.
_BLOCKS: Final = 4


def first_by_date(collection: Collection, meetings: Numbers, sort: Sort, count: int) -> Numbers:
    """The first `count` of some meetings by date, undated last, then by id."""
    ranks = collection.column("oldest" if sort == "oldest" else "newest")
    if _LOOPS is not None:
        found: Numbers = meetings[_LOOPS.best_of(np.zeros(len(meetings)), meetings, ranks, count, 1.0)]
        return found
    return meetings[_smallest(ranks[meetings], count)]


def _smallest(ranks: Numbers, count: int) -> Numbers:
    """The indexes of the smallest of distinct numbers, in order."""
    if count < len(ranks):
        # Numbers themselves are divided faster than their indexes.
        chosen = np.flatnonzero(ranks <= np.partition(ranks, count - 1)[count - 1]) if count else NONE
        return chosen[np.argsort(ranks[chosen])]
    return np.argsort(ranks)


def first_by_score(
    collection: Collection, meetings: Numbers, scores: Numbers, lacking: Numbers | None, count: int
) -> Numbers:
    """The indexes of the first `count` meetings: fewest lacking words, best rounded score, then newest.

    `lacking` is None unless words may be missing.
    """
    if _LOOPS is not None and lacking is None:
        best: Numbers = _LOOPS.best_of(scores, meetings, collection.column("newest"), count, _UNITS)
        return best
    candidates = np.arange(len(meetings)) if lacking is not None else _candidates(scores, count)
    ranks = collection.column("newest")[meetings[candidates]]
    keys: list[Numbers] = [ranks, -np.round(scores[candidates], ranking.SCORE_DIGITS)]
    if lacking is not None:
        keys.append(lacking[candidates])
    return candidates[np.lexsort(keys)[:count]]


def _candidates(scores: Numbers, count: int) -> Numbers:
    """The indexes of every score that could be among the best `count` once it is rounded."""
    if count >= len(scores):
        return np.arange(len(scores))
    if not count:
        return NONE
    least = least_of_best(scores, count)
    return np.flatnonzero(scores >= least - _STEP)


def least_of_best(scores: Numbers, count: int) -> float:
    """A number that at least `count` scores (of more than `count`) reach, and not many more.

    Of many scores it is found among the best of each of many blocks: as many of these reach it.
    """
    if len(scores) > _BLOCKS * count:
        width = len(scores) // (_BLOCKS * count)
        scores = scores[: len(scores) // width * width].reshape(width, -1).max(axis=0)
    return float(np.partition(scores, len(scores) - count)[len(scores) - count])
