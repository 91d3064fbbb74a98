"""Numbers that rise through a document: of the lines that could begin sections, those that follow each other best."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

Key = tuple[int, ...]


class Candidate(NamedTuple):
    """A line that could begin a numbered section."""

    line: int
    key: Key
    number: str
    rest: str
    weight: float
    has_body: bool


def rising_chain(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The rising chain of greatest weight: each number follows the one before it, a few may be missing."""
    best: list[tuple[float, int]] = []
    exact: dict[Key, int] = {}
    under: dict[Key, int] = {}
    for position, candidate in enumerate(candidates):
        score, before = _best_before(candidate.key, best, exact, under)
        best.append((score + candidate.weight, before))
        _keep_better(exact, candidate.key, position, best)
        for length in range(1, len(candidate.key) + 1):
            _keep_better(under, candidate.key[:length], position, best)
    chain: list[Candidate] = []
    position = max(range(len(best)), key=lambda at: (best[at][0], -at), default=-1)
    while position >= 0:
        chain.append(candidates[position])
        position = best[position][1]
    return chain[::-1]


def _best_before(
    key: Key, best: Sequence[tuple[float, int]], exact: dict[Key, int], under: dict[Key, int]
) -> tuple[float, int]:
    """The score and place of the best chain that this number can continue; (0, -1) when it begins one."""
    score, before = 0.0, -1
    last = key[-1]
    for gap in range(1, 4):
        previous = under.get((*key[:-1], last - gap))
        if previous is not None and best[previous][0] - 0.4 * (gap - 1) > score:
            score, before = best[previous][0] - 0.4 * (gap - 1), previous
    if len(key) > 1 and last <= 2:
        parent = exact.get(key[:-1])
        if parent is not None and best[parent][0] > score:
            score, before = best[parent][0], parent
    return score, before


def _keep_better(table: dict[Key, int], key: Key, position: int, best: Sequence[tuple[float, int]]) -> None:
    known = table.get(key)
    if known is None or best[position][0] > best[known][0]:
        table[key] = position
