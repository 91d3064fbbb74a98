"""What every benchmark of searching and indexing is told on the command line, and who takes part."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.benchmarks.peers import installed

# Plain Whoosh takes minutes to index more than this, and seconds to answer.
MOST_FOR_WHOOSH = 20_000


def parser(about: str | None) -> argparse.ArgumentParser:
    """The options that all share: documents, folder, peers, report."""
    made = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--documents", type=int, default=20_000)
    made.add_argument("--folder", type=Path, required=True, help="for indexes; those that are there are used again")
    made.add_argument("--peers", help="with commas between; by default all, plain Whoosh up to 20,000 documents")
    made.add_argument("--report", type=Path, help="a file for the tables, as Markdown")
    return made


def taking_part(options: argparse.Namespace) -> list[str]:
    """The engines to measure, ours first; those that are not installed are named on standard error."""
    usual = "tantivy,fts5,xapian,bm25s" + (",whoosh" if options.documents <= MOST_FOR_WHOOSH else "")
    peers, missing = installed(usual if options.peers is None else options.peers)
    if missing:
        print(f"not installed: {', '.join(missing)}", file=sys.stderr)
    return ["ours", *peers]
