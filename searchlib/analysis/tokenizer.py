"""Text to tokens: words, numbers and identifiers with their places, and where sentences begin.

`tokens` walks over the items of the text, or of those chunks of it only that are no plain words. `analyze` says the
same without offsets and is the fast one, because it does so for each chunk of text once only, see `chunks`.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any, Final

from searchlib.analysis.chunks import ChunkReader, Reading
from searchlib.analysis.items import ITEM
from searchlib.analysis.numbered import numbered_reader
from searchlib.analysis.parse import WordLore, as_form, parse_item
from searchlib.analysis.terms import AnalyzedText, FormNumbers, NumberedReader, Token
from searchlib.loops import compiled

_LOOP: Final[Any] = compiled("tokens")
# Special items remembered: a year of minutes has some ten thousand different ones.
_REMEMBERED: Final = 1 << 15
# Stretches of snippets and queries that are no plain words, with their tokens: some 5 MB when full.
_STRETCHES_REMEMBERED: Final = 1 << 13


class Tokenizer:
    """Cuts normalised text into tokens. Safe to share between threads."""

    def __init__(self, lore: WordLore) -> None:
        self._lore = lore
        self._parse = lru_cache(_REMEMBERED)(partial(parse_item, lore=lore))
        self._chunks = ChunkReader(self._read)
        self._known_tokens = lru_cache(_STRETCHES_REMEMBERED)(self.read_tokens)

    def tokens(self, text: str) -> list[Token]:
        """The tokens of `text`, ordered by position, each extra after the token whose place it shares."""
        if _LOOP is None:
            return self.read_tokens(text)
        tokens: list[Token] = _LOOP.tokens(text, Token, self._known_tokens, self.read_tokens)
        return tokens

    def read_tokens(self, text: str) -> list[Token]:
        """The same, read as a whole."""
        tokens: list[Token] = []
        position = 0
        for found in ITEM.finditer(text):
            item = found[0]
            offset, end = found.span()
            if item.isalpha():
                tokens.append(Token(as_form(item), position, offset, end))
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
        return self._chunks.analyze(text)

    def numbered(self, numbers: FormNumbers) -> NumberedReader:
        """The same as `analyze`, with `numbers` in place of forms."""
        return numbered_reader(self._chunks, numbers, self._lore.sharing_end)

    def _read(self, text: str) -> Reading:
        """What the grammar says of a text, without offsets."""
        forms: list[str] = []
        extras: list[tuple[int, str]] = []
        breaks: list[int] = []
        for item in ITEM.findall(text):
            if item.isalpha():
                forms.append(as_form(item))
                continue
            pieces, wholes, stop = self._parse(item)
            if stop:
                breaks.append(len(forms))
            extras += [(len(forms) + index, whole.form) for index, whole in wholes]
            forms += [piece.form for piece in pieces]
        return Reading(tuple(forms), tuple(extras), tuple(breaks))
