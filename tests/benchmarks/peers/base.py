"""What every engine under measurement does, ours among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from tests.benchmarks.large import Document
from tests.benchmarks.questions import Question

HITS = 10
Counts = Mapping[Any, int]


class NotAsked(Exception):
    """The engine has no natural way to answer questions of this kind."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """How many documents match, and the first ten by the engine's own numbers, best first."""

    total: int
    first: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit as a user sees it."""

    id: str
    title: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole answer: total, ten hits with snippets, counts by year, organ and kind."""

    total: int
    hits: tuple[Shown, ...]
    years: Counts = field(default_factory=dict)
    organs: Counts = field(default_factory=dict)
    kinds: Counts = field(default_factory=dict)


class Opened(Protocol):
    """An opened index."""

    def read(self, question: Question) -> Any:
        """The question as a query of the engine's own. Raises NotAsked."""
        ...

    def find(self, question: Question, query: Any) -> Ranked:
        """Rank what matches a query that `read` has made; counts by year too when the question is about them."""
        ...

    def answer(self, question: Question) -> Whole:
        """The whole answer, from the words of the question. Raises NotAsked."""
        ...

    def forget(self) -> None:
        """Drop what the engine itself remembers of earlier questions."""
        ...

    def close(self) -> None:
        """Let go of files."""
        ...


class Peer(Protocol):
    """An engine under measurement."""

    name: str

    def version(self) -> str:
        """Name and version. Raises ImportError where the engine is not installed."""
        ...

    def index(self, documents: Iterable[Document], folder: Path, jobs: int) -> None:
        """Write an index into a new folder, with that many threads or processes where the engine can."""
        ...

    def open(self, folder: Path) -> Opened:
        """Open what `index` has written."""
        ...


class Forgetful:
    """An opened index that remembers nothing, and has nothing to close."""

    def forget(self) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""
