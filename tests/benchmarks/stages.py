"""Where the time of our whole answers goes, by stage, in a pass of its own."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any
from unittest import mock

from tests.benchmarks.peers.base import Opened
from tests.benchmarks.questions import Question
from tests.benchmarks.reports import table

# Stage, module, and the function or method that does it. What one calls of another is counted for the other only.
STAGES = (
    ("parse", "searchlib.answering", "read_question"),
    ("widen", "searchlib.answering", "widen_in"),
    ("correct", "searchlib.answering", "correct"),
    ("engine, other", "searchlib.engines.whoosh.engine", "answer"),
    ("retrieve", "searchlib.engines.whoosh.answer", "retrieve"),
    ("facets", "searchlib.engines.whoosh.answer", "count_facets"),
    ("count sections", "searchlib.engines.whoosh.answer", "count_sections"),
    ("page", "searchlib.engines.whoosh.answer", "_page"),
    ("stored minutes", "searchlib.answering", "with_sources"),
    ("section texts", "searchlib.engines.whoosh.rowfile", "RowReader.record"),
    ("snippets", "searchlib.answering", "Snippets.best"),
    ("forms", "searchlib.answering", "_Dressing._forms"),
)
_OTHER = "everything else"


def stages(ours: Opened, asked: Sequence[Question]) -> str:
    """A table of milliseconds an answer and shares, by stage."""
    clock = _Clock()
    with clock.watching():
        begin = time.perf_counter()
        for question in asked:
            ours.answer(question)
        clock.spent[_OTHER] = time.perf_counter() - begin - sum(clock.spent.values())
    total = sum(clock.spent.values())
    rows = [
        [stage, f"{seconds * 1000 / len(asked):.3f}", f"{100 * seconds / total:.0f} %"]
        for stage, seconds in clock.spent.most_common()
    ]
    return table(["stage of ours", "ms an answer, mean", "share"], rows)


class _Clock:
    """Seconds by stage, each without those of the stages that it calls."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Time all stages that there are; one that was renamed is counted with what calls it."""
        with ExitStack() as stack:
            for stage, module, path in STAGES:
                *owners, name = path.split(".")
                owner: Any = import_module(module)
                for part in owners:
                    owner = getattr(owner, part, None)
                if hasattr(owner, name):
                    stack.enter_context(mock.patch.object(owner, name, self._timed(stage, getattr(owner, name))))
            yield

    def _timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **options: Any) -> Any:
            self._enter(stage)
            try:
                return function(*args, **options)
            finally:
                self._leave()

        return timed

    def _enter(self, stage: str) -> None:
        self._settle()
        self._running.append(stage)

    def _leave(self) -> None:
        self._settle()
        self._running.pop()

    def _settle(self) -> None:
        now = time.perf_counter()
        if self._running:
            self.spent[self._running[-1]] += now - self._since
        self._since = now
