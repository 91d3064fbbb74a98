"""How fast indexing is: whole processes in turn, from the compressed documents to the closed index.

    python -W ignore -m tests.benchmarks.indexing --documents 20000 --folder DIR [--jobs 1,2] [--repeat 3]

Reading the documents is counted for all, and measured alone as `reading`. `--jobs` are threads or processes, as many
for each (all but ours and tantivy write with one whatever is asked), and as many cores: tantivy reads and merges in
threads beside those that it is asked for. Rounds are interleaved, the median of them counts. The indexes made with one
job stay in the folder for the other benchmarks.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.benchmarks.building import Cost, build, keep, place_of
from tests.benchmarks.machine import described
from tests.benchmarks.options import parser, taking_part
from tests.benchmarks.peers import engine
from tests.benchmarks.reports import Report, published, table

# Plain Whoosh can use more, and loses documents at times.
ONE_THREAD = ("fts5", "xapian", "bm25s", "whoosh")
_NOTE = "Peak memory counts mapped files; `together` is that of all processes at once, shared pages counted once.\n"
Costs = Mapping[tuple[str, int], Sequence[Cost]]


def main() -> None:
    """Measure and report."""
    made = parser(__doc__)
    made.add_argument("--jobs", default="1,2", help="numbers of threads or processes, with commas between")
    made.add_argument("--repeat", type=int, default=1)
    options = made.parse_args()
    published(measured(options), options)


def measured(options: argparse.Namespace) -> Report:
    """Build everything that often, and make the report."""
    jobs = [int(number) for number in options.jobs.split(",")]
    runs = [
        (name, number)
        for number in jobs
        for name in ("reading", *taking_part(options, indexing=True))
        if _differs(name, number)
    ]
    costs: dict[tuple[str, int], list[Cost]] = defaultdict(list)
    for _ in range(options.repeat):
        for name, number in runs:
            costs[name, number].append(_built(name, number, options))
    text = f"{described(options.documents)}; {', '.join(_versions(runs))}\n\n"
    return Report(text + _table(costs), _figures(costs, jobs))


def _differs(name: str, jobs: int) -> bool:
    return jobs == 1 or name not in ("reading", *ONE_THREAD)


def _built(name: str, jobs: int, options: argparse.Namespace) -> Cost:
    fresh: Path = options.folder / f"fresh-{name}-{jobs}"
    options.folder.mkdir(parents=True, exist_ok=True)
    cost = build(name, fresh, options.documents, jobs)
    if jobs == 1 and name != "reading":
        keep(cost, fresh, place_of(name, options.folder, options.documents))
    shutil.rmtree(fresh, ignore_errors=True)
    return cost


def _versions(runs: Sequence[tuple[str, int]]) -> list[str]:
    names = dict.fromkeys(name for name, _ in runs if name not in ("reading", "ours"))
    return [engine(name).version() for name in names]


def _table(costs: Costs) -> str:
    head = ["engine", "jobs", "documents/s", "CPU s", "peak MB, largest", "peak MB, together", "MB on disk"]
    rows = [[name, jobs, *(f"{value:,.0f}" for value in _middle(found))] for (name, jobs), found in costs.items()]
    said = (
        "\nPeak memory counts mapped files; `together` is that of all processes at once, shared pages counted once.\n"
    )
    return table(head, rows) + said


def _middle(found: Sequence[Cost]) -> tuple[float, ...]:
    rows = [(one.documents / one.seconds, one.cpu, one.largest, one.together, one.disk) for one in found]
    return tuple(statistics.median(column) for column in zip(*rows, strict=True))


def _figures(costs: Costs, jobs: Sequence[int]) -> dict[str, float]:
    figures = {}
    for number in jobs:
        for peer in ("tantivy", "whoosh"):
            if ("ours", number) in costs and (peer, number) in costs:
                ours, other = _middle(costs["ours", number]), _middle(costs[peer, number])
                figures[f"indexing over {peer}, {number}"] = ours[0] / other[0]
                figures[f"disk over {peer}"] = ours[4] / other[4]
    if ("ours", 1) in costs:
        figures["indexing memory"] = _middle(costs["ours", 1])[2]
    return figures


if __name__ == "__main__":
    main()
