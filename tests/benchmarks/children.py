"""One engine in a fresh process: `python -W ignore -m tests.benchmarks.children ENGINE FOLDER WHAT` prints JSON.

What: `open` opens the index and answers, imports counted; `open-again` does so after an index of a few documents was
opened, asked and closed, so that imports are done; `answer` answers many queries and says how much memory that takes.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.machine import memory
from tests.benchmarks.questions import Question

WORD = "överenskommelse"
_QUESTION = Question("common", (WORD,))


def told(name: str, place: Path, what: str, *more: str) -> dict[str, float]:
    """What such a process prints."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.children", name, str(place), what, *more]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(said.splitlines()[-1]))


def _seconds(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def _open(name: str, place: Path) -> None:
    from tests.benchmarks.peers import engine

    opened = engine(name).open(place)
    opened.answer(_QUESTION)
    opened.close()


def _again(name: str, place: Path, few: Path) -> float:
    _open(name, few)
    # What the closed index held is gone by then, the analysis with its lexicon among it.
    gc.collect()
    return _seconds(lambda: _open(name, place))


def _answer(name: str, place: Path, documents: int, queries: int) -> dict[str, float]:
    """Peak memory while answering mixed queries, each once."""
    from tests.benchmarks.asked import mixed_of
    from tests.benchmarks.peers import engine
    from tests.benchmarks.peers.base import NotAsked

    asked = mixed_of(place.parent, documents, queries)
    opened = engine(name).open(place)
    own = 0.0
    for question in asked:
        try:
            opened.answer(question)
        except NotAsked:
            continue
        own = max(own, memory("RssAnon"))
    return {"peak": memory("VmHWM"), "own": own}


def main() -> None:
    """Do what is asked, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine")
    parser.add_argument("folder", type=Path)
    parser.add_argument("what", choices=["open", "open-again", "answer"])
    parser.add_argument("--few", type=Path)
    parser.add_argument("--documents", type=int, default=0)
    parser.add_argument("--queries", type=int, default=500)
    options = parser.parse_args()
    if options.what == "open":
        found = {"seconds": _seconds(lambda: _open(options.engine, options.folder))}
    elif options.what == "open-again":
        found = {"seconds": _again(options.engine, options.folder, options.few)}
    else:
        found = _answer(options.engine, options.folder, options.documents, options.queries)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
