"""What whole answers cost in calls of functions, at 5,000 meetings beside 500: text is read for ten hits, not for all.

The ceilings are the counts of a day; `python -m tests.engines.counting` prints those of today, below the engine's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from searchlib import Index
from searchlib.loops import compiled
from tests.engines.counting import counted
from tests.engines.test_operation_counts import FEW, HEADROOM, MANY, RARE, meetings

# Calls depend on the texts of the ten hits, which are others in a larger index.
GROWTH = 1.3

QUERIES = {
    "common": "avtal",
    "rare": RARE,
    "and": "avtal budget",
    "or": "avtal ELLER budget ELLER skola",
    "phrase": '"avtal plan"',
    "prefix": "pla*",
    "dates": "år:2013..2015",
    "nothing": "xylofon avtal",
}
CEILINGS = {
    "common": 2_329,
    "rare": 1_825,
    "and": 2_526,
    "or": 3_519,
    "phrase": 11_575,
    "prefix": 2_579,
    "dates": 1_416,
    "nothing": 3_568,
}
# The same without the compiled loops, which call less than their twins.
CEILINGS_OF_TWINS = {
    "common": 7_132,
    "rare": 2_781,
    "and": 4_696,
    "or": 8_330,
    "phrase": 26_202,
    "prefix": 7_212,
    "dates": 1_746,
    "nothing": 9_308,
}


@contextmanager
def opened(folder: Path, count: int) -> Iterator[Index]:
    """An index of so many meetings."""
    Index.rebuild(meetings(count), folder)
    with Index.open(folder) as index:
        yield index


def calls(index: Index, kind: str) -> int:
    """The calls of a whole answer, all words known."""
    return counted(lambda: index.search(QUERIES[kind]), lambda: None).calls


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with opened(tmp_path_factory.mktemp("few"), FEW) as index:
        yield index


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with opened(tmp_path_factory.mktemp("many"), MANY) as index:
        yield index


@pytest.mark.parametrize("kind", QUERIES)
def test_an_answer_costs_no_more_calls_than_it_did_and_as_many_in_a_larger_index(
    few: Index, many: Index, kind: str
) -> None:
    large = calls(many, kind)
    ceilings = CEILINGS if compiled("wanted_forms") else CEILINGS_OF_TWINS
    assert large <= HEADROOM * ceilings[kind]
    assert large <= GROWTH * calls(few, kind)


def test_ten_hits_cost_more_than_one(many: Index) -> None:
    def cost(limit: int) -> int:
        return counted(lambda: many.search("avtal", limit=limit), lambda: None).calls

    assert cost(10) > 2 * cost(1)
