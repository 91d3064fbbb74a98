"""Numbers for the words of a batch: each distinct form is analysed once and then known by its number."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Final

import numpy as np

from searchlib.analysis.terms import IMPLIED, Analyzer
from searchlib.engines.whoosh.inversion import Ragged
from searchlib.engines.whoosh.numbering import numbering
from searchlib.engines.whoosh.postings import starts
from searchlib.engines.whoosh.sorted_names import SortedNames
from searchlib.form_terms import FormTerms, TermLists

# How many forms are kept from batch to batch, at some 400 bytes each; past it the list starts anew.
KEPT_FORMS: Final = 600_000


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
        self.forms = numbering()
        self.parts = numbering()
        self.stems = numbering()
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
        part_number, stem_number = self.parts.of, self.stems.of
        for form in self.forms.since(len(self._form_parts)):
            word = self._analyzer.word(form)
            # Asked now, while the analyzer remembers the parts of the form.
            key = self._analyzer.name_key(form.removeprefix(IMPLIED))
            if key is not None:
                self.name_keys[form] = key
            lemmas = word.lemmas
            parts = dict.fromkeys([part[0] for part in word.parts])
            self._form_parts.append([part_number(term) * 2 + (term in lemmas) for term in parts])
            self._form_stems.append(map(stem_number, dict.fromkeys(word.stems)))

    def form_parts(self) -> Ragged:
        """For each form its parts; twice the number of the part, plus one when it is a lemma of the form."""
        return Ragged.of(self._form_parts.items, self._form_parts.ends)

    def form_stems(self) -> Ragged:
        """For each form its stems."""
        return Ragged.of(self._form_stems.items, self._form_stems.ends)

    def sorted_names(self) -> tuple[SortedNames, SortedNames, SortedNames]:
        """All forms, parts and stems in order."""
        for names, strings in zip(self._sorted, (self.forms, self.parts, self.stems), strict=True):
            names.take(strings)
        return self._sorted

    @property
    def is_full(self) -> bool:
        """Whether it is time to start a new list."""
        return len(self.forms) > KEPT_FORMS

    def form_terms(self) -> FormTerms:
        """The terms of all forms that have been looked up."""
        parts, stems = self.form_parts(), self.form_stems()
        as_lemma = (parts.items & 1).astype(np.bool_)
        part_names = self.parts.since(0)
        count = len(parts.first) - 1
        lists = {
            "lemma": TermLists(part_names, starts(as_lemma)[parts.first], parts.items[as_lemma] >> 1),
            "part": TermLists(part_names, parts.first, parts.items >> 1),
            "stem": TermLists(self.stems.since(0), stems.first, stems.items),
            "name": self._names(count),
        }
        return FormTerms(self.forms.since(0)[:count], lists)

    def _names(self, count: int) -> TermLists:
        holders, items, keys = array("I"), array("I"), numbering()
        self.forms.extend(holders, self.name_keys)
        keys.extend(items, self.name_keys.values())
        return TermLists(keys.since(0), starts(np.bincount(holders, minlength=count)), np.array(items, dtype=np.int64))
