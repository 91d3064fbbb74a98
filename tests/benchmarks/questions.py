"""The questions of the benchmark: words by how common they are, taken from the collection itself with a fixed seed."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tests.benchmarks.large import Document

Kind = Literal["common", "middling", "rare", "and2", "or3", "phrase", "prefix", "dates", "newest", "years"]
KINDS: tuple[Kind, ...] = ("common", "middling", "rare", "and2", "or3", "phrase", "prefix", "dates", "newest", "years")
_WORD = re.compile(r"[a-zåäöéü]{4,}")


@dataclass(frozen=True, slots=True)
class Question:
    """Words and what to do with them. `dates` asks for a span of years, `years` counts the answer by year."""

    kind: Kind
    words: tuple[str, ...]


def questions(sample: Iterable[Document], each: int = 20, seed: int = 1) -> list[Question]:
    """`each` questions of every kind, made from a sample of the collection."""
    frequencies: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    size = 0
    for document in sample:
        words = _WORD.findall(document.text.lower())
        frequencies.update(set(words))
        pairs.update(pairwise(words[:400]))
        size += 1
    rng = random.Random(seed)
    bands = {
        "common": _band(frequencies, 0.05 * size, 0.6 * size),
        "middling": _band(frequencies, 0.005 * size, 0.05 * size),
        "rare": _band(frequencies, 3, max(4, 0.0005 * size)),
    }
    phrases = [pair for pair, count in pairs.items() if count > 0.003 * size]
    return [question for kind in KINDS for question in _of_kind(kind, bands, sorted(phrases), rng, each)]


def _band(frequencies: Counter[str], least: float, most: float) -> list[str]:
    return sorted(word for word, count in frequencies.items() if least <= count <= most)


def _of_kind(
    kind: Kind, bands: dict[str, list[str]], phrases: Sequence[tuple[str, str]], rng: random.Random, each: int
) -> list[Question]:
    usual = bands["common"] + bands["middling"]
    made = {
        "and2": lambda: tuple(rng.sample(usual, 2)),
        "or3": lambda: tuple(rng.sample(usual, 3)),
        "phrase": lambda: rng.choice(phrases),
        "prefix": lambda: (rng.choice(usual)[: rng.randrange(4, 7)],),
        "dates": lambda: (str(rng.randrange(2000, 2020)),),
    }.get(kind, lambda: (rng.choice(bands.get(kind, usual)),))
    return [Question(kind, made()) for _ in range(each)]
