"""Forms that are wanted, each with the word of the query that it answers: asked one by one, or looked for in a text.

There may be thousands of them, and an answer has fifteen texts to look through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Protocol

import numpy as np

from searchlib.analysis.terms import IMPLIED
from searchlib.loops import compiled
from searchlib.tables import Numbers, Strings
from searchlib.text import lower

# A form that stands in a text, as it is spelled: its offset, the number of the word that it answers, the form.
Standing = tuple[int, int, str]

_WORD: Final = re.compile(r"\w+")


class WantedForms(Protocol):
    """What `PlainForms` and the compiled loop have in common."""

    @property
    def has_implied(self) -> bool:
        """Whether there are forms that stand in no text (`searchlib.analysis.terms.IMPLIED`)."""
        ...

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[str]: ...

    def __contains__(self, form: object) -> bool: ...

    def word(self, form: str) -> int | None:
        """The number of the word that a form answers; None when it is not wanted."""
        ...

    def standing(self, text: str) -> list[Standing]:
        """Where wanted forms stand in a text, as whole words and in any case, in order."""
        ...


class PlainForms:
    """The forms in a dictionary."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._words = words
        # No words as they are spelled: identifiers, hyphens.
        strange = [form for form in words if form and not _WORD.fullmatch(form)]
        self._odd = [form for form in strange if not form.startswith(IMPLIED)]
        self.has_implied = len(strange) > len(self._odd)

    def __len__(self) -> int:
        return len(self._words)

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __contains__(self, form: object) -> bool:
        return form in self._words

    def word(self, form: str) -> int | None:
        """The number of the word that a form answers; None when it is not wanted."""
        return self._words.get(form)

    def standing(self, text: str) -> list[Standing]:
        """Where wanted forms stand in a text, as whole words and in any case, in order."""
        lowered = lower(text)
        present = {*(self._words.keys() & set(_WORD.findall(lowered))), *self._odd}
        return sorted((at, self._words[form], form) for form in present for at in _offsets_of(form, lowered))


def _offsets_of(form: str, lowered: str) -> Iterator[int]:
    """Where a form stands as a word of its own in a text of small letters."""
    at = lowered.find(form)
    while at >= 0:
        end = at + len(form)
        if not (at and _is_letter(lowered[at - 1])) and not _is_letter(lowered[end : end + 1]):
            yield at
        at = lowered.find(form, end)


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def wanted_forms(strings: Strings, wanted: Sequence[tuple[int, Numbers]]) -> WantedForms:
    """The forms with some numbers in a table of strings, for each of several words; the first word has a form."""
    loop: Any = compiled("wanted_forms")
    if loop is not None:
        forms: WantedForms = loop.WantedForms(strings.text, strings.ends, wanted)
        return forms
    words: dict[str, int] = {}
    for word, indexes in wanted:
        for form in strings.many(indexes.astype(np.int64)):
            words.setdefault(form, word)
    return PlainForms(words)
