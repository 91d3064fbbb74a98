"""Splitting compounds at their joints, with the compound flags of the dictionary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from searchlib.analysis.hunspell import BEGIN, END, MIDDLE

SHORTEST_PART: Final = 3
MOST_JOINTS: Final = 4


class Splitter:
    """Finds the joints of compounds. `properties` tells what the lexicon says of a form; `never` are no parts."""

    def __init__(self, properties: Callable[[str], int], never: frozenset[str]) -> None:
        self._properties = properties
        self._never = never

    def joints(self, form: str) -> tuple[int, ...]:
        """The places where the parts after the first begin; empty for a simple word. Fewest parts win."""
        return self._rest(form, 0, BEGIN, MOST_JOINTS) or ()

    def _rest(self, form: str, start: int, right: int, left: int) -> tuple[int, ...] | None:
        tail = form[start:]
        if start and self._properties(tail) & END and tail not in self._never:
            return ()
        best: tuple[int, ...] | None = None
        if not left:
            return None
        for joint in range(start + SHORTEST_PART, len(form) - SHORTEST_PART + 1):
            head = form[start:joint]
            if head in self._never or not self._properties(head) & right:
                continue
            rest = self._rest(form, joint, MIDDLE, left - 1)
            if rest is not None and (best is None or len(rest) + 1 < len(best)):
                best = (joint, *rest)
        return best
