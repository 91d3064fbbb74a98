"""How fast whole answers are over mixed real queries: total, ten hits with snippets, counts by year, organ and kind.

    python -W ignore -m tests.benchmarks.answers --documents 20000 --folder DIR [--peers tantivy] [--report FILE]

From what is typed to what is shown: parsing, retrieval, reading the stored hits, snippets and facets are counted for
all; ours makes an explanation and counts word forms besides. Nobody starts cold: before a round every engine answers
other queries, but ours forgets what it remembers of the round before, so that no answer comes from memory. Calls are
shuffled; each query counts by the median of its rounds. bm25s answers those queries only that it can.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Mapping, Sequence

from tests.benchmarks.asked import words_in
from tests.benchmarks.building import built
from tests.benchmarks.machine import described
from tests.benchmarks.mixed import MIXED_KINDS, mixed
from tests.benchmarks.options import parser, taking_part
from tests.benchmarks.peers import engine
from tests.benchmarks.peers.base import NotAsked, Opened
from tests.benchmarks.questions import Question
from tests.benchmarks.reports import Report, published, table
from tests.benchmarks.stages import stages
from tests.benchmarks.timing import Call, Times, interleaved

_WARMING = 100


def main() -> None:
    """Measure and report."""
    made = parser(__doc__)
    made.add_argument("--queries", type=int, default=500)
    made.add_argument("--rounds", type=int, default=3)
    made.add_argument("--budget", type=float, default=8, help="seconds for an engine and a kind of query")
    options = made.parse_args()
    published(measured(options), options)


def measured(options: argparse.Namespace) -> Report:
    """Ask all, and make the report."""
    names = taking_part(options)
    opened = {name: engine(name).open(built(name, options.folder, options.documents)) for name in names}
    words = words_in(options.folder, options.documents)
    asked, others = mixed(words, options.queries), mixed(words, _WARMING, seed=2)
    times = interleaved(_calls(opened, asked), options.rounds, options.budget, lambda: _warm(opened, others))
    text = [
        f"{described(options.documents)}; {len(asked)} queries\n",
        _table(times, names),
        _kinds(times, names, asked),
    ]
    text.append(stages(opened["ours"], asked))
    return Report("\n".join(text), _figures(times, names))


def _warm(opened: Mapping[str, Opened], others: Sequence[Question]) -> None:
    for one in opened.values():
        one.forget()
    interleaved(_calls(opened, others), 1, 1.0)


def _calls(opened: Mapping[str, Opened], asked: Sequence[Question]) -> list[Call]:
    return [
        Call(name, question.kind, number, lambda one=one, question=question: one.answer(question))  # type: ignore[misc]
        for name, one in opened.items()
        for number, question in enumerate(asked)
        if _answers(one, question)
    ]


def _answers(one: Opened, question: Question) -> bool:
    try:
        one.read(question)
    except NotAsked:
        return False
    return True


def _percentiles(times: Times, name: str, numbers: Sequence[int]) -> tuple[float, float] | None:
    """p50 and p95 in ms."""
    found = [statistics.median(times[name, number]) * 1000 for number in numbers if (name, number) in times]
    if len(found) < 2:
        return None
    cuts = statistics.quantiles(found, n=20, method="inclusive")
    return cuts[9], cuts[18]


def _of(times: Times, name: str) -> list[int]:
    return [number for engine_name, number in times if engine_name == name]


def _table(times: Times, names: Sequence[str]) -> str:
    rows = []
    for name in names:
        numbers = _of(times, name)
        own, ours = _percentiles(times, name, numbers), _percentiles(times, "ours", numbers)
        if own and ours:
            ratios = [f"{mine / theirs:.2f}" for mine, theirs in zip(ours, own, strict=True)]
            rows.append([name, len(numbers), *(f"{value:.2f}" for value in own), *ratios])
    return table(["whole answers", "queries", "p50, ms", "p95, ms", "ours / it, p50", "ours / it, p95"], rows)


def _kinds(times: Times, names: Sequence[str], asked: Sequence[Question]) -> str:
    rows = []
    for kind in MIXED_KINDS:
        numbers = [number for number, question in enumerate(asked) if question.kind == kind]
        found = [_percentiles(times, name, numbers) for name in names]
        rows.append([kind, len(numbers), *(f"{one[0]:.2f} / {one[1]:.2f}" if one else "–" for one in found)])
    return table(["p50 / p95, ms", "queries", *names], rows)


def _figures(times: Times, names: Sequence[str]) -> dict[str, float]:
    figures = {}
    for name in ("tantivy", "whoosh"):
        numbers = _of(times, name)
        own, ours = _percentiles(times, name, numbers), _percentiles(times, "ours", numbers)
        if own and ours:
            figures |= {f"answers over {name}, p50": ours[0] / own[0], f"answers over {name}, p95": ours[1] / own[1]}
            figures |= {f"{name} answers, p95": own[1] / ours[1]}
    return figures


if __name__ == "__main__":
    main()
