"""The whole suite on an idle machine, one benchmark after the other, as one report in Markdown.

    python -W ignore -m tests.benchmarks.all --folder DIR --report FILE [--documents 110694] [--plot FILE]

Everything is measured on all documents beside tantivy, FTS5 and bm25s, and on 20,000 beside Xapian and plain Whoosh as
well, which take long to index; where an index of theirs lies in the folder they take part in everything but indexing.
Indexes in the folder are used again; indexing is measured anew unless `--without indexing`. The report begins with what
was to be reached, and docs/benchmarks/search.md takes it as it is.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.goals import measured_against_goals
from tests.benchmarks.machine import described
from tests.benchmarks.options import MOST_FOR_SLOW
from tests.benchmarks.reports import noted

_WHOLE = 110_694
_HEADINGS = {
    "indexing": "Indexing",
    "search": "Retrieval",
    "answers": "Whole answers",
    "opening": "Opening",
    "memory": "Memory while answering",
    "growth": "Growth",
}
# These say nothing of plain Whoosh.
_WHOLE_ONLY = ("opening", "memory", "growth")


def main() -> None:
    """Run everything, and write the report."""
    options = _options()
    options.folder.mkdir(parents=True, exist_ok=True)
    begun = described(options.documents)
    sizes = sorted({options.documents, min(options.documents, options.small)}, reverse=True)
    sections = [section for size in sizes for section in _of_size(size, options)]
    tops = [f"## Goals, {size:,} documents\n\n{measured_against_goals(noted(options.folder, size))}" for size in sizes]
    text = "\n".join([f"{begun}\n", *tops, *sections])
    options.report.write_text(text, encoding="utf-8")
    print(text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--report", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=_WHOLE)
    parser.add_argument("--small", type=int, default=MOST_FOR_SLOW, help="documents beside plain Whoosh and Xapian")
    parser.add_argument("--peers", help="with commas between, for every size; plain Whoosh of all takes an hour")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--without", default="", help="benchmarks to leave out, with commas between")
    return parser.parse_args()


def _of_size(size: int, options: argparse.Namespace) -> Iterator[str]:
    for name, heading in _HEADINGS.items():
        if name in options.without.split(",") or (name in _WHOLE_ONLY and size != options.documents):
            continue
        yield f"## {heading}, {size:,} documents\n\n{_measured(name, size, options)}"


def _measured(name: str, size: int, options: argparse.Namespace) -> str:
    begin = time.perf_counter()
    part: Path = options.folder / f"{name}-{size}.md"
    command = [sys.executable, "-W", "ignore", "-m", f"tests.benchmarks.{name}", "--documents", str(size)]
    command += ["--folder", str(options.folder), "--report", str(part)]
    if options.peers and name != "growth":
        command += ["--peers", options.peers]
    if options.plot and name == "growth":
        command += ["--plot", str(options.plot)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    print(f"{name}, {size:,} documents: {time.perf_counter() - begin:.0f} s", file=sys.stderr)
    shown = f"`python -W ignore -m tests.benchmarks.{name} --documents {size} --folder DIR`"
    return f"{shown}\n\n{part.read_text(encoding='utf-8')}"


if __name__ == "__main__":
    main()
