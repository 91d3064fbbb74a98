"""Indexes that the relevance tests share; each is built once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from searchlib import Index, Minutes, answering
from tests.relevance.judged import QuestionSet, read_set

Build = Callable[[str, Iterable[Minutes]], Index]


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found must not depend on how busy the machine is: no search is cut short."""
    monkeypatch.setattr(answering, "DEADLINE_SECONDS", 600.0)


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    """Build an index of minutes and open it; closed when the tests are over."""
    opened: dict[str, Index] = {}

    def built(name: str, minutes: Iterable[Minutes]) -> Index:
        if name not in opened:
            folder = tmp_path_factory.mktemp("index")
            Index.rebuild(minutes, folder)
            opened[name] = Index.open(folder)
        return opened[name]

    yield built
    for index in opened.values():
        index.close()


@pytest.fixture(scope="session")
def titles(testdata: Path) -> QuestionSet:
    return read_set(testdata, "interpellation-titles-1000")


@pytest.fixture(scope="session")
def pages(testdata: Path) -> QuestionSet:
    return read_set(testdata, "swequad-mc-dev")
