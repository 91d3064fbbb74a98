"""What a run of indexing tells while it goes and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come. `remaining` is in seconds, None until it can be told."""

    done: int
    total: int | None
    source: str
    elapsed: float
    remaining: float | None

    def __str__(self) -> str:
        total = f" of {self.total}" if self.total is not None else ""
        left = f", {self.remaining:.0f} s left" if self.remaining is not None else ""
        return f"{self.done}{total} files{left}: {self.source}"


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, and why: in English, and as a Swedish sentence for the screen."""

    source: str
    reason: str
    said: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did, counted in sources. `problems` are malformed lines of the synonym file."""

    added: int
    changed: int
    removed: int
    unchanged: int
    failed: tuple[Failure, ...]
    seconds: float
    meetings: int
    problems: tuple[str, ...] = ()
