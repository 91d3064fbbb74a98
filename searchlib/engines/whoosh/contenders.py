"""Which meetings have to be scored at all: those that could be among the best, by bounds that are cheap.

A bound is at least the score, and costs one division a meeting for a whole word. The meetings with the highest
bounds are scored; what the last of the wanted ones scores, another meeting has to reach with its bound. Exact: the
order of the answer is that of scoring everything.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib import ranking
from searchlib.engines.whoosh.ordering import least_of_best
from searchlib.engines.whoosh.tree import MostOf, Node

Numbers = NDArray[Any]

# So many meetings for each that is wanted are scored to find what the last of these scores.
_SCORED: Final = 6
# Below so many meetings, scoring all of them costs less than bounds and what follows.
WORTH_IT: Final = 20_000
# Sums of floats may fall short by some units of their last bits; and scores are compared rounded.
_SLACK: Final = 1e-9
_STEP: Final = 10.0**-ranking.SCORE_DIGITS


def contenders(root: Node, meetings: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """Those of the matching meetings (rising) that may be among the best `count`, perhaps some more, and their scores.

    Where words may be missing, fewest missing words come first.
    """
    if not isinstance(root, MostOf):
        return _by_bounds(root, meetings, count)
    ahead, level = _levels(root.missing(meetings), count)
    first = meetings[ahead]
    rest, scores = _by_bounds(root, meetings[level], count - len(first))
    found = np.concatenate([first, rest])
    order = found.argsort()
    return found[order], np.concatenate([root.scores(first), scores])[order]


def _levels(lacking: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """The meetings that are surely among the first `count`, and those on the level where the last of them lies."""
    upto = np.cumsum(np.bincount(lacking)) if len(lacking) else np.zeros(1)
    last = int(upto.searchsorted(min(count, len(lacking))))
    return lacking < last, lacking == last


def _by_bounds(root: Node, meetings: Numbers, count: int) -> tuple[Numbers, Numbers]:
    if count <= 0:
        return meetings[:0], np.zeros(0)
    if len(meetings) <= max(WORTH_IT, _SCORED * count):
        return meetings, root.scores(meetings)
    bounds = root.bounds(meetings)
    cut = least_of_best(bounds, _SCORED * count)
    promising = meetings[bounds >= cut]
    scores = root.scores(promising)
    least = (float(np.partition(scores, -count)[-count]) - _STEP) * (1.0 - _SLACK)
    if least >= cut:
        return promising, scores
    found = meetings[bounds >= least]
    return found, root.scores(found)
