"""The terms of many forms as arrays: what an index has learnt of its words while it was written."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from searchlib.analysis.terms import IMPLIED, Analyzer
from searchlib.names import NumberedNames

Numbers = NDArray[Any]

# By what a form is found: its terms by layer, and the key of a name.
LISTED: Final = ("lemma", "part", "stem", "name")


@dataclass(frozen=True, slots=True)
class TermLists:
    """Numbers of `keys` by number of the form: those of form i lie from first[i] to first[i + 1]."""

    keys: NumberedNames
    first: Numbers
    items: Numbers

    @classmethod
    def of(cls, lists: Iterable[Iterable[str]]) -> Self:
        """The lists of keys, one a form."""
        numbers: dict[str, int] = {}
        items, ends = array("I"), array("Q", [0])
        for keys in lists:
            items.extend(numbers.setdefault(key, len(numbers)) for key in keys)
            ends.append(len(items))
        return cls(NumberedNames.of(list(numbers)), np.array(ends, dtype=np.int64), np.array(items, dtype=np.int64))


@dataclass(frozen=True, slots=True)
class FormTerms:
    """Forms, each with its terms in every map of LISTED."""

    forms: NumberedNames
    lists: Mapping[str, TermLists]


def analysed(forms: Sequence[str], analyzer: Analyzer) -> FormTerms:
    """The terms of forms that have not been looked up yet."""
    words = [analyzer.word(form) for form in forms]
    keys = [analyzer.name_key(form.removeprefix(IMPLIED)) for form in forms]
    lists = {
        "lemma": TermLists.of(dict.fromkeys(word.lemmas) for word in words),
        "part": TermLists.of(word.terms("part") for word in words),
        "stem": TermLists.of(dict.fromkeys(word.stems) for word in words),
        "name": TermLists.of([key] if key is not None else [] for key in keys),
    }
    return FormTerms(NumberedNames.of(forms), lists)
