"""How much memory answering takes: a fresh process opens one index and answers mixed queries.

    python -W ignore -m tests.benchmarks.memory --documents 20000 --folder DIR [--queries 500] [--report FILE]

`peak` is all resident memory at its highest, mapped files among it; `own` is the part that is not mapped from files,
looked at after every answer. Python and its libraries are counted. Plain Whoosh takes part when asked.
"""

from __future__ import annotations

import argparse

from tests.benchmarks.asked import words_in
from tests.benchmarks.building import built
from tests.benchmarks.children import told
from tests.benchmarks.machine import described
from tests.benchmarks.options import parser, taking_part
from tests.benchmarks.reports import Report, published, table


def main() -> None:
    """Measure and report."""
    made = parser(__doc__)
    made.add_argument("--queries", type=int, default=500)
    options = made.parse_args()
    published(measured(options), options)


def measured(options: argparse.Namespace) -> Report:
    """Let every engine answer, and make the report."""
    words_in(options.folder, options.documents)
    more = ("--documents", str(options.documents), "--queries", str(options.queries))
    names = [name for name in taking_part(options) if name != "whoosh" or options.peers]
    found = {name: told(name, built(name, options.folder, options.documents), "answer", *more) for name in names}
    rows = [[name, f"{one['peak']:.0f}", f"{one['own']:.0f}"] for name, one in found.items()]
    text = f"{described(options.documents)}; {options.queries} mixed queries\n\n"
    figures = {"answering memory": found["ours"]["peak"], "answering memory, own": found["ours"]["own"]}
    return Report(text + table(["while answering, MB", "peak", "own"], rows), figures)


if __name__ == "__main__":
    main()
