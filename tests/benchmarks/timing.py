"""Calls of several engines, one after the other in an order that is shuffled anew for every round."""

from __future__ import annotations

import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

# By engine and question: the seconds of every round.
Times = dict[tuple[str, int], list[float]]


@dataclass(frozen=True, slots=True)
class Call:
    """One engine and one question. `before` is done first and not timed."""

    engine: str
    kind: str
    number: int
    run: Callable[[], object]
    before: Callable[[], object] | None = None


def interleaved(
    calls: Iterable[Call], rounds: int, budget: float, before_round: Callable[[], object] = lambda: None
) -> Times:
    """Time all calls; an engine that has used up its seconds for a kind of question is asked no more of it."""
    rng = random.Random(7)
    shuffled = list(calls)
    times: Times = defaultdict(list)
    spent: dict[tuple[str, str], float] = defaultdict(float)
    for _ in range(rounds):
        before_round()
        rng.shuffle(shuffled)
        for call in shuffled:
            if spent[call.engine, call.kind] < budget:
                seconds = _timed(call)
                times[call.engine, call.number].append(seconds)
                spent[call.engine, call.kind] += seconds
    return times


def _timed(call: Call) -> float:
    if call.before:
        call.before()
    begin = time.perf_counter()
    call.run()
    return time.perf_counter() - begin


def medians_over(
    times: Mapping[tuple[str, int], Sequence[float]],
    one: str,
    other: str,
    numbers: Iterable[int],
    pick: Callable[[Sequence[float]], float] = min,
) -> tuple[float, float] | None:
    """The median times of two engines over those questions that both have answered, None when there is none."""
    both = [number for number in numbers if (one, number) in times and (other, number) in times]
    if not both:
        return None
    first, second = (statistics.median(pick(times[name, number]) for number in both) for name in (one, other))
    return first, second
