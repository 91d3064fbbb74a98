"""Forms are counted all at once as they are one by one, in part of the meetings, over segments and deletions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from searchlib.clauses import Key
from searchlib.engines.whoosh.collection import Collection
from searchlib.engines.whoosh.occurrences import count_places, places_of_keys
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


@pytest.mark.parametrize("share", [0.0, 0.2, 0.7, 1.0])
def test_many_forms_are_counted_as_each_alone(collection: Collection, share: float) -> None:
    forms = sorted({term.decode() for table, _ in collection.tables("form") for term in table.terms()})
    forms = [*forms, "finnsinte", forms[0]]
    rng = np.random.default_rng(5)
    meetings = collection.every[rng.random(len(collection.every)) < share]
    expected = [len(places_of_keys(collection, (Key("form", form),), None, meetings)) for form in forms]
    assert count_places(collection, "form", forms, meetings).tolist() == expected
    assert (sum(expected) > 100) == bool(share)


def test_no_forms_are_no_counts(collection: Collection) -> None:
    assert count_places(collection, "form", [], collection.every).tolist() == []
