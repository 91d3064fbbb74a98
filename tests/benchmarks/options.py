"""What every benchmark of searching and indexing is told on the command line, and who takes part."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.benchmarks.building import note_of, place_of
from tests.benchmarks.peers import installed

_USUAL = ("tantivy", "fts5", "bm25s", "xapian", "whoosh")
# These take minutes to index more documents than that, and join in only when asked or when their index is there.
_SLOW = ("xapian", "whoosh")
MOST_FOR_SLOW = 20_000


def parser(about: str | None) -> argparse.ArgumentParser:
    """The options that all share: documents, folder, peers, report."""
    made = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--documents", type=int, default=20_000)
    made.add_argument("--folder", type=Path, required=True, help="for indexes; those that are there are used again")
    made.add_argument("--peers", help="with commas between; by default all, the slow up to 20,000 documents")
    made.add_argument("--report", type=Path, help="a file for the tables, as Markdown")
    return made


def taking_part(options: argparse.Namespace, *, indexing: bool = False) -> list[str]:
    """The engines to measure, ours first; those that are not installed are named on standard error."""
    usual = ",".join(name for name in _USUAL if _is_quick(name, options, indexing))
    peers, missing = installed(usual if options.peers is None else options.peers)
    if missing:
        print(f"not installed: {', '.join(missing)}", file=sys.stderr)
    return ["ours", *peers]


def _is_quick(name: str, options: argparse.Namespace, indexing: bool) -> bool:
    if name not in _SLOW or options.documents <= MOST_FOR_SLOW:
        return True
    return not indexing and note_of(place_of(name, options.folder, options.documents)).exists()
