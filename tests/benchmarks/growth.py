"""How cost grows: with the collection, the length of the query, the depth of the page, and with threads on one index.

    python -W ignore -m tests.benchmarks.growth --documents 110694 --folder DIR [--plot docs/benchmarks/growth.svg]

Ours and tantivy. Collections are the first 1,000 and 10,000 documents and all; the rest is asked of all of them.
Threads share one opened index and take whole answers from one list; every answer must be the one that a single thread
got. Calls are shuffled, each question counts by the best of three rounds, each point by the median of its questions;
ours forgets what it remembers before every call, but not between threads.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.benchmarks.asked import mixed_of, words_in
from tests.benchmarks.building import built
from tests.benchmarks.machine import described
from tests.benchmarks.options import parser, taking_part
from tests.benchmarks.peers import engine
from tests.benchmarks.peers.base import HITS, Opened, Whole
from tests.benchmarks.plotting import Curve, plotted
from tests.benchmarks.questions import Question, questions
from tests.benchmarks.reports import Report, published, table
from tests.benchmarks.timing import Call, interleaved

SIZES = (1_000, 10_000)
LENGTHS = (1, 2, 3, 5, 8, 12, 16, 20)
PAGES = (1, 10, 100)
THREADS = (1, 2, 4, 8)
_ROUNDS = 3
_BUDGET = 60.0
# Questions by the number on the x axis.
Asked = Mapping[int, Sequence[Question]]


def main() -> None:
    """Measure, report and plot."""
    made = parser(__doc__)
    made.add_argument("--plot", type=Path, help="a file for the curves, as SVG")
    options = made.parse_args()
    options.peers = options.peers or "tantivy"
    published(measured(options), options)


def measured(options: argparse.Namespace) -> Report:
    """Ask all, draw the plot, and make the report."""
    names = taking_part(options)
    opened = {name: engine(name).open(built(name, options.folder, options.documents)) for name in names}
    words = words_in(options.folder, options.documents)
    pages = [Question("page", (word,), "any") for word in random.Random(4).sample(words.common, 15)]
    usual = random.Random(5)
    depths = {page: [replace(one, offset=(page - 1) * HITS) for one in pages] for page in PAGES}
    panels = [
        *_by_size(names, options),
        *_answers(opened, "words in the query, any of them", _queries(words.usual, "any", usual)),
        *_answers(opened, "words in the query, all of them", _queries(words.usual, "all", usual)),
        *_answers(opened, "page of the answer", depths),
        *_by_threads(opened, mixed_of(options.folder, options.documents, 200)),
    ]
    if options.plot:
        plotted(panels, options.plot)
    return Report(f"{described(options.documents)}\n\n" + "\n".join(map(_table, _grouped(panels))))


def _queries(usual: Sequence[str], how: str, rng: random.Random) -> Asked:
    """Questions of so many words; all of many words is found nowhere, and relaxed by ours."""
    return {
        length: [Question("length", tuple(rng.sample(usual, length)), how) for _ in range(15)]  # type: ignore[arg-type]
        for length in LENGTHS
    }


def _by_size(names: Sequence[str], options: argparse.Namespace) -> list[Curve]:
    sizes = [*(size for size in SIZES if size < options.documents), options.documents]
    asked = [one for one in questions(words_in(options.folder, sizes[0]), 8) if one.words]
    curves = []
    for what, ask in (("retrieval", _retrieval), ("whole answer", _whole)):
        points: dict[str, dict[int, float]] = {name: {} for name in names}
        for size in sizes:
            opened = {name: engine(name).open(built(name, options.folder, size)) for name in names}
            for name, milliseconds in _medians(opened, asked, ask).items():
                points[name][size] = milliseconds
        curves += [Curve(f"documents, {what}", "ms", name, found) for name, found in points.items()]
    return curves


def _retrieval(one: Opened, question: Question) -> Callable[[], object]:
    return partial(one.find, question, one.read(question))


def _whole(one: Opened, question: Question) -> Callable[[], object]:
    return partial(one.answer, question)


def _answers(opened: Mapping[str, Opened], along: str, asked: Asked) -> list[Curve]:
    points: dict[str, dict[int, float]] = {name: {} for name in opened}
    for number, some in asked.items():
        for name, milliseconds in _medians(opened, some, _whole).items():
            points[name][number] = milliseconds
    return [Curve(along, "ms", name, found) for name, found in points.items()]


def _medians(
    opened: Mapping[str, Opened], asked: Sequence[Question], ask: Callable[[Opened, Question], Callable[[], object]]
) -> dict[str, float]:
    """The median of some questions in ms, for every engine."""
    calls = [
        Call(name, question.kind, number, ask(one, question), one.forget)
        for name, one in opened.items()
        for number, question in enumerate(asked)
    ]
    times = interleaved(calls, _ROUNDS, _BUDGET)
    return {
        name: statistics.median(min(found) for (other, _), found in times.items() if other == name) * 1000
        for name in opened
    }


def _by_threads(opened: Mapping[str, Opened], asked: Sequence[Question]) -> list[Curve]:
    """Answers a second. Raises AssertionError when threads get other answers than one alone."""
    curves = []
    for name, one in opened.items():
        expected = [one.answer(question) for question in asked]
        curves.append(Curve("threads", "answers/s", name, {n: _rate(one, asked, expected, n) for n in THREADS}))
    return curves


def _rate(one: Opened, asked: Sequence[Question], expected: Sequence[Whole], threads: int) -> float:
    one.forget()
    with ThreadPoolExecutor(threads) as pool:
        begin = time.perf_counter()
        answers = list(pool.map(one.answer, asked))
        seconds = time.perf_counter() - begin
    differing = [question for question, *both in zip(asked, answers, expected, strict=True) if both[0] != both[1]]
    assert not differing, f"{threads} threads answer otherwise: {differing}"
    return len(asked) / seconds


def _grouped(curves: Sequence[Curve]) -> list[list[Curve]]:
    return [[one for one in curves if one.along == along] for along in dict.fromkeys(one.along for one in curves)]


def _table(curves: Sequence[Curve]) -> str:
    rows = [[f"{x:,}", *(f"{one.points[x]:.2f}" for one in curves)] for x in curves[0].points]
    return table([curves[0].along, *(f"{one.engine}, {one.unit}" for one in curves)], rows)


if __name__ == "__main__":
    main()
