"""Operations instead of seconds: calls of functions, entries of posting lists, and bytes held at once.

All three are the same on every run and on a busy machine. `python -m tests.engines.counting` prints the counts of today
as the tables of `test_operation_counts` and `tests/searchlib/test_answer_costs` have them.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from searchlib.engines.whoosh.loop_lists import Lists, LoopLists
from searchlib.engines.whoosh.tables import TermTable
from searchlib.mapped_memory import MappedMemory


@dataclass(frozen=True, slots=True)
class Counts:
    """`calls` of Python and C functions, `entries` of the lists that were looked up, `held` bytes at the peak."""

    calls: int
    entries: int
    held: int


def counted(run: Callable[[], object], before: Callable[[], object]) -> Counts:
    """Count what `run` does after `before`; what is made once and kept is made before, and not counted."""
    before()
    run()
    with _undisturbed():
        before()
        calls = _calls(run)
        before()
        entries = _entries(run)
        before()
        return Counts(calls, entries, _held(run))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No garbage of other tests is collected in between, and no memory measured, as every third search does."""
    gc.collect()
    gc.disable()
    try:
        with mock.patch.object(MappedMemory, "look", _looks_away):
            yield
    finally:
        gc.enable()


def _looks_away(memory: MappedMemory) -> None:
    """In place of `MappedMemory.look`."""


def _calls(run: Callable[[], object]) -> int:
    number = 0

    def profile(frame: object, event: str, argument: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    # Whoever measures coverage or profiles gets their own function back.
    previous = sys.getprofile()
    sys.setprofile(profile)
    try:
        run()
    finally:
        sys.setprofile(previous)
    return number


def _entries(run: Callable[[], object]) -> int:
    number = 0
    span = TermTable.span

    def counting(table: TermTable, begin: int, end: int) -> tuple[int, int]:
        nonlocal number
        start, stop = span(table, begin, end)
        number += stop - start
        return start, stop

    of = LoopLists.of

    def counting_lists(lists: LoopLists, name: str, term: str) -> Lists:
        nonlocal number
        found = of(lists, name, term)
        number += sum(map(len, found))
        return found

    with mock.patch.object(TermTable, "span", counting), mock.patch.object(LoopLists, "of", counting_lists):
        run()
    return number


def _held(run: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        begin = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        run()
        return tracemalloc.get_traced_memory()[1] - begin
    finally:
        tracemalloc.stop()


def main() -> None:
    """Print the tables of the tests with the counts of today."""
    from tests.engines import test_operation_counts as searches
    from tests.searchlib import test_answer_costs as answers

    with tempfile.TemporaryDirectory() as folder, searches.opened(Path(folder), searches.MANY) as engine:
        for kind in searches.REQUESTS:
            found = searches.asked(engine, kind)
            print(f'    "{kind}": Counts(calls={found.calls}, entries={found.entries:_}, held={found.held:_}),')
    print()
    with tempfile.TemporaryDirectory() as folder, answers.opened(Path(folder), answers.MANY) as index:
        for kind in answers.QUERIES:
            print(f'    "{kind}": {answers.calls(index, kind):_},')


if __name__ == "__main__":
    main()
