"""Indexes for the tests of the Whoosh engine."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from searchlib.documents import Minutes
from searchlib.engines.whoosh import create_writer
from tests.engines.toy import ToyAnalyzer

# Compiling Whoosh warns on Python 3.12 and later; the tests use parts of it that our one door to it does not open.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import whoosh.collectors
    import whoosh.query
    import whoosh.scoring
    import whoosh.searching  # noqa: F401

MakeIndex = Callable[..., Path]


@pytest.fixture
def make_index(tmp_path_factory: pytest.TempPathFactory) -> MakeIndex:
    """Writes an index into a new folder: `make_index(minutes, previous=None, remove=())`."""

    def make(minutes: Sequence[Minutes], previous: Path | None = None, remove: Sequence[str] = ()) -> Path:
        folder = tmp_path_factory.mktemp("index")
        writer = create_writer(folder, ToyAnalyzer(), previous=previous)
        for minutes_id in remove:
            writer.remove(minutes_id)
        for one in minutes:
            writer.add(one)
        writer.commit()
        return folder

    return make
