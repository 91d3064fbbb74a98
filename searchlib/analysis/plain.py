"""The usual Swedish analysis, words and Snowball stems without a lexicon: a baseline, and quick in tests."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from searchlib.analysis.stemming import stem
from searchlib.analysis.stopwords import STOP_WORDS
from searchlib.analysis.term_numbers import SpelledTerms
from searchlib.analysis.terms import AnalyzedText, FormNumbers, NumberedReader, NumberedTerms, Part, Token, Word
from searchlib.analysis.tokenizer import Tokenizer

_VERSION: Final = "plain-1"


class PlainLore:
    """What is known of words without a lexicon: nothing, so broken words are mended and nothing is implied."""

    def is_word(self, form: str) -> bool:
        """Always: a hyphen at the end of a line is taken for a broken word."""
        return True

    def sharing_end(self, beginning: str, whole: str) -> tuple[str, ...]:
        """Nothing."""
        return ()

    def sharing_beginning(self, whole: str, end: str) -> tuple[str, ...]:
        """Nothing."""
        return ()


class PlainAnalyzer:
    """Surface form and Snowball stem; the stem is the only lemma and part. Safe to share between threads."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer(PlainLore())
        self._word = lru_cache(1 << 16)(_plain_word)

    @property
    def fingerprint(self) -> str:
        """The version of this code."""
        return _VERSION

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a normalised text, ordered by position."""
        return self._tokenizer.tokens(text)

    def analyze(self, text: str) -> AnalyzedText:
        """The same tokens without offsets."""
        return self._tokenizer.analyze(text)

    def numbered(self, numbers: FormNumbers) -> NumberedReader:
        """The same with the numbers of forms."""
        return self._tokenizer.numbered(numbers)

    def word(self, form: str) -> Word:
        """The form and its stem."""
        return self._word(form)

    def term_numbers(self, parts: dict[str, int], stems: dict[str, int]) -> NumberedTerms:
        """The terms of forms as numbers."""
        return SpelledTerms(self.word, parts, stems)

    def is_stop_word(self, form: str) -> bool:
        """Whether the form is one of the words that carry no subject of their own."""
        return form in STOP_WORDS

    def is_word(self, form: str) -> bool:
        """Never: there is no dictionary."""
        return False

    def compound_parts(self, form: str) -> tuple[str, ...]:
        """Never any: compounds need a lexicon."""
        return ()

    def joined(self, left: str, right: str) -> tuple[str, ...]:
        """The two words written as one."""
        return (left + right,)

    def name_key(self, form: str) -> str | None:
        """Never any: telling names from words needs a lexicon."""
        return None


def _plain_word(form: str) -> Word:
    root = stem(form)
    return Word(form, (root,), (Part(root, 0, len(form)),), (root,))
