"""What the suite is to show, beside what it has shown: the table at the top of the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.benchmarks.reports import table


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure with its goal and the bound that it must keep; `least` figures are to be at least so much."""

    about: str
    figure: str
    goal: float | None
    must: float
    unit: str = "× tantivy"
    least: bool = False

    def row(self, figures: Mapping[str, float]) -> list[str]:
        """What was asked, and what was measured."""
        value = figures[self.figure]
        return [
            self.about,
            self._bound(self.goal),
            self._bound(self.must),
            f"**{_short(value)}**, {self._verdict(value)}",
        ]

    def _bound(self, bound: float | None) -> str:
        return "–" if bound is None else f"{'≥' if self.least else '≤'} {_short(bound)} {self.unit}"

    def _verdict(self, value: float) -> str:
        if self._holds(value, self.goal):
            return "goal reached"
        return "kept" if self._holds(value, self.must) else "falls short"

    def _holds(self, value: float, bound: float | None) -> bool:
        if bound is None:
            return False
        return value >= bound if self.least else value <= bound


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 20 else f"{value:.2g}"


_WHOOSH = "times faster than plain Whoosh"
GOALS = (
    Goal("retrieval, geometric mean of the kinds", "retrieval mean", 1, 2),
    Goal("retrieval, worst kind", "retrieval worst", 1, 4),
    Goal("retrieval, where plain Whoosh takes over 5 ms", "whoosh retrieval", None, 20, _WHOOSH, least=True),
    Goal("facets by year", "facets by year", 1, 1.5),
    Goal("whole answers, p50", "answers over tantivy, p50", 1, 2),
    Goal("whole answers, p95", "answers over tantivy, p95", 1, 3),
    Goal("whole answers, p95", "whoosh answers, p95", None, 20, _WHOOSH, least=True),
    Goal("indexing, one job", "indexing over tantivy, 1", 0.3, 0.15, least=True),
    Goal("indexing, two jobs", "indexing over tantivy, 2", 0.3, 0.15, least=True),
    Goal("indexing, one job", "indexing over whoosh, 1", None, 5, "× plain Whoosh", least=True),
    Goal("peak memory while indexing, one process", "indexing memory", 600, 1000, "MB"),
    Goal("peak memory while answering", "answering memory", 300, 500, "MB"),
    Goal("of it, not mapped from files", "answering memory, own", 300, 500, "MB"),
    Goal("index on disk, stored text included", "disk over tantivy", 2, 4),
    Goal("cold open to first answer, in process", "opening, imports done", 50, 150, "ms"),
    Goal("cold open to first answer, whole command", "opening, whole command", 300, 500, "ms"),
)


def measured_against_goals(figures: Mapping[str, float]) -> str:
    """The table of all goals that there are figures for."""
    rows = [goal.row(figures) for goal in GOALS if goal.figure in figures]
    return table(["what", "goal", "must", "measured"], rows)
