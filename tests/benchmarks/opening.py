"""How long it takes from a closed index to the first whole answer.

    python -W ignore -m tests.benchmarks.opening --documents 20000 --folder DIR [--repeat 9] [--report FILE]

Every figure is the median of fresh processes, in turn: in process with everything imported before, in process with the
engine's own imports counted, and the whole command (`searchlib search` for ours; for others a Python that imports the
engine, opens its index and answers). Nothing is dropped from the system's cache of files.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from tests.benchmarks.building import built
from tests.benchmarks.children import WORD, told
from tests.benchmarks.machine import described
from tests.benchmarks.options import parser, taking_part
from tests.benchmarks.reports import Report, published, table

_FEW = 20
_WAYS = ("imports done", "imports counted", "whole command")


def main() -> None:
    """Measure and report."""
    made = parser(__doc__)
    made.add_argument("--repeat", type=int, default=9)
    options = made.parse_args()
    published(measured(options), options)


def measured(options: argparse.Namespace) -> Report:
    """Open all that often, and make the report."""
    names = taking_part(options)
    places = {name: built(name, options.folder, options.documents) for name in names}
    few = {name: built(name, options.folder, _FEW) for name in names}
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    for _ in range(options.repeat):
        for name in names:
            times[name, _WAYS[0]].append(told(name, places[name], "open-again", "--few", str(few[name]))["seconds"])
            times[name, _WAYS[1]].append(told(name, places[name], "open")["seconds"])
            times[name, _WAYS[2]].append(_command(name, places[name]))
    medians = {key: statistics.median(found) * 1000 for key, found in times.items()}
    rows = [[name, *(f"{medians[name, way]:.0f}" for way in _WAYS)] for name in names]
    text = f"{described(options.documents)}; {options.repeat} processes each\n\n"
    figures = {f"opening, {way}": medians["ours", way] for way in _WAYS}
    return Report(text + table(["to the first answer, ms", *_WAYS], rows), figures)


def _command(name: str, place: Path) -> float:
    begin = time.perf_counter()
    if name == "ours":
        command = [sys.executable, "-W", "ignore", "-m", "searchlib", "search", WORD, "--index", str(place)]
        subprocess.run(command, check=True, capture_output=True)
    else:
        told(name, place, "open")
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
