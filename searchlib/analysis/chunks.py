"""The fast analysis: a text is cut at its white space, and most chunks are words as they stand.

Three chunks in four are letters only: a form but for its capitals, and all of them are made small at once, without a
step of Python for each. The others (words with commas or parentheses, numbers, identifiers) repeat, so what the
grammar says of each is remembered. What a chunk means may depend on the next one in one respect: whether the stop at
its end ends a sentence. (Items that reach across white space are bound together before the cut, see `bonds`.)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import compress
from operator import not_
from typing import Final, NamedTuple

from searchlib.analysis.bonds import BREAK, cut, unbound
from searchlib.analysis.parse import LONGEST_FORM, as_form
from searchlib.analysis.terms import AnalyzedText

# Chunks remembered that are not just letters, and how long they may be: some 40 MB when full.
_REMEMBERED: Final = 1 << 17
_LONGEST_REMEMBERED: Final = 80
# Stands in no chunk, and changes no letter beside it.
_BETWEEN: Final = "\0"

# The list of abbreviations says so; after longer words a full stop is one.
_LONGEST_ABBREVIATION: Final = 5
# A sign after which the grammar ends a sentence, and two spaces, which no item reaches across.
_SENTENCE_FOLLOWS: Final = "  §"
_STOPS: Final = ".!?…"
# What the grammar wants after a stop: a capital or number, perhaps after signs that open, perhaps after a space.
_beginning = re.compile(r"""["”’'»«(–•*\#-]*+ ?[A-ZÅÄÖÉ\d§]""")


class Reading(NamedTuple):
    """What the grammar says of a piece of text: its forms, the extras with the index of the form whose place they
    share, and the indices of forms before which a sentence ends.
    """

    forms: tuple[str, ...]
    extras: tuple[tuple[int, str], ...] = ()
    breaks: tuple[int, ...] = ()

    def analyzed(self) -> AnalyzedText:
        """The same for a whole text."""
        return AnalyzedText(self.forms, self.extras, _beginnings([0, *self.breaks], len(self.forms)))


class _Chunk(NamedTuple):
    """A reading of one chunk, and whether a sentence ends after it if the next chunk can begin one."""

    reading: Reading
    stops: bool


class ChunkReader:
    """Analyses texts by their chunks; `read` says what the grammar makes of one. Safe to share between threads."""

    def __init__(self, read: Callable[[str], Reading]) -> None:
        self._read = read
        # Emptied when full: what is common is soon back.
        self._known: dict[str, _Chunk] = {}

    def analyze(self, text: str) -> AnalyzedText:
        """The tokens of a text."""
        if BREAK in text or _BETWEEN in text:
            return self._read(text).analyzed()
        chunks = cut(text)
        if not chunks:
            return AnalyzedText([], [], [])
        words = _BETWEEN.join(chunks).lower().split(_BETWEEN)
        if len(max(words, key=len)) > LONGEST_FORM:
            words = list(map(as_form, chunks))
        known = self._known.get
        forms: list[str] = []
        extras: list[tuple[int, str]] = []
        breaks = [0]
        after = 0
        for place in list(compress(range(len(chunks)), map(not_, map(str.isalpha, chunks)))):
            forms += words[after:place]
            after = place + 1
            if chunks[place] == BREAK:
                breaks.append(len(forms))
                continue
            chunk = chunks[place]
            (own, own_extras, own_breaks), stops = known(chunk) or self._read_chunk(chunk)
            if own_extras:
                extras += [(len(forms) + index, form) for index, form in own_extras]
            if own_breaks:
                breaks += [len(forms) + index for index in own_breaks]
            forms += own
            if stops and _can_begin(chunks, after):
                breaks.append(len(forms))
        forms += words[after:]
        return AnalyzedText(forms, extras, _beginnings(breaks, len(forms)))

    def _read_chunk(self, text: str) -> _Chunk:
        chunk = _word(text) or self._by_grammar(unbound(text))
        if len(text) <= _LONGEST_REMEMBERED:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[text] = chunk
        return chunk

    def _by_grammar(self, text: str) -> _Chunk:
        reading = self._read(text)
        stops = any(sign in text for sign in _STOPS) and reading != self._read(text + _SENTENCE_FOLLOWS)
        return _Chunk(reading, stops)


def _word(text: str) -> _Chunk | None:
    """A chunk that is a word with a comma, or a long word with a full stop: most new chunks."""
    stops = text[-1] == "."
    bare = text[:-1] if stops or text[-1] in ",;" else text
    if not bare.isalpha() or (stops and len(bare) <= _LONGEST_ABBREVIATION):
        return None
    return _Chunk(Reading((as_form(bare),)), stops)


def _can_begin(chunks: list[str], place: int) -> bool:
    """Whether what stands at `place` can begin a sentence. A new line there says so itself."""
    return _beginning.match(" ".join(chunks[place : place + 2])) is not None


def _beginnings(breaks: list[int], end: int) -> list[int]:
    """Each beginning of a sentence once, and none that holds no word; `breaks` never fall."""
    found = list(dict.fromkeys(breaks))
    if found[-1] == end:
        found.pop()
    return found
