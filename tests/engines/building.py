"""How a contract test asks for an engine: updates, each committed before the next begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from searchlib.clauses import Clause
from searchlib.documents import Minutes
from searchlib.engines.base import Engine, EngineWriter, Request


@dataclass(frozen=True)
class Update:
    """One run of a writer: ids that go first, then minutes that come."""

    add: Sequence[Minutes] = ()
    remove: Sequence[str] = ()

    def apply(self, writer: EngineWriter) -> None:
        for minutes_id in self.remove:
            writer.remove(minutes_id)
        for minutes in self.add:
            writer.add(minutes)
        writer.commit()


class Build(Protocol):
    """Makes an engine on the outcome of all updates; it is closed when the test ends."""

    def __call__(self, *updates: Update | Sequence[Minutes]) -> Engine: ...


class BuildingContract:
    """The fixture `build`; a derived class says in `make` how its engine comes about."""

    def make(self, folder: Path, updates: Iterable[Update]) -> Engine:
        """The engine after the updates; `folder` is empty and the engine's own."""
        raise NotImplementedError

    @pytest.fixture
    def build(self, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
        with ExitStack() as stack:

            def build(*updates: Update | Sequence[Minutes]) -> Engine:
                steps = [step if isinstance(step, Update) else Update(add=step) for step in updates]
                return stack.enter_context(closing(self.make(tmp_path_factory.mktemp("engine"), steps)))

            yield build


def found(engine: Engine, clause: Clause | None) -> list[str]:
    """The ids of all meetings that match, best first."""
    return [one.id for one in engine.search(Request(clause, limit=10_000)).page]


def scores(engine: Engine, clause: Clause | None) -> dict[str, float]:
    """The score of each meeting that matches."""
    return {one.id: one.score for one in engine.search(Request(clause, limit=10_000)).page}
