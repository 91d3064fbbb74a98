"""How fast retrieval is, side by side with other engines: from a parsed query to the ranked first ten and the total.

    python -W ignore -m tests.benchmarks.search --documents 20000 --folder DIR [--peers tantivy,fts5] [--report FILE]

Builds what is missing in the folder, then asks every engine the same questions, in an order that is shuffled
anew for every round, in one process and one thread. Queries are made from words beforehand (`--parsing` counts that as
well); documents are not read. Each question counts by the best of its rounds, each kind by the median of its questions.
Ours drops its posting lists and scores before every question, but for the row `ours, warm`; others stay as they are.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable, Mapping, Sequence

from tests.benchmarks.asked import words_in
from tests.benchmarks.building import built
from tests.benchmarks.machine import described
from tests.benchmarks.options import parser, taking_part
from tests.benchmarks.ours import sections_of
from tests.benchmarks.peers import engine
from tests.benchmarks.peers.base import NotAsked, Opened
from tests.benchmarks.questions import KINDS, Question, questions
from tests.benchmarks.reports import Report, published, table
from tests.benchmarks.timing import Call, Times, interleaved, medians_over

WARM = "ours, warm"
# Where plain Whoosh takes less, nothing is asked of the ratio.
SLOW_MS = 5


def main() -> None:
    """Measure and report."""
    made = parser(__doc__)
    made.add_argument("--each", type=int, default=20, help="questions of every kind")
    made.add_argument("--rounds", type=int, default=5)
    made.add_argument("--budget", type=float, default=6, help="seconds for an engine and a kind of question")
    made.add_argument("--parsing", action="store_true", help="count making queries from words, for all")
    options = made.parse_args()
    published(measured(options), options)


def measured(options: argparse.Namespace) -> Report:
    """Ask all, and make the report."""
    names = taking_part(options)
    opened = {name: engine(name).open(built(name, options.folder, options.documents)) for name in names}
    opened[WARM] = engine("ours").open(built("ours", options.folder, options.documents))
    asked = questions(words_in(options.folder, options.documents), options.each)
    times = interleaved(_calls(opened, asked, options.parsing), options.rounds, options.budget)
    names.insert(1, WARM)
    text = f"{described(options.documents)}; sections in our index: {sections_of(opened['ours']):,}\n\n"
    return Report(text + _table(times, names, asked) + _summary(times, names, asked), _figures(times, names, asked))


def _calls(opened: Mapping[str, Opened], asked: Sequence[Question], parsing: bool) -> list[Call]:
    calls = []
    for name, one in opened.items():
        for number, question in enumerate(asked):
            try:
                run = _run(one, question, parsing)
            except NotAsked:
                continue
            calls.append(Call(name, question.kind, number, run, None if name == WARM else one.forget))
    return calls


def _run(one: Opened, question: Question, parsing: bool) -> Callable[[], object]:
    query = one.read(question)
    if parsing:
        return lambda: one.find(question, one.read(question))
    return lambda: one.find(question, query)


def _numbers(asked: Sequence[Question], kind: str) -> list[int]:
    return [number for number, question in enumerate(asked) if question.kind == kind]


def _table(times: Times, names: Sequence[str], asked: Sequence[Question]) -> str:
    rows = []
    for kind in KINDS:
        numbers = _numbers(asked, kind)
        ratios = [_ratio(times, "ours", "tantivy", numbers), _ratio(times, "whoosh", "ours", numbers)]
        cells = [_cell(times, name, numbers) for name in names]
        rows.append([kind, *cells, *("–" if ratio is None else f"{ratio:.2f}" for ratio in ratios)])
    return table(["p50, ms", *names, "ours / tantivy", "whoosh / ours"], rows)


def _cell(times: Times, name: str, numbers: Sequence[int]) -> str:
    found = [min(times[name, number]) * 1000 for number in numbers if (name, number) in times]
    if not found:
        return "–"
    few = f" ({len(found)} of {len(numbers)})" if len(found) < len(numbers) else ""
    return f"{statistics.median(found):.3f}{few}"


def _ratio(times: Times, one: str, other: str, numbers: Sequence[int]) -> float | None:
    pair = medians_over(times, one, other, numbers)
    return pair[0] / pair[1] if pair else None


def _figures(times: Times, names: Sequence[str], asked: Sequence[Question]) -> dict[str, float]:
    against = {kind: _ratio(times, "ours", "tantivy", _numbers(asked, kind)) for kind in KINDS}
    figures = {f"retrieval {kind}": ratio for kind, ratio in against.items() if ratio is not None}
    by_year = figures.pop("retrieval years", None)
    if figures:
        figures["retrieval mean"] = statistics.geometric_mean(figures.values())
        figures["retrieval worst"] = max(figures.values())
    if by_year is not None:
        figures["facets by year"] = by_year
    slow = [ratio for kind in KINDS if (ratio := _over_whoosh(times, _numbers(asked, kind))) is not None]
    return figures | ({"whoosh retrieval": min(slow)} if slow else {})


def _over_whoosh(times: Times, numbers: Sequence[int]) -> float | None:
    """How many times faster ours is, where plain Whoosh is slow at all."""
    pair = medians_over(times, "whoosh", "ours", numbers)
    return pair[0] / pair[1] if pair and pair[0] * 1000 > SLOW_MS else None


def _summary(times: Times, names: Sequence[str], asked: Sequence[Question]) -> str:
    figures = _figures(times, names, asked)
    said = []
    if "retrieval mean" in figures:
        said.append(
            f"Against tantivy, facets by year aside: geometric mean {figures['retrieval mean']:.2f}, "
            f"worst {figures['retrieval worst']:.2f}."
        )
    if "whoosh retrieval" in figures:
        said.append(f"Where plain Whoosh takes over {SLOW_MS} ms: {figures['whoosh retrieval']:.0f} times or more.")
    return "\n" + " ".join(said) + "\n"


if __name__ == "__main__":
    main()
