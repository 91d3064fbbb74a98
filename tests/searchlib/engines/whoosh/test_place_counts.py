"""Forms are counted all at once as they are one by one, in part of the meetings, over segments and deletions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from searchlib.clauses import Key
from searchlib.engines.whoosh.collection import Collection
from searchlib.engines.whoosh.occurrences import places_of_keys
from searchlib.engines.whoosh.place_counts import count_places
from searchlib.errors import IndexDamaged
from searchlib.loops import compiled
from tests.engines.corpora import random_corpus
from tests.engines.toy import ToyAnalyzer

MakeIndex = Callable[..., Path]
CORPUS = random_corpus(seed=11, size=40)


@pytest.fixture
def collection(make_index: MakeIndex) -> Collection:
    """Two segments, of which the first has deletions."""
    first = make_index(CORPUS[:25])
    removed = [one.id for one in CORPUS[:25:6]]
    return Collection(make_index(CORPUS[25:], previous=first, remove=removed), ToyAnalyzer())


@pytest.mark.parametrize("loops", ["1", "0"], ids=["compiled", "twin"])
@pytest.mark.parametrize("share", [0.0, 0.2, 0.7, 1.0])
def test_many_forms_are_counted_as_each_alone(
    collection: Collection, share: float, loops: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEARCHLIB_LOOPS", loops)
    forms = sorted({term.decode() for table, _ in collection.tables("form") for term in table.terms()})
    forms = [*forms, "finnsinte", forms[0]]
    rng = np.random.default_rng(5)
    meetings = collection.every[rng.random(len(collection.every)) < share]
    expected = [len(places_of_keys(collection, (Key("form", form),), None, meetings)) for form in forms]
    assert count_places(collection, "form", forms, meetings).tolist() == expected
    assert (sum(expected) > 100) == bool(share)


def test_no_forms_are_no_counts(collection: Collection) -> None:
    assert count_places(collection, "form", [], collection.every).tolist() == []


LOOP = compiled("place_counts")
# One list of three meetings, the last of them in the second block; two, one and 300 rows; the places of each.
TABLE = {
    "first": [0, 3],
    "turns": [2],
    "rows_first": [0, 303],
    "rows_before": [0],
    "places_first": [0, 10_000],
    "row_counts": [2, 1, 255],
    "docs": [0, 2, 1],
}
PLACES = np.array([1, 2, 3] + [255] * 300, np.uint8)


def counter(**changed: list[int]) -> list[int]:
    """The count of the list above in meetings 0 and 65,537, with some arrays exchanged."""
    arrays = {name: np.array(values, np.uint32) for name, values in {**TABLE, **changed}.items()}
    rows = arrays["row_counts"].astype(np.uint8), np.array([2], np.uint32), np.array([300], np.uint32)
    places = PLACES, np.array([3], np.uint32), np.array([1000], np.uint32)
    firsts = (arrays[name] for name in ("first", "turns", "rows_first", "rows_before", "places_first"))
    table = loop().PlaceCounter(*firsts, rows, places, 16, 4)
    held = np.zeros(65_538, np.uint8)
    held[[0, 65_537]] = 1
    counts = np.zeros(1, np.int64)
    table.count(np.array([0]), arrays["docs"].astype(np.uint16), held, counts)
    return counts.tolist()


def loop() -> Any:
    if LOOP is None:
        pytest.skip("not built, or switched off")
    return LOOP


def test_blocks_and_large_counts_are_counted() -> None:
    assert counter() == [1 + 2 + 1000 + 299 * 255]


@pytest.mark.parametrize(
    "changed",
    [
        {"first": [0, 4]},
        {"first": [3, 0]},
        {"turns": [4]},
        {"turns": [0]},
        {"rows_first": [0, 302]},
        {"rows_before": []},
        {"rows_before": [1]},
        {"docs": [0, 2, 2]},
        {"places_first": [0]},
    ],
    ids=str,
)
def test_damaged_lists_are_refused(changed: dict[str, list[int]]) -> None:
    with pytest.raises(IndexDamaged):
        counter(**changed)
