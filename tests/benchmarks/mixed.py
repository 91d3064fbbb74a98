"""Mixed real queries: titles of interpellations, any of whose words may match, and questions of every other kind."""

from __future__ import annotations

import random
import re

from tests.benchmarks.large import shared
from tests.benchmarks.questions import Question, Words, question_of

# Out of a hundred; titles are half of it.
_SHARES = {
    "title": 50,
    "common": 6,
    "middling": 6,
    "rare": 6,
    "and2": 8,
    "phrase": 6,
    "prefix": 6,
    "within": 6,
    "newest": 6,
}
MIXED_KINDS = tuple(_SHARES)
_MOST_WORDS = 20


def mixed(words: Words, count: int = 500, seed: int = 1) -> list[Question]:
    """So many questions in the same proportions, in any order."""
    rng = random.Random(seed)
    titles = _titles()
    rng.shuffle(titles)
    kinds = [kind for kind, share in _SHARES.items() for _ in range(count * share // 100)]
    made = [titles.pop() if kind == "title" else question_of(kind, words, rng) for kind in kinds]
    rng.shuffle(made)
    return made


def _titles() -> list[Question]:
    path = shared() / "retrieval" / "interpellation-titles-1000" / "queries.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    found = (re.findall(r"\w+", line.partition("\t")[2].lower()) for line in lines)
    return [Question("title", tuple(words), "any") for words in found if 0 < len(words) <= _MOST_WORDS]
