"""Making the file of a vocabulary: from the forms of an index, their counts, and their terms as far as known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from searchlib.analysis.folding import fold
from searchlib.analysis.terms import IMPLIED, Analyzer
from searchlib.form_terms import FormTerms, analysed
from searchlib.neighbours import neighbour_sections
from searchlib.tables import Strings, as_section, distinct, listed_sections, packed, string_sections
from searchlib.vocabulary import MAPS, FormStatistics, Vocabulary

Numbers = NDArray[Any]

_GONE: Final = -1


@dataclass(frozen=True, slots=True)
class FormCounts:
    """Distinct forms, sorted, with the number of meetings and of occurrences of each; implied forms among them."""

    forms: Sequence[str]
    meetings: Numbers
    occurrences: Numbers

    @classmethod
    def of(cls, forms: Iterable[FormStatistics]) -> Self:
        """The same from one object for each form, in any order."""
        ordered = sorted(forms, key=lambda statistics: statistics.form)
        counts = [[one.meetings, one.occurrences] for one in ordered]
        meetings, occurrences = np.array(counts, dtype=np.int64).reshape(-1, 2).T
        return cls([one.form for one in ordered], meetings, occurrences)


def compile_vocabulary(
    counts: FormCounts,
    analyzer: Analyzer,
    *,
    known: Iterable[FormTerms] = (),
    previous: Vocabulary | None = None,
) -> bytes:
    """The file of a vocabulary.

    Analysing a form is what costs: `known` are terms that have been looked up already, and those of forms that
    `previous` has are taken from there, if it was made with the same analysis. The bytes do not depend on either.
    `known` is asked for one by one, and may be large.
    """
    maps = _Maps(counts.forms)
    if previous is not None and previous.fingerprint == analyzer.fingerprint:
        maps.take_over(previous)
    for terms in known:
        maps.take(terms)
    maps.take(analysed(maps.left(), analyzer))
    sections = {
        "fingerprint": analyzer.fingerprint.encode(),
        **string_sections("forms", counts.forms),
        "meetings": as_section(counts.meetings),
        "occurrences": as_section(counts.occurrences),
    }
    by_rank = np.lexsort((np.arange(len(counts.forms)), -counts.meetings)).astype(np.int64)
    for name in MAPS:
        sections.update(maps.sections(name, by_rank))
    sections.update(_folded_parts(Strings({name: memoryview(data) for name, data in sections.items()}, "part")))
    sections.update(neighbour_sections(counts.forms, counts.meetings))
    return packed(sections)


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Which form has which key: form forms[i] has keys[owners[i]]."""

    keys: Sequence[str]
    owners: Numbers
    forms: Numbers


class _Maps:
    """The inverse maps while they are made. A form is taken once, from whoever knows it first."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._number_of = {name: number for number, name in enumerate(names)}
        self._left = np.ones(len(names), dtype=np.bool_)
        self._pairs: dict[str, list[_Pairs]] = {name: [] for name in MAPS}

    def left(self) -> list[str]:
        """The forms that have not been taken yet."""
        return [self._names[number] for number in np.flatnonzero(self._left).tolist()]

    def take(self, terms: FormTerms) -> None:
        """Take the terms of those forms that are still left."""
        numbers = self._taken(terms.forms)
        for name, lists in terms.lists.items():
            forms = np.repeat(numbers, np.diff(lists.first))
            kept = np.flatnonzero(forms != _GONE)
            self._pairs[name].append(_used(lists.keys, lists.items[kept], forms[kept]))
        self._fold(numbers[numbers != _GONE])

    def take_over(self, known: Vocabulary) -> None:
        """Take everything that an older vocabulary says of its forms."""
        numbers = self._taken(list(known.forms))
        for name in MAPS:
            listed = known.listed(name)
            forms = numbers[listed.items]
            kept = np.flatnonzero(forms != _GONE)
            self._pairs[name].append(_used(list(listed.keys), listed.owners()[kept], forms[kept]))

    def _taken(self, forms: Sequence[str]) -> Numbers:
        """For each form its number, or _GONE when there is none or it was taken before."""
        number_of = self._number_of
        numbers = np.fromiter(map(number_of.get, forms, repeat(_GONE)), np.int64, len(forms))
        there = np.flatnonzero(numbers != _GONE)
        new = self._left[numbers[there]]
        self._left[numbers[there]] = False
        numbers[there[~new]] = _GONE
        return numbers

    def _fold(self, numbers: Numbers) -> None:
        """Their spellings without marks, where these are different."""
        names = self._names
        marked = [number for number in numbers.tolist() if not names[number].isascii()]
        keys = _all_folded([names[number].removeprefix(IMPLIED) for number in marked])
        changed = [key != names[number] for number, key in zip(marked, keys, strict=True)]
        owners = np.flatnonzero(np.array(changed, dtype=np.bool_))
        self._pairs["folded"].append(_used(keys, owners, np.array(marked, dtype=np.int64)[owners]))

    def sections(self, name: str, by_rank: Numbers) -> dict[str, bytes]:
        """The finished map; below one key the forms stand in the order `by_rank`."""
        keys, owners, forms = _united(self._pairs[name])
        rank = np.empty(len(by_rank), dtype=np.uint64)
        rank[by_rank] = np.arange(len(by_rank), dtype=np.uint64)
        pairs = np.sort((owners.astype(np.uint64) << np.uint64(32)) | rank[forms])
        items = by_rank[(pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)]
        return listed_sections(name, keys, (pairs >> np.uint64(32)).astype(np.int64), items)


def _all_folded(forms: Sequence[str]) -> list[str]:
    """The spelling of each without marks: all at once, unless one of them holds the sign that keeps them apart."""
    joined = fold("\0".join(forms)).split("\0")
    return joined if len(joined) == len(forms) else [fold(form) for form in forms]


def _used(keys: Sequence[str], owners: Numbers, forms: Numbers) -> _Pairs:
    """Pairs with no keys but those that are used."""
    used = np.flatnonzero(np.bincount(owners.astype(np.int64), minlength=len(keys)))
    new_number = np.zeros(len(keys), dtype=np.uint32)
    new_number[used] = np.arange(len(used), dtype=np.uint32)
    return _Pairs([keys[number] for number in used.tolist()], new_number[owners], forms.astype(np.uint32))


def _united(pieces: Sequence[_Pairs]) -> tuple[list[str], Numbers, Numbers]:
    """All keys, sorted, and the pairs of all pieces with the numbers of these."""
    keys, number_of = distinct(chain.from_iterable(piece.keys for piece in pieces))
    owners = [np.empty(0, dtype=np.int64)]
    for piece in pieces:
        new_number = np.fromiter(map(number_of.__getitem__, piece.keys), np.int64, len(piece.keys))
        owners.append(new_number[piece.owners])
    return keys, np.concatenate(owners), np.concatenate([owners[0], *(piece.forms for piece in pieces)])


def _folded_parts(terms: Strings) -> dict[str, bytes]:
    """The terms with å, ä, ö … by their folded spelling: inflected forms of a word that is typed without them."""
    marked = [(number, term) for number, term in enumerate(terms) if not term.isascii()]
    spelled = zip(marked, _all_folded([term for _, term in marked]), strict=True)
    pairs = sorted((folded, number) for (number, term), folded in spelled if folded != term)
    keys, key_number = distinct(folded for folded, _ in pairs)
    owners = np.array([key_number[folded] for folded, _ in pairs], dtype=np.int64)
    return listed_sections("folded_part", keys, owners, np.array([number for _, number in pairs], dtype=np.int64))
