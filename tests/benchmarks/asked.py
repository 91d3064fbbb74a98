"""The words that questions are made of, counted once and kept in the folder of the benchmarks.

Counting takes seconds and memory that belong to no engine.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.large import documents
from tests.benchmarks.mixed import mixed
from tests.benchmarks.questions import SAMPLE, Question, Words, words_of


def words_in(folder: Path, count: int) -> Words:
    """The words of a collection of so many documents."""
    size = min(count, SAMPLE)
    path = folder / f"words-{size}.json"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(words_of(list(documents(size))))), encoding="utf-8")
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Words(**kept | {"pairs": [tuple(pair) for pair in kept["pairs"]]})


def mixed_of(folder: Path, count: int, queries: int, seed: int = 1) -> list[Question]:
    """Mixed queries for a collection of so many documents."""
    return mixed(words_in(folder, count), queries, seed)
