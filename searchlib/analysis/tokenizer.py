"""Text to tokens: words, numbers and identifiers with their places, and where sentences begin.

`tokens` and `analyze` walk over the same items and take them apart with the same function, so that they agree;
`analyze` is the fast one because it asks the regular expression for strings only.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Final

from searchlib.analysis.items import ITEM
from searchlib.analysis.parse import LONGEST_FORM, WordLore, as_form, parse_item
from searchlib.analysis.terms import AnalyzedText, Token

# Special items remembered: a year of minutes has some ten thousand different ones.
_REMEMBERED: Final = 1 << 15

# Stands in no item, and changes no letter beside it.
_BETWEEN: Final = "\0"


class Tokenizer:
    """Cuts normalised text into tokens. Safe to share between threads."""

    def __init__(self, lore: WordLore) -> None:
        self._parse = lru_cache(_REMEMBERED)(partial(parse_item, lore=lore))
        self._brief = lru_cache(_REMEMBERED)(self._without_spans)

    def tokens(self, text: str) -> list[Token]:
        """The tokens of `text`, ordered by position, each extra after the token whose place it shares."""
        tokens: list[Token] = []
        position = 0
        for found in ITEM.finditer(text):
            item, offset = found[0], found.start()
            if item.isalpha():
                tokens.append(Token(as_form(item), position, offset, offset + len(item)))
                position += 1
                continue
            pieces, extras, _ = self._parse(item)
            for index, (form, start, end) in enumerate(pieces):
                tokens.append(Token(form, position + index, offset + start, offset + end))
                tokens += [
                    Token(extra.form, position + index, offset + extra.start, offset + extra.end, extra=True)
                    for place, extra in extras
                    if place == index
                ]
            position += len(pieces)
        return tokens

    def analyze(self, text: str) -> AnalyzedText:
        """The same tokens as `tokens(text)`, without offsets."""
        items = ITEM.findall(text)
        # All plain words become small at once; only special items are looked at one by one.
        plain = _BETWEEN.join(items).lower().split(_BETWEEN) if items else []
        if items and len(max(items, key=len)) > LONGEST_FORM:
            plain = [as_form(item) for item in items]
        forms: list[str] = []
        extras: list[tuple[int, str]] = []
        sentences = [0]
        after = 0
        for place in [place for place, item in enumerate(items) if not item.isalpha()]:
            forms += plain[after:place]
            after = place + 1
            pieces, wholes, stop = self._brief(items[place])
            if stop:
                sentences.append(len(forms))
                continue
            if wholes:
                extras += [(len(forms) + index, whole) for index, whole in wholes]
            forms += pieces
        forms += plain[after:]
        return AnalyzedText(forms, extras, _beginnings(sentences, len(forms)))

    def _without_spans(self, item: str) -> tuple[tuple[str, ...], tuple[tuple[int, str], ...], bool]:
        pieces, extras, stop = self._parse(item)
        return tuple(piece.form for piece in pieces), tuple((index, whole.form) for index, whole in extras), stop


def _beginnings(sentences: list[int], end: int) -> list[int]:
    """Without the sentences that hold no word."""
    return [position for position in dict.fromkeys(sentences) if position < end]
