"""R9 for an engine: adding, changing and removing in any order gives what building from nothing gives."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.documents import Minutes
from tests.engines.building import Update
from tests.engines.corpora import random_minutes
from tests.engines.makers import make_reference, make_whoosh
from tests.engines.random_requests import everything

# One run of a writer: what becomes of some of nine meetings; the numbers choose their texts.
CHANGES = st.dictionaries(st.sampled_from("abcdefghi"), st.none() | st.integers(0, 40), max_size=5)
HISTORIES = st.lists(CHANGES, min_size=1, max_size=6)


def updates_of(history: Sequence[dict[str, int | None]]) -> list[Update]:
    """Updates in which None removes a meeting and a number writes it, for the first time or anew."""
    return [
        Update(
            add=[_minutes(name, text) for name, text in changes.items() if text is not None],
            remove=list(changes),
        )
        for changes in history
    ]


def _minutes(name: str, text: int) -> Minutes:
    return random_minutes(Random(f"{name}{text}"), name)


def assert_history_leaves_no_trace(history: Sequence[dict[str, int | None]]) -> None:
    updates = updates_of(history)
    final = make_reference(updates)
    with tempfile.TemporaryDirectory() as folder:
        for number, way in enumerate((updates, [Update([final.minutes(one) for one in final.ids()])])):
            place = Path(folder) / str(number)
            place.mkdir()
            with closing(make_whoosh(place, way)) as engine:
                assert everything(engine, count=25) == everything(final, count=25)


@settings(max_examples=15, deadline=None)
@given(history=HISTORIES)
def test_any_history_gives_the_answers_of_a_rebuild(history: list[dict[str, int | None]]) -> None:
    assert_history_leaves_no_trace(history)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(history=HISTORIES)
def test_five_hundred_histories_give_the_answers_of_a_rebuild(history: list[dict[str, int | None]]) -> None:
    assert_history_leaves_no_trace(history)
