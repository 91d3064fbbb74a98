"""Every form of one index with its counts and terms: what widening, suggestions and prefixes are made from.

Compiled once when a generation is written, from the forms and their counts, into one file that is memory-mapped.
Opening it reads a few hundred bytes; a look-up takes microseconds.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from searchlib.analysis.folding import fold
from searchlib.analysis.terms import IMPLIED, Analyzer, Layer, Word
from searchlib.neighbours import Neighbours, neighbour_sections
from searchlib.tables import (
    Listed,
    Numbers,
    Strings,
    as_section,
    distinct,
    listed_sections,
    numbers,
    packed,
    string_sections,
    unpacked,
)

# What forms can be found by, beside themselves. Spellings and names are kept only where they say something:
# a form without å, ä, ö is its own folded spelling, and a common word has no name key.
_LAYERS: Final[tuple[Layer, ...]] = ("lemma", "part", "stem")
_MAPS: Final = (*_LAYERS, "folded", "name")


@dataclass(frozen=True, slots=True)
class FormStatistics:
    """One form of the index: in how many meetings it stands, and how often in all (zone participant aside)."""

    form: str
    meetings: int
    occurrences: int


def compile_vocabulary(
    forms: Iterable[FormStatistics],
    analyzer: Analyzer,
    *,
    words: Mapping[str, Word] | None = None,
    name_keys: Mapping[str, str] | None = None,
    previous: Vocabulary | None = None,
) -> bytes:
    """The file of a vocabulary; `forms` are distinct, in any order; implied forms among them.

    Analysing a form is what costs: `words` are analyses that are known already, `name_keys` the name keys of all
    those words that have one (None: they are not known), and the terms of forms that
    `previous` has are taken from there, if it was made with the same analysis. The bytes do not depend on either.
    """
    ordered = sorted(forms, key=lambda statistics: statistics.form)
    names = [statistics.form for statistics in ordered]
    meetings = np.array([statistics.meetings for statistics in ordered], dtype=np.int64)
    maps = _Maps(names, analyzer, words or {}, name_keys, previous)
    sections = {
        "fingerprint": analyzer.fingerprint.encode(),
        **string_sections("forms", names),
        "meetings": as_section(meetings),
        "occurrences": as_section([statistics.occurrences for statistics in ordered]),
    }
    by_rank = np.lexsort((np.arange(len(names)), -meetings)).astype(np.int64)
    for name in _MAPS:
        sections.update(maps.sections(name, by_rank))
    sections.update(_folded_parts(Strings({name: memoryview(data) for name, data in sections.items()}, "part")))
    sections.update(neighbour_sections(names, meetings))
    return packed(sections)


class Vocabulary:
    """A compiled vocabulary. Safe to share between threads."""

    def __init__(self, data: bytes | memoryview | mmap.mmap) -> None:
        """Look into the bytes that `compile_vocabulary` made. Raises IndexDamaged when they are not such bytes."""
        sections = unpacked(memoryview(data), "vocabulary")
        self.fingerprint = bytes(sections["fingerprint"]).decode("utf-8", "replace")
        self._forms = Strings(sections, "forms")
        self._meetings = numbers(sections["meetings"])
        self._occurrences = numbers(sections["occurrences"])
        self._maps = {name: Listed(sections, name) for name in _MAPS}
        self._folded_parts = Listed(sections, "folded_part")
        self._neighbours = Neighbours(sections, self._forms, self._meetings)

    @classmethod
    def open(cls, path: Path) -> Vocabulary:
        """Map a file into memory; it stays mapped as long as the vocabulary, or an array of it, lives."""
        with path.open("rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def __len__(self) -> int:
        return len(self._forms)

    def __iter__(self) -> Iterator[FormStatistics]:
        """Every form, in the order of its UTF-8 bytes."""
        counts = zip(self._forms, self._meetings.tolist(), self._occurrences.tolist(), strict=True)
        return (FormStatistics(*row) for row in counts)

    def __contains__(self, form: object) -> bool:
        return isinstance(form, str) and self._forms.find(form) is not None

    def statistics(self, form: str) -> FormStatistics | None:
        """The counts of a form, or None when the index does not have it."""
        index = self._forms.find(form)
        return None if index is None else self._at(index)

    def forms_with(self, layer: Layer, term: str, limit: int | None = None) -> Sequence[FormStatistics]:
        """The forms that have this term in this layer, most meetings first, then by form; all, or `limit`."""
        if layer == "form":
            found = self.statistics(term)
            return () if found is None else (found,)
        return self._all(self._maps[layer].of(term)[:limit])

    def forms_having(self, layer: Layer, term: str, limit: int) -> list[str]:
        """The first `limit` of `forms_with`, without their counts: cheaper when there are thousands."""
        if layer == "form":
            return [term] if term in self else []
        return [self._forms[index] for index in self._maps[layer].of(term)[:limit].tolist()]

    def has_term(self, layer: Layer, term: str) -> bool:
        """Whether any form of the index has this term in this layer."""
        return term in self if layer == "form" else self._maps[layer].keys.find(term) is not None

    def has_any(self, layer: Layer, terms: Iterable[str]) -> bool:
        """Whether any form of the index has one of these terms in this layer."""
        return any(self.has_term(layer, term) for term in terms)

    def occurrences_of(self, layer: Layer, term: str) -> int:
        """How often, in all, the forms with this term in this layer stand in the index."""
        if layer == "form":
            found = self.statistics(term)
            return found.occurrences if found else 0
        return int(self._occurrences[self._maps[layer].of(term)].sum(dtype=np.int64))

    def starting_with(self, prefix: str, limit: int) -> Sequence[FormStatistics]:
        """Forms that begin so, implied ones left out, most meetings first, at most `limit`."""
        span = self._forms.range_of(prefix)
        if not prefix:
            span = range(span.start, self._forms.range_of(IMPLIED).start)
        meetings = self._meetings[span.start : span.stop].astype(np.int64)
        if len(meetings) > limit:
            # Everything that ties with the last of the best is kept, so that the form decides among equals.
            least = np.partition(meetings, len(meetings) - limit)[len(meetings) - limit]
            chosen = np.flatnonzero(meetings >= least)
        else:
            chosen = np.arange(len(meetings))
        best = chosen[np.argsort(-meetings[chosen], kind="stable")][:limit]
        return self._all((best + span.start).astype(np.uint32))

    def spelled_like(self, folded: str) -> Sequence[FormStatistics]:
        """The forms that become `folded` when å ä ö é … lose their marks, most meetings first.

        `folded` itself is among them when it stands in the index.
        """
        accented = [self._at(index) for index in self._maps["folded"].of(folded).tolist()]
        plain = self.statistics(folded) if folded == fold(folded) else None
        return sorted([*accented, *([plain] if plain else [])], key=_most_meetings_first)

    def near(self, typed: str, slips: int) -> Iterator[tuple[str, int]]:
        """The forms that may be at most `slips` (1 or 2) slips of the pen away from `typed`, and some that are not.

        Each with its number of meetings.
        """
        for number in self._neighbours.near(typed, slips):
            yield self._forms[number], int(self._meetings[number])

    def terms_spelled_like(self, folded: str) -> Sequence[str]:
        """The terms of the layer part that become `folded` when they lose their marks, in alphabetical order."""
        keys = self._maps["part"].keys
        return [keys[number] for number in self._folded_parts.of(folded).tolist()]

    def spelled_from(self, folded: str, limit: int) -> Sequence[FormStatistics]:
        """The forms with å ä ö é … that begin with `folded` when they lose them, most meetings first."""
        listed = self._maps["folded"]
        span = listed.keys.range_of(folded)
        found = listed.within(span)
        best = found[np.argsort(-self._meetings[found].astype(np.int64), kind="stable")][:limit]
        return self._all(best)

    def named_like(self, key: str) -> Sequence[FormStatistics]:
        """The forms with this name key (`Analyzer.name_key`), most meetings first."""
        return self._all(self._maps["name"].of(key))

    def listed(self, name: str) -> Listed:
        """One of the inverse maps as it lies in the file: lemma, part, stem, folded or name."""
        return self._maps[name]

    @property
    def forms(self) -> Strings:
        """All forms, sorted; their numbers are those of the inverse maps."""
        return self._forms

    @property
    def meetings(self) -> Numbers:
        """For each form the number of meetings in which it stands."""
        return self._meetings

    def _at(self, index: int) -> FormStatistics:
        return FormStatistics(self._forms[index], int(self._meetings[index]), int(self._occurrences[index]))

    def _all(self, indexes: Numbers) -> tuple[FormStatistics, ...]:
        return tuple(self._at(index) for index in indexes.tolist())


def _folded_parts(terms: Strings) -> dict[str, bytes]:
    """The terms with å, ä, ö … by their folded spelling: inflected forms of a word that is typed without them."""
    pairs = sorted((folded, number) for number, term in enumerate(terms) if (folded := fold(term)) != term)
    keys, key_number = distinct(folded for folded, _ in pairs)
    owners = np.array([key_number[folded] for folded, _ in pairs], dtype=np.int64)
    return listed_sections("folded_part", keys, owners, np.array([number for _, number in pairs], dtype=np.int64))


def _most_meetings_first(statistics: FormStatistics) -> tuple[int, str]:
    return -statistics.meetings, statistics.form


class _Maps:
    """The inverse maps while they are made: for each of them, pairs of a key and the form that has it."""

    def __init__(
        self,
        names: Sequence[str],
        analyzer: Analyzer,
        words: Mapping[str, Word],
        name_keys: Mapping[str, str] | None,
        previous: Vocabulary | None,
    ) -> None:
        known = previous if previous is not None and previous.fingerprint == analyzer.fingerprint else None
        self._keys: dict[str, list[str]] = {name: [] for name in _MAPS}
        self._owned: dict[str, list[int]] = {name: [] for name in _MAPS}
        new = range(len(names))
        if known is not None:
            new_number = _renumbered(known, names)
            for name in _MAPS:
                self._take_over(name, known, new_number)
            old = set(new_number.tolist())
            new = [number for number in new if number not in old]  # type: ignore[assignment]
        for number in new:
            form = names[number]
            word = words.get(form)
            self._add(number, word or analyzer.word(form))
            if word is not None and name_keys is not None:
                key = name_keys.get(form)
            else:
                key = analyzer.name_key(form.removeprefix(IMPLIED))
            if key is not None:
                self._pair("name", number, (key,))

    def _take_over(self, name: str, known: Vocabulary, new_number: Numbers) -> None:
        listed = known.listed(name)
        owners, items = listed.owners(), new_number[listed.items]
        kept = items != _GONE
        keys = list(listed.keys)
        self._keys[name] += [keys[owner] for owner in owners[kept].tolist()]
        self._owned[name] += items[kept].tolist()

    def _add(self, number: int, word: Word) -> None:
        for layer in _LAYERS:
            self._pair(layer, number, dict.fromkeys(word.terms(layer)))
        folded = fold(word.form.removeprefix(IMPLIED))
        if folded != word.form:
            self._pair("folded", number, (folded,))

    def _pair(self, name: str, number: int, keys: Iterable[str]) -> None:
        for key in keys:
            self._keys[name].append(key)
            self._owned[name].append(number)

    def sections(self, name: str, by_rank: NDArray[np.int64]) -> dict[str, bytes]:
        """The finished map; below one key the forms stand in the order `by_rank`."""
        keys, key_number = distinct(self._keys[name])
        owners = np.array([key_number[key] for key in self._keys[name]], dtype=np.uint64)
        rank = np.empty(len(by_rank), dtype=np.uint64)
        rank[by_rank] = np.arange(len(by_rank), dtype=np.uint64)
        pairs = np.sort((owners << np.uint64(32)) | rank[np.array(self._owned[name], dtype=np.int64)])
        items = by_rank[(pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)]
        return listed_sections(name, keys, (pairs >> np.uint64(32)).astype(np.int64), items)


_GONE: Final = 0xFFFFFFFF


def _renumbered(known: Vocabulary, names: Sequence[str]) -> Numbers:
    """For each form of `known` its number among `names`, or _GONE."""
    number_of = {name: number for number, name in enumerate(names)}
    return np.array([number_of.get(form, _GONE) for form in known.forms], dtype=np.uint32)
