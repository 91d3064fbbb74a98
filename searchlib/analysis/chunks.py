"""The fast analysis: a text is cut at its white space, and each chunk is read once and remembered.

Words repeat, and so do they with their commas and parentheses: of the chunks of a year of minutes, nine in ten have
been seen before. The grammar is asked about new chunks only. What a chunk means may depend on the next one in one
respect: whether the stop at its end ends a sentence. (Items that reach across white space are bound together before
the cut, see `bonds`.)

Chunks of one word are looked up all at once, without a step of Python for each. The others are taken one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import repeat
from typing import Final, NamedTuple, TypeVar

from searchlib.analysis.bonds import BREAK, cut, unbound
from searchlib.analysis.parse import as_form
from searchlib.analysis.terms import AnalyzedText

# Chunks remembered, of one word and of other kinds, and how long they may be: some 50 MB when full.
_WORDS_REMEMBERED: Final = 1 << 17
_CHUNKS_REMEMBERED: Final = 1 << 16
_LONGEST_REMEMBERED: Final = 80

# The list of abbreviations says so; after longer words a full stop is one.
_LONGEST_ABBREVIATION: Final = 5
# A sign after which the grammar ends a sentence, and two spaces, which no item reaches across.
_SENTENCE_FOLLOWS: Final = "  §"
_STOPS: Final = ".!?…"
# What the grammar wants after a stop: a capital or number, perhaps after signs that open, perhaps after a space.
_beginning = re.compile(r"""["”’'»«(–•*\#-]*+ ?[A-ZÅÄÖÉ\d§]""")

_Meaning = TypeVar("_Meaning")


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


class Chunk(NamedTuple):
    """A reading of one chunk, and whether a sentence ends after it if the next chunk can begin one."""

    reading: Reading
    stops: bool


class ChunkReader:
    """Analyses texts by their chunks; `read` says what the grammar makes of one. Safe to share between threads."""

    def __init__(self, read: Callable[[str], Reading]) -> None:
        self._read = read
        # Chunks of one word to its form; and all the others. Emptied when full: what is common is soon back.
        self._words: dict[str, str] = {}
        self._chunks: dict[str, Chunk] = {}

    def analyze(self, text: str) -> AnalyzedText:
        """The tokens of a text."""
        if BREAK in text:
            return self._read(text).analyzed()
        chunks = cut(text)
        words = list(map(self._words.get, chunks, repeat("")))
        known = self._chunks.get
        forms: list[str] = []
        extras: list[tuple[int, str]] = []
        breaks = [0]
        after = 0
        for place in [place for place, word in enumerate(words) if not word]:
            forms += words[after:place]
            after = place + 1
            chunk = chunks[place]
            if chunk == BREAK:
                breaks.append(len(forms))
                continue
            if chunk.isalpha():
                forms.append(self._new_word(chunk))
                continue
            (own, own_extras, own_breaks), stops = known(chunk) or self._new_chunk(chunk)
            if own_extras:
                extras += [(len(forms) + index, form) for index, form in own_extras]
            if own_breaks:
                breaks += [len(forms) + index for index in own_breaks]
            forms += own
            if stops and _can_begin(chunks, after):
                breaks.append(len(forms))
        forms += words[after:]
        return AnalyzedText(forms, extras, _beginnings(breaks, len(forms)))

    def _new_word(self, text: str) -> str:
        """The form of letters that have not been seen: most new chunks, and nothing to ask the grammar about."""
        form = as_form(text)
        if len(text) <= _LONGEST_REMEMBERED:
            # A word that stands as it is written is kept once.
            _remember(self._words, text, text if text == form else form, _WORDS_REMEMBERED)
        return form

    def read_chunk(self, text: str) -> Chunk:
        """What a chunk of `bonds.cut` means, read anew."""
        return _word(text) or self._by_grammar(unbound(text))

    def _new_chunk(self, text: str) -> Chunk:
        chunk = self.read_chunk(text)
        if len(text) <= _LONGEST_REMEMBERED:
            (forms, extras, breaks), stops = chunk
            if len(forms) == 1 and not (extras or breaks or stops):
                # A word that stands as it is written is kept once.
                _remember(self._words, text, text if text == forms[0] else forms[0], _WORDS_REMEMBERED)
            else:
                _remember(self._chunks, text, chunk, _CHUNKS_REMEMBERED)
        return chunk

    def _by_grammar(self, text: str) -> Chunk:
        reading = self._read(text)
        stops = any(sign in text for sign in _STOPS) and reading != self._read(text + _SENTENCE_FOLLOWS)
        return Chunk(reading, stops)


def _word(text: str) -> Chunk | None:
    """A chunk that is a word, perhaps with a comma or a long word with a full stop: nine new chunks in ten."""
    stops = text[-1] == "."
    bare = text[:-1] if stops or text[-1] in ",;" else text
    if not bare.isalpha() or (stops and len(bare) <= _LONGEST_ABBREVIATION):
        return None
    return Chunk(Reading((as_form(bare),)), stops)


def _remember(known: dict[str, _Meaning], text: str, meaning: _Meaning, most: int) -> None:
    if len(known) >= most:
        known.clear()
    known[text] = meaning


def _can_begin(chunks: list[str], place: int) -> bool:
    """Whether what stands at `place` can begin a sentence. A new line there says so itself."""
    return _beginning.match(" ".join(chunks[place : place + 2])) is not None


def _beginnings(breaks: list[int], end: int) -> list[int]:
    """Each beginning of a sentence once, and none that holds no word; `breaks` never fall."""
    found = list(dict.fromkeys(breaks))
    if found[-1] == end:
        found.pop()
    return found
