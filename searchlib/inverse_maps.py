"""The maps from terms back to forms while they are made: which forms have a term, by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.form_terms import LISTED, FormTerms
from searchlib.names import Names, places_in, united
from searchlib.tables import Strings, listed_sections
from searchlib.vocabulary import Vocabulary

Numbers = NDArray[Any]

_GONE: Final = -1


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which form has which key: form forms[i] has key number owners[i]."""

    keys: Names
    owners: Numbers
    forms: Numbers


class InverseMaps:
    """A map for each name of LISTED. A form is taken once, from whoever knows it first."""

    def __init__(self, forms: Names) -> None:
        self._forms = forms
        self._left = np.ones(len(forms), dtype=np.bool_)
        self._pairs: dict[str, list[Pairs]] = {name: [] for name in LISTED}

    def left(self) -> list[str]:
        """The forms that have not been taken yet."""
        return self._forms.chosen(np.flatnonzero(self._left)).texts()

    def take(self, terms: FormTerms) -> None:
        """Take the terms of those forms that are still left."""
        numbers = np.empty(len(terms.forms), dtype=np.int64)
        numbers[terms.forms.numbers] = self._taken(terms.forms.names)
        for name, lists in terms.lists.items():
            forms = np.repeat(numbers, np.diff(lists.first))
            self._add(name, lists.keys.names, lists.keys.ranks()[lists.items], forms)

    def take_over(self, known: Vocabulary) -> None:
        """Take everything that an older vocabulary says of its forms."""
        numbers = self._taken(_names(known.forms))
        for name in LISTED:
            listed = known.listed(name)
            self._add(name, _names(listed.keys), listed.owners(), numbers[listed.items])

    def _taken(self, forms: Names) -> Numbers:
        """For each form its number, or _GONE when there is none or it was taken before."""
        numbers = places_in(self._forms, forms)
        there = np.flatnonzero(numbers != _GONE)
        new = self._left[numbers[there]]
        self._left[numbers[there]] = False
        numbers[there[~new]] = _GONE
        return numbers

    def _add(self, name: str, keys: Names, owners: Numbers, forms: Numbers) -> None:
        """Keep the pairs whose form is not _GONE, with no keys but those that are used."""
        kept = np.flatnonzero(forms != _GONE)
        owners = owners[kept].astype(np.int64)
        used = np.zeros(len(keys), dtype=np.bool_)
        used[owners] = True
        new_number = np.cumsum(used, dtype=np.uint32) - np.uint32(1)
        self._pairs[name].append(
            Pairs(keys.chosen(np.flatnonzero(used)), new_number[owners], forms[kept].astype(np.uint32))
        )

    def pairs(self, name: str) -> Pairs:
        """The whole of a map, without an order."""
        pieces = self._pairs[name]
        keys, numbers = united([piece.keys for piece in pieces])
        owners = [number[piece.owners] for number, piece in zip(numbers, pieces, strict=True)]
        return Pairs(keys, _end_to_end(owners), _end_to_end([piece.forms for piece in pieces]))


def map_sections(name: str, pairs: Pairs, by_rank: Numbers) -> dict[str, bytes]:
    """The sections of a finished map; below one key the forms stand in the order `by_rank`."""
    rank = np.empty(len(by_rank), dtype=np.uint64)
    rank[by_rank] = np.arange(len(by_rank), dtype=np.uint64)
    ordered = np.sort((pairs.owners.astype(np.uint64) << np.uint64(32)) | rank[pairs.forms])
    items = by_rank[(ordered & np.uint64(0xFFFFFFFF)).astype(np.int64)]
    return listed_sections(name, pairs.keys, (ordered >> np.uint64(32)).astype(np.int64), items)


def _names(strings: Strings) -> Names:
    return Names(np.frombuffer(strings.text, np.uint8), strings.ends.astype(np.int64))


def _end_to_end(pieces: Sequence[Numbers]) -> Numbers:
    return np.concatenate([np.empty(0, dtype=np.uint32), *pieces])
