"""Text recognition (OCR) gone wrong: many of the words are no Swedish words, whole or put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from searchlib.analysis.chain import swedish_analyzer
from searchlib.documents import Section

# Measured on pages of our own that tesseract read at many levels of noise (tests/data/ocr): clean ones have at most
# two such words in a hundred, those with every fifth word wrong ten and more. Of 197 public minutes none has eight.
_MISREAD_SHARE = 0.1
_MIN_WORDS = 40
# So many signs of each section are looked at, in so many of them: a quotation in English is not the whole text.
_SAMPLE = 1_000
_MAX_SECTIONS = 8

# Names begin with a capital, and short words look like each other.
_word = re.compile(r"(?<![^\W_])[a-zåäöéü]{4,}(?![^\W_-])")


def looks_misread(sections: Sequence[Section]) -> bool:
    """Whether so many different words are unknown that a person should compare the text with its original."""
    words = {word for text in _samples(sections) for word in _word.findall(text)}
    if len(words) < _MIN_WORDS:
        return False
    return sum(not _is_known(word) for word in words) > _MISREAD_SHARE * len(words)


def _samples(sections: Sequence[Section]) -> Iterator[str]:
    """The beginnings of sections from all over the document."""
    step = max(1, len(sections) // _MAX_SECTIONS)
    room = _SAMPLE if len(sections) > 1 else _SAMPLE * _MAX_SECTIONS
    yield from (section.text[:room] for section in sections[::step])


def _is_known(word: str) -> bool:
    analyzer = swedish_analyzer()
    return analyzer.is_word(word) or bool(analyzer.compound_parts(word))
