"""Words that tell what a text may hold: a cheap test before patterns are asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from searchlib.loops import compiled

_loop: Final = compiled("cues")


class Cues:
    """Some words of two signs or more. `within` says whether a text holds one of them, just as it stands."""

    __slots__ = ("within", "words")

    def __init__(self, *words: str) -> None:
        self.words = words
        self.within: Callable[[str], bool] = _loop.Cues(words).within if _loop else self.found_in

    def found_in(self, text: str) -> bool:
        """The same, one word after the other."""
        return any(word in text for word in self.words)
