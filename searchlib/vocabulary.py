"""Every form of one index with its counts and terms: what widening, suggestions and prefixes are made from.

Compiled once when a generation is written (`vocabulary_compiler`) into one file that is memory-mapped. Opening it reads
a few hundred bytes; a look-up takes microseconds.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from searchlib.analysis.folding import fold
from searchlib.analysis.terms import IMPLIED, Layer
from searchlib.neighbours import Neighbours
from searchlib.remembered import remembered
from searchlib.tables import Listed, Numbers, Strings, numbers, unpacked

# What forms can be found by, beside themselves. Spellings and names are kept only where they say something:
# a form without å, ä, ö is its own folded spelling, and a common word has no name key.
MAPS: Final = ("lemma", "part", "stem", "folded", "name")


@dataclass(frozen=True, slots=True)
class FormStatistics:
    """One form of the index: in how many meetings it stands, and how often in all (zone participant aside)."""

    form: str
    meetings: int
    occurrences: int


class Vocabulary:
    """A compiled vocabulary. Safe to share between threads."""

    def __init__(self, data: bytes | memoryview | mmap.mmap) -> None:
        """Look into the bytes that `compile_vocabulary` made. Raises IndexDamaged when they are not such bytes."""
        self._data = data
        sections = unpacked(memoryview(data), "vocabulary")
        self.fingerprint = bytes(sections["fingerprint"]).decode("utf-8", "replace")
        self._forms = Strings(sections, "forms")
        self._meetings = numbers(sections["meetings"])
        self._occurrences = numbers(sections["occurrences"])
        self._maps = {name: Listed(sections, name) for name in MAPS}
        self._folded_parts = Listed(sections, "folded_part")
        self._neighbours = Neighbours(sections, self._forms, self._meetings)

    @classmethod
    def open(cls, path: Path) -> Vocabulary:
        """Map a file into memory; it stays mapped as long as the vocabulary, or an array of it, lives."""
        with path.open("rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def maps(self) -> list[mmap.mmap]:
        """The file that is mapped into memory, if any."""
        return [self._data] if isinstance(self._data, mmap.mmap) else []

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
        return self._forms.many(self.numbers_having(layer, term, limit).astype(np.int64))

    def numbers_having(self, layer: Layer, term: str, limit: int) -> Numbers:
        """The numbers of the same forms among all `forms`."""
        if layer == "form":
            found = self._forms.find(term)
            return np.array([] if found is None else [found], dtype=np.uint32)
        return self._maps[layer].of(term)[:limit]

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
        return self._all(self.numbers_starting_with(prefix, limit))

    def numbers_starting_with(self, prefix: str, limit: int) -> Numbers:
        """The numbers of the same forms among all `forms`."""
        span = self._forms.range_of(prefix)
        if not prefix:
            span = range(span.start, self.implied.start)
        meetings = self._meetings[span.start : span.stop].astype(np.int64)
        if len(meetings) > limit:
            # Everything that ties with the last of the best is kept, so that the form decides among equals.
            least = np.partition(meetings, len(meetings) - limit)[len(meetings) - limit]
            chosen = np.flatnonzero(meetings >= least)
        else:
            chosen = np.arange(len(meetings))
        best = chosen[np.argsort(-meetings[chosen], kind="stable")][:limit]
        return (best + span.start).astype(np.uint32)

    def spelled_like(self, folded: str) -> Sequence[FormStatistics]:
        """The forms that become `folded` when å ä ö é … lose their marks, most meetings first.

        `folded` itself is among them when it stands in the index.
        """
        accented = [self._at(index) for index in self._maps["folded"].of(folded).tolist()]
        plain = self.statistics(folded) if folded == fold(folded) else None
        return sorted([*accented, *([plain] if plain else [])], key=_most_meetings_first)

    def near(self, typed: str, slips: int, least: float = 0) -> list[tuple[str, int]]:
        """The forms that may be at most `slips` (1 or 2) slips of the pen away from `typed`, and some that are not.

        Each with its number of meetings, which is `least` at least.
        """
        near = self._neighbours.near(typed, slips)
        chosen = near[self._meetings[near] >= least].astype(np.int64)
        return list(zip(self._forms.many(chosen), self._meetings[chosen].tolist(), strict=True))

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

    @remembered
    def implied(self) -> range:
        """The numbers of the forms that stand in no text."""
        return self._forms.range_of(IMPLIED)

    @property
    def meetings(self) -> Numbers:
        """For each form the number of meetings in which it stands."""
        return self._meetings

    def _at(self, index: int) -> FormStatistics:
        return FormStatistics(self._forms[index], int(self._meetings[index]), int(self._occurrences[index]))

    def _all(self, indexes: Numbers) -> tuple[FormStatistics, ...]:
        counts = zip(self._meetings[indexes].tolist(), self._occurrences[indexes].tolist(), strict=True)
        forms = self._forms.many(indexes.astype(np.int64))
        return tuple(FormStatistics(form, *own) for form, own in zip(forms, counts, strict=True))


def _most_meetings_first(statistics: FormStatistics) -> tuple[int, str]:
    return -statistics.meetings, statistics.form
