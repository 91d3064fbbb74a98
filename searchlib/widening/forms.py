"""Which forms of this index count as a word of the query, and which part of them to mark."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from searchlib.analysis.terms import Analyzer
from searchlib.clauses import Key
from searchlib.marks import Mark, NumberedSlot
from searchlib.remembered import remembered
from searchlib.tables import Numbers
from searchlib.vocabulary import Vocabulary
from searchlib.wanted_forms import WantedForms, wanted_forms

# Forms of one term that are written out one by one, most meetings first. Rarer ones still match and are marked.
MOST_FORMS: Final = 2000


class FormMarks(NumberedSlot):
    """Form → what to mark of it, for the forms that any of `keys` finds. Spans are worked out when asked for.

    Looking through it gives at most MOST_FORMS forms for each key; asking for a form always gives the right answer.
    """

    def __init__(
        self,
        keys: Sequence[tuple[int, Key]],
        analyzer: Analyzer,
        vocabulary: Vocabulary,
        without: frozenset[str] = frozenset(),
    ) -> None:
        self._keys = keys
        self._analyzer = analyzer
        self._vocabulary = vocabulary
        self._without = without
        self._marks: dict[str, Mark | None] = {}

    @remembered
    def wanted(self) -> WantedForms:
        """The forms one by one with the numbers of their words; cheap, without spans."""
        left_out = [number for form in self._without if (number := self._vocabulary.forms.find(form)) is not None]
        kept = self._listed
        if left_out:
            kept = [(word, forms[~np.isin(forms, left_out)]) for word, forms in kept]
        return wanted_forms(self._vocabulary.forms, kept)

    @remembered
    def _is_complete(self) -> bool:
        """Whether these are all of the forms, so that no other needs to be analysed."""
        return all(len(forms) < MOST_FORMS for _, forms in self._listed)

    @remembered
    def _listed(self) -> list[tuple[int, Numbers]]:
        """For each key the number of its word and those of its forms in the vocabulary, most meetings first."""
        forms = self._vocabulary
        return [(number, forms.numbers_having(key.layer, key.term, MOST_FORMS)) for number, key in self._keys]

    def __getitem__(self, form: str) -> Mark:
        mark = self._mark(form) if form in self else None
        if mark is None:
            raise KeyError(form)
        return mark

    def __contains__(self, form: object) -> bool:
        return form in self.wanted or (not self._is_complete and isinstance(form, str) and self._mark(form) is not None)

    @remembered
    def held(self) -> Container[str]:
        """The same forms; where all of them are known one by one, without a call of Python for each question."""
        return self.wanted if self._is_complete else self

    def __iter__(self) -> Iterator[str]:
        return iter(self.wanted)

    def __len__(self) -> int:
        return len(self.wanted)

    def _mark(self, form: str) -> Mark | None:
        if form not in self._marks:
            self._marks[form] = None if form in self._without else self._worked_out(form)
        return self._marks[form]

    def _worked_out(self, form: str) -> Mark | None:
        """The longest span of the form that any of the keys stands for; the first key's of equally long ones."""
        best: Mark | None = None
        first = len(self._keys)
        spans = [(form, 0, len(form), "form"), *((*part, "part") for part in self._analyzer.word(form).parts)]
        for term, start, end, layer in spans:
            place = self._place_of.get((layer, term))
            if place is not None and (best is None or (best.start - best.end, first) > (start - end, place)):
                best, first = Mark(start, end, self._keys[place][0]), place
        return best

    @remembered
    def _place_of(self) -> Mapping[tuple[str, str], int]:
        """Layer and term of each key → its place among the keys, the first where two are equal."""
        places: dict[tuple[str, str], int] = {}
        for place, (_, key) in enumerate(self._keys):
            places.setdefault((key.layer, key.term), place)
        return places


def narrowed(keys: tuple[Key, ...], vocabulary: Vocabulary, without: frozenset[str]) -> tuple[Key, ...]:
    """Keys that decide as before, but for the forms `without`: each term is written out as its other forms.

    The written-out forms have no weight of their own; the score comes from the ranking keys.
    """
    kept: dict[Key, None] = {}
    for key in keys:
        forms = vocabulary.forms_having(key.layer, key.term, MOST_FORMS)
        if without.isdisjoint(forms):
            kept[key] = None
        else:
            kept.update((Key("form", form, 0.0), None) for form in forms if form not in without)
    return tuple(kept)
