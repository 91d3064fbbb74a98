"""A toy analysis with every feature of a real one, so that engine tests need no language.

Words are separated by white space, a full stop ends a sentence, and spelling says what a word is:

    avtal_plan      a compound of avtal and plan
    avtalen         lemma avtal: the ending -en is taken off; the stem is the first four letters
    rs/12           an identifier: the extra forms rs and 12 stand at its position
    kultur~plan     kultur, and the implied form kultur_plan at the same position
"""

from __future__ import annotations

import re

from searchlib.analysis.numbered import Spelled
from searchlib.analysis.term_numbers import SpelledTerms
from searchlib.analysis.terms import (
    IMPLIED,
    AnalyzedText,
    FormNumbers,
    NumberedReader,
    NumberedTerms,
    Part,
    Token,
    Word,
)

_WORD = re.compile(r"[^\s.]+")


class ToyAnalyzer:
    """An `Analyzer` whose every answer can be read off the spelling of a word."""

    @property
    def fingerprint(self) -> str:
        return "toy-1"

    def tokens(self, text: str) -> list[Token]:
        found: list[Token] = []
        for position, match in enumerate(_WORD.finditer(text)):
            form, *extras = _forms(match.group().lower())
            found.append(Token(form, position, match.start(), match.end()))
            found += [Token(extra, position, match.start(), match.end(), extra=True) for extra in extras]
        return found

    def analyze(self, text: str) -> AnalyzedText:
        tokens = self.tokens(text)
        words = [token for token in tokens if not token.extra]
        begins = [
            word.position
            for index, word in enumerate(words)
            if index == 0 or "." in text[words[index - 1].end : word.start]
        ]
        extras = [(token.position, token.form) for token in tokens if token.extra]
        return AnalyzedText([word.form for word in words], extras, begins)

    def numbered(self, numbers: FormNumbers) -> NumberedReader:
        return Spelled(self, numbers)

    def word(self, form: str) -> Word:
        bare = form.removeprefix(IMPLIED)
        lemma = _lemma(bare)
        parts = [Part(lemma, 0, len(form))]
        start = len(form) - len(bare)
        for piece in bare.split("_") if "_" in bare else []:
            parts.append(Part(_lemma(piece), start, start + len(piece)))
            start += len(piece) + 1
        return Word(form, (lemma,), tuple(parts), tuple(dict.fromkeys(part.term[:4] for part in parts)))

    def term_numbers(self, parts: dict[str, int], stems: dict[str, int]) -> NumberedTerms:
        return SpelledTerms(self.word, parts, stems)

    def is_stop_word(self, form: str) -> bool:
        return form in {"och", "i"}

    def is_word(self, form: str) -> bool:
        return False

    def compound_parts(self, form: str) -> tuple[str, ...]:
        return tuple(_lemma(piece) for piece in form.split("_")) if "_" in form else ()

    def joined(self, left: str, right: str) -> tuple[str, ...]:
        return (f"{left}_{right}",)

    def name_key(self, form: str) -> str | None:
        return None


def _forms(word: str) -> list[str]:
    if "~" in word:
        first, _, rest = word.partition("~")
        return [first or "~", f"{IMPLIED}{first}_{rest}"]
    return [word, *(piece for piece in word.split("/") if piece)] if "/" in word else [word]


def _lemma(form: str) -> str:
    return form.removesuffix("en") or form
