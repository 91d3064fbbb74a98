"""The numbers of the terms of forms, as an index wants them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from searchlib.analysis.morphology import Morphology
from searchlib.analysis.terms import NumberedTerms, Word
from searchlib.loops import compiled


def term_numbers(morphology: Morphology, parts: dict[str, int], stems: dict[str, int]) -> NumberedTerms:
    """The fastest look-up that there is."""
    loop = compiled("terms")
    if loop is None:
        return SpelledTerms(morphology.word, parts, stems)
    numbers: NumberedTerms = loop.TermNumbers(morphology, parts, stems)
    return numbers


class SpelledTerms:
    """Looks up the terms of a word, one by one; `word` says what they are."""

    def __init__(self, word: Callable[[str], Word], parts: dict[str, int], stems: dict[str, int]) -> None:
        self._word = word
        self._part = parts.__getitem__
        self._stem = stems.__getitem__

    def of(self, form: str) -> tuple[Sequence[int], Sequence[int]]:
        """Numbers for the parts and stems of a form."""
        word = self._word(form)
        lemmas = frozenset(word.lemmas)
        parts = [self._part(term) * 2 + (term in lemmas) for term in word.terms("part")]
        return parts, [self._stem(term) for term in dict.fromkeys(word.stems)]
