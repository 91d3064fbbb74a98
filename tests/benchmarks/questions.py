"""The questions of the benchmark: words by how common they are, taken from the collection itself with a fixed seed."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tests.benchmarks.large import Document

How = Literal["all", "any", "phrase", "prefix"]
KINDS = ("common", "middling", "rare", "and2", "or3", "phrase", "prefix", "dates", "newest", "years")
_WORD = re.compile(r"[a-zåäöéü]{4,}")
# Questions are made from the first documents, so that they stay the same for every size of the collection.
SAMPLE = 5_000


@dataclass(frozen=True, slots=True)
class Question:
    """Words in small letters, how they are joined, and within which years.

    `newest` sorts by date, `by_year` asks retrieval for counts by year as well. Without words everything within the
    years is asked for.
    """

    kind: str
    words: tuple[str, ...]
    how: How = "all"
    years: tuple[int, int] | None = None
    newest: bool = False
    by_year: bool = False
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a collection by how many documents hold them, and pairs that stand together."""

    common: Sequence[str]
    middling: Sequence[str]
    rare: Sequence[str]
    pairs: Sequence[tuple[str, str]]

    @property
    def usual(self) -> Sequence[str]:
        """Words that are not rare."""
        return [*self.common, *self.middling]


def words_of(sample: Sequence[Document]) -> Words:
    """Count the words of some documents."""
    frequencies: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for document in sample:
        words = _WORD.findall(document.text.lower())
        frequencies.update(set(words))
        pairs.update(pairwise(words[:400]))
    size = len(sample)
    return Words(
        common=_band(frequencies, 0.05 * size, 0.6 * size),
        middling=_band(frequencies, 0.005 * size, 0.05 * size),
        rare=_band(frequencies, 3, max(4, 0.0005 * size)),
        pairs=sorted(pair for pair, count in pairs.items() if count > 0.003 * size),
    )


def _band(frequencies: Counter[str], least: float, most: float) -> list[str]:
    return sorted(word for word, count in frequencies.items() if least <= count <= most)


def questions(words: Words, each: int = 20, seed: int = 1) -> list[Question]:
    """`each` questions of every kind."""
    rng = random.Random(seed)
    return [question_of(kind, words, rng) for kind in KINDS for _ in range(each)]


def question_of(kind: str, words: Words, rng: random.Random) -> Question:
    """One question of a kind."""
    usual = words.usual
    if kind == "and2":
        return Question(kind, tuple(rng.sample(usual, 2)))
    if kind == "or3":
        return Question(kind, tuple(rng.sample(usual, 3)), "any")
    if kind == "phrase":
        return Question(kind, rng.choice(words.pairs), "phrase")
    if kind == "prefix":
        return Question(kind, (rng.choice(usual)[: rng.randrange(4, 7)],), "prefix")
    if kind == "dates":
        return Question(kind, (), years=_span(rng))
    if kind == "within":
        return Question(kind, (rng.choice(usual),), years=_span(rng))
    bands = {"common": words.common, "middling": words.middling, "rare": words.rare}
    return Question(kind, (rng.choice(bands.get(kind, usual)),), newest=kind == "newest", by_year=kind == "years")


def _span(rng: random.Random) -> tuple[int, int]:
    first = rng.randrange(2000, 2020)
    return first, first + 2
