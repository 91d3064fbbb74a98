"""How fast searching is, side by side with other engines.

    python -m tests.benchmarks.search --documents 20000 --folder DIR [--peers tantivy,fts5] [--report FILE]

Builds what is missing in the folder, then asks every engine the same questions, in an order that is shuffled
anew for every round, in one process and one thread. Reading the documents is counted for none. The times are
medians over questions of the best of all rounds; `ratio` is ours over tantivy's.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import random
import shutil
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmarks.large import documents
from tests.benchmarks.ours import Ours
from tests.benchmarks.peers import PEERS, Peer
from tests.benchmarks.questions import KINDS, Question, questions

Ask = Callable[[Question], int]
Times = dict[tuple[str, str], list[float]]


def main() -> None:
    options = _options()
    ours: list[Peer] = [Ours(), Ours("ours, warm", warm=True), Ours("ours, whole answer", warm=True, whole=True)]
    peers = [PEERS[name] for name in options.peers.split(",") if name]
    asks = {one.name: one.open(_built(one, options)) for one in [*ours, *peers]}
    asked = questions(documents(min(options.documents, 5_000)), options.each)
    times = measure(asks, asked, options.rounds)
    report = table(times, [one.name for one in [*ours, *peers]], options)
    print(report)
    if options.report:
        options.report.write_text(report, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--peers", default="tantivy,fts5")
    parser.add_argument("--each", type=int, default=20, help="questions of every kind")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--report", type=Path)
    return parser.parse_args()


def _built(engine: Peer, options: argparse.Namespace) -> Path:
    """The folder of an engine's index, which is written when it is not there."""
    name = "ours" if isinstance(engine, Ours) else engine.name
    folder: Path = options.folder / f"{name}-{options.documents}"
    done = folder.with_suffix(".json")
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        begin = time.perf_counter()
        engine.index(documents(options.documents), folder)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        done.write_text(json.dumps({"seconds": time.perf_counter() - begin, "bytes": size}), encoding="utf-8")
    return folder


def measure(asks: dict[str, Ask], asked: Sequence[Question], rounds: int) -> Times:
    """The best time of every engine for every question, by engine and kind; calls in shuffled order."""
    rng = random.Random(7)
    best: dict[tuple[str, int], float] = defaultdict(lambda: float("inf"))
    calls = [(name, number) for name in asks for number in range(len(asked))]
    for _ in range(rounds):
        rng.shuffle(calls)
        for name, number in calls:
            begin = time.perf_counter()
            asks[name](asked[number])
            best[name, number] = min(best[name, number], time.perf_counter() - begin)
    times: Times = defaultdict(list)
    for (name, number), seconds in best.items():
        times[name, asked[number].kind].append(seconds * 1000)
    return times


def table(times: Times, names: Sequence[str], options: argparse.Namespace) -> str:
    """The report, as Markdown."""
    lines = [
        f"{datetime.date.today()}, {options.documents} documents, {os.cpu_count()} cores ({platform.machine()}), "
        f"Python {platform.python_version()}, load {os.getloadavg()[0] if hasattr(os, 'getloadavg') else '?'}; "
        f"`python {' '.join(sys.orig_argv[1:])}`",
        "",
        "p50 in ms | " + " | ".join(names) + " | ratio",
        "|".join(["---"] * (len(names) + 2)),
    ]
    ratios: list[float] = []
    for kind in KINDS:
        medians = {name: statistics.median(times[name, kind]) for name in names}
        cells = [f"{medians[name]:.3f}" for name in names]
        if "tantivy" in medians:
            ratios.append(medians["ours"] / medians["tantivy"])
            cells.append(f"{ratios[-1]:.2f}")
        lines.append(f"{kind} | " + " | ".join(cells))
    if ratios:
        lines += ["", f"geometric mean of the ratios: {statistics.geometric_mean(ratios):.2f}, worst {max(ratios):.2f}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
