"""Numbers for the words of a batch: each distinct form is analysed once and then known by its number."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from searchlib.analysis.terms import IMPLIED, Analyzer, Part, Word
from searchlib.engines.whoosh.inversion import Ragged

# How many forms are kept from batch to batch, at some 400 bytes each; past it the list starts anew.
KEPT_FORMS: Final = 600_000


class Numbering(dict[str, int]):
    """A number for each string, given when it is first asked for."""

    def __missing__(self, key: str) -> int:
        number = self[key] = len(self)
        return number


class _Lists:
    """Lists of numbers that grow one list at a time, without an object for each."""

    def __init__(self) -> None:
        self.items = array("I")
        self.ends = array("I", [0])

    def append(self, numbers: Iterator[int]) -> None:
        self.items.extend(numbers)
        self.ends.append(len(self.items))

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, index: int) -> array[int]:
        return self.items[self.ends[index] : self.ends[index + 1]]


class WordList:
    """The forms seen so far, their terms, and numbers for all of them."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self.forms = Numbering()
        self.parts = Numbering()
        self.stems = Numbering()
        # The name keys of those forms that have one.
        self.name_keys: dict[str, str] = {}
        # Of a part twice its number, plus one when it is a lemma of the form.
        self._form_parts = _Lists()
        self._form_stems = _Lists()

    def analyse_new(self) -> None:
        """Look up the terms of the forms that have come since the last call."""
        for form in islice(self.forms, len(self._form_parts), None):
            word = self._analyzer.word(form)
            # Asked now, while the analyzer remembers the parts of the form.
            key = self._analyzer.name_key(form.removeprefix(IMPLIED))
            if key is not None:
                self.name_keys[form] = key
            lemmas = frozenset(word.lemmas)
            parts = dict.fromkeys(word.terms("part"))
            self._form_parts.append(self.parts[term] * 2 + (term in lemmas) for term in parts)
            self._form_stems.append(self.stems[term] for term in dict.fromkeys(word.stems))

    def form_parts(self) -> Ragged:
        """For each form its parts; twice the number of the part, plus one when it is a lemma of the form."""
        return Ragged.of(self._form_parts.items, self._form_parts.ends)

    def form_stems(self) -> Ragged:
        """For each form its stems."""
        return Ragged.of(self._form_stems.items, self._form_stems.ends)

    @property
    def is_full(self) -> bool:
        """Whether it is time to start a new list."""
        return len(self.forms) > KEPT_FORMS

    def words(self) -> Mapping[str, Word]:
        """The analysed forms with their terms; the spans of parts are not kept, each is that of the whole form."""
        return _KnownWords(self.forms, (self._form_parts, list(self.parts)), (self._form_stems, list(self.stems)))


class _KnownWords(Mapping[str, Word]):
    """Words put together when they are asked for."""

    def __init__(
        self, forms: Mapping[str, int], parts: tuple[_Lists, list[str]], stems: tuple[_Lists, list[str]]
    ) -> None:
        self._forms = forms
        self._parts, self._part_names = parts
        self._stems, self._stem_names = stems

    def __getitem__(self, form: str) -> Word:
        number = self._forms.get(form)
        if number is None or number >= len(self._parts):
            raise KeyError(form)
        parts = [(self._part_names[part >> 1], part & 1) for part in self._parts[number]]
        return Word(
            form,
            tuple(term for term, is_lemma in parts if is_lemma),
            tuple(Part(term, 0, len(form)) for term, _ in parts),
            tuple(self._stem_names[stem] for stem in self._stems[number]),
        )

    def __len__(self) -> int:
        return len(self._parts)

    def __iter__(self) -> Iterator[str]:
        return islice(self._forms, len(self))
