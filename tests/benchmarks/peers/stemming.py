"""Swedish stems and a plain snippet, for engines that have none of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

_WORD = re.compile(r"\w+")
_SNIPPET = 160

_stem: Callable[[str], str] | None = None


def swedish_stem(word: str) -> str:
    """The Snowball stem; at module level, because Whoosh pickles its schema with the analyzers."""
    global _stem
    if _stem is None:
        import Stemmer

        _stem = Stemmer.Stemmer("swedish", 100_000).stemWord
    return _stem(word)


def stems(text: str) -> list[str]:
    """The stems of a text."""
    return list(map(swedish_stem, _WORD.findall(text.lower())))


def plain_snippet(text: str, wanted: Collection[str], *, prefix: bool = False) -> str:
    """Text around the first word that is wanted by its stem, or by how it begins; marked with asterisks."""
    begins = tuple(wanted)
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if word.startswith(begins) if prefix else swedish_stem(word) in wanted:
            first = max(0, match.start() - _SNIPPET // 2)
            return f"{text[first : match.start()]}*{match.group()}*{text[match.end() : first + _SNIPPET]}"
    return text[:_SNIPPET]
