"""However few of the scores are sorted, the first are those of a full sort."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.engines.whoosh.ordering import first_by_date, first_by_score


def dated(ranks: np.ndarray) -> Any:
    """A collection of which only the places by date are known."""
    return SimpleNamespace(column=lambda _: ranks)


@pytest.mark.parametrize("size", [0, 1, 60, 900, 5_000])
@given(seed=st.integers(0, 2**32 - 1), count=st.integers(0, 60), different=st.integers(1, 2_000))
def test_the_best_come_first_and_the_newest_of_equals(size: int, seed: int, count: int, different: int) -> None:
    rng = np.random.default_rng(seed)
    ranks = rng.permutation(size).astype(np.uint32)
    scores = rng.integers(0, different, size) / 7 + rng.integers(0, 2, size) * 1e-9
    expected = sorted(range(size), key=lambda one: (-round(scores[one], 6), ranks[one]))[:count]
    assert first_by_score(dated(ranks), np.arange(size), scores, None, count).tolist() == expected


@given(st.permutations(range(30)), st.integers(0, 40))
def test_the_first_by_date_come_in_order(ranks: list[int], count: int) -> None:
    expected = sorted(range(30), key=ranks.__getitem__)[:count]
    assert first_by_date(dated(np.array(ranks, dtype=np.uint32)), np.arange(30), "newest", count).tolist() == expected
