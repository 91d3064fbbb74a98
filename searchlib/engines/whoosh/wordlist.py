"""Numbers for the words of a batch: each distinct form is analysed once and then known by its number."""

from __future__ import annotations

from searchlib.analysis.terms import Analyzer
from searchlib.engines.whoosh.inversion import Ragged

# How many forms are kept from batch to batch; past it the list starts anew, so that memory stays bounded.
KEPT_FORMS = 400_000


class Numbering(dict[str, int]):
    """A number for each string, given when it is first asked for."""

    def __missing__(self, key: str) -> int:
        number = self[key] = len(self)
        return number


class WordList:
    """The forms seen so far, their terms, and numbers for all of them."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self.forms = Numbering()
        self.parts = Numbering()
        self.stems = Numbering()
        self._form_parts: list[tuple[int, ...]] = []
        self._form_stems: list[tuple[int, ...]] = []

    def analyse_new(self) -> None:
        """Look up the terms of the forms that have come since the last call."""
        for form in list(self.forms)[len(self._form_parts) :]:
            word = self._analyzer.word(form)
            lemmas = frozenset(word.lemmas)
            # A part that is a lemma of the form has an odd number here: the flag is in the lowest bit.
            self._form_parts.append(
                tuple(self.parts[term] * 2 + (term in lemmas) for term in dict.fromkeys(word.terms("part")))
            )
            self._form_stems.append(tuple(self.stems[term] for term in dict.fromkeys(word.stems)))

    def form_parts(self) -> Ragged:
        """For each form its parts; twice the number of the part, plus one when it is a lemma of the form."""
        return Ragged.of(self._form_parts)

    def form_stems(self) -> Ragged:
        """For each form its stems."""
        return Ragged.of(self._form_stems)

    @property
    def is_full(self) -> bool:
        """Whether it is time to start a new list."""
        return len(self.forms) > KEPT_FORMS
