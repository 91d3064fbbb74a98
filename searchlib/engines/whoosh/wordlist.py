"""Numbers for the words of a batch: each distinct form is analysed once and then known by its number."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Final

import numpy as np

from searchlib.analysis.terms import IMPLIED, Analyzer
from searchlib.engines.whoosh.inversion import Ragged
from searchlib.engines.whoosh.sorted_names import SortedNames
from searchlib.form_terms import FormTerms, TermLists
from searchlib.names import NumberedNames
from searchlib.runs import starts

# How many forms are kept from batch to batch, at some 400 bytes each; past it the list starts anew.
KEPT_FORMS: Final = 600_000


class Numbering(dict[str, int]):
    """A number for each string, given when it is first asked for; `strings` are in the order of their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []

    def __missing__(self, key: str) -> int:
        number = self[key] = len(self)
        self.strings.append(key)
        return number


class _Lists:
    """Lists of numbers that grow one list at a time, without an object for each."""

    def __init__(self) -> None:
        self.items = array("I")
        self.ends = array("I", [0])

    def append(self, numbers: Iterable[int]) -> None:
        self.items.extend(numbers)
        self.ends.append(len(self.items))

    def __len__(self) -> int:
        return len(self.ends) - 1


class WordList:
    """The forms seen so far, their terms, and numbers for all of them."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self.forms = Numbering()
        self.parts = Numbering()
        self.stems = Numbering()
        # Reads texts as numbers of `forms`.
        self.reader = analyzer.numbered(self.forms)
        self._terms = analyzer.term_numbers(self.parts, self.stems)
        # The name keys of those forms that have one.
        self.name_keys: dict[str, str] = {}
        # Of a part twice its number, plus one when it is a lemma of the form.
        self._form_parts = _Lists()
        self._form_stems = _Lists()
        self._sorted = SortedNames(), SortedNames(), SortedNames()

    @property
    def waiting(self) -> int:
        """How many forms have come since the last look-up."""
        return len(self.forms) - len(self._form_parts)

    def analyse_new(self) -> None:
        """Look up the terms of the forms that have come since the last call."""
        for form in self.forms.strings[len(self._form_parts) :]:
            parts, stems = self._terms.of(form)
            # Asked now, while the analyzer remembers the parts of the form.
            key = self._analyzer.name_key(form.removeprefix(IMPLIED))
            if key is not None:
                self.name_keys[form] = key
            self._form_parts.append(parts)
            self._form_stems.append(stems)

    def form_parts(self) -> Ragged:
        """For each form its parts; twice the number of the part, plus one when it is a lemma of the form."""
        return Ragged.of(self._form_parts.items, self._form_parts.ends)

    def form_stems(self) -> Ragged:
        """For each form its stems."""
        return Ragged.of(self._form_stems.items, self._form_stems.ends)

    def sorted_names(self) -> tuple[SortedNames, SortedNames, SortedNames]:
        """All forms, parts and stems in order."""
        for names, strings in zip(self._sorted, (self.forms, self.parts, self.stems), strict=True):
            names.take(strings.strings)
        return self._sorted

    @property
    def is_full(self) -> bool:
        """Whether it is time to start a new list."""
        return len(self.forms) > KEPT_FORMS

    def form_terms(self) -> FormTerms:
        """The terms of all forms."""
        self.analyse_new()
        forms, part_keys, stem_keys = (names.every for names in self.sorted_names())
        parts, stems = self.form_parts(), self.form_stems()
        as_lemma = (parts.items & 1).astype(np.bool_)
        lists = {
            "lemma": TermLists(part_keys, starts(as_lemma)[parts.first], parts.items[as_lemma] >> 1),
            "part": TermLists(part_keys, parts.first, parts.items >> 1),
            "stem": TermLists(stem_keys, stems.first, stems.items),
            "name": self._names(),
        }
        return FormTerms(forms, lists)

    def _names(self) -> TermLists:
        holders = np.fromiter(map(self.forms.__getitem__, self.name_keys), np.int64, len(self.name_keys))
        keys = Numbering()
        items = np.fromiter(map(keys.__getitem__, self.name_keys.values()), np.int64, len(self.name_keys))
        first = starts(np.bincount(holders, minlength=len(self.forms)))
        return TermLists(NumberedNames.of(keys.strings), first, items)
