"""From the words of a batch of meetings to posting lists: one sort of packed numbers for each table.

A key packs a term and the number of a token of the batch. Tokens are numbered in reading order, so sorted
keys are posting lists; meeting, row, position and weight are looked up by token afterwards. An extra token
has the number of the word at whose position it stands, so that two terms at one position are one key.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.engines.whoosh.postings import Places, Postings, cut, spread
from searchlib.engines.whoosh.tables import TableKind

Numbers = NDArray[Any]

_TOKEN_BITS: Final = np.uint64(32)
_TOKEN_MASK: Final = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Tokens:
    """What is known of every token of a batch, by its number in reading order."""

    meetings: Numbers
    rows: Numbers
    positions: Numbers
    weights: Numbers


@dataclass(frozen=True, slots=True)
class MemoryTable:
    """A term table in memory, as `joining.write_table` takes it."""

    sorted_terms: list[bytes]
    lists: Postings

    def terms(self) -> list[bytes]:
        """All terms, sorted."""
        return self.sorted_terms

    def sizes(self) -> tuple[int, int, int]:
        """The number of entries in docs, rows and places."""
        places = self.lists.places
        return len(self.lists.docs), *((len(places.rows), len(places.places)) if places is not None else (0, 0))

    def burden(self) -> Numbers:
        """For each term the number of its places, or of its meetings."""
        return np.diff(self.lists.first if self.lists.places is None else self.lists.places.first)

    def postings(self, begin: int, end: int) -> Postings:
        """The lists of the terms from `begin` to `end`."""
        return cut(self.lists, begin, end)


def occurrence_keys(terms: Numbers, tokens: Numbers) -> Numbers:
    """Sorted, distinct keys of terms that stand at tokens."""
    keys = (terms.astype(np.uint64) << _TOKEN_BITS) | tokens.astype(np.uint64)
    keys.sort()
    return keys[_changes(keys)]


def lemma_keys(terms: Numbers, tokens: Numbers, as_lemma: Numbers) -> tuple[Numbers, Numbers]:
    """Sorted, distinct keys, and for each whether the term is a lemma of a word at the token."""
    keys = (terms.astype(np.uint64) << _TOKEN_BITS) | tokens.astype(np.uint64)
    # The lowest bit is 0 for a lemma, so that of equal keys the lemma comes first and is kept.
    packed = (keys << np.uint64(1)) | ~as_lemma.astype(np.bool_)
    packed.sort()
    kept = packed[_changes(packed >> np.uint64(1))]
    return kept >> np.uint64(1), (kept & np.uint64(1)) == 0


def _changes(values: Numbers) -> Numbers:
    """Where a sorted array takes a new value."""
    return np.flatnonzero(_starts_of(values))


def table_of(
    keys: Numbers, tokens: Tokens, names: Sequence[bytes], kind: TableKind, as_lemma: Numbers | None = None
) -> MemoryTable:
    """The posting lists of sorted keys; term numbers in the keys are indexes of the sorted `names`."""
    terms = (keys >> _TOKEN_BITS).astype(np.int32)
    at = (keys & _TOKEN_MASK).astype(np.int64)
    meetings = tokens.meetings[at]
    weights = tokens.weights[at]
    new_term = _starts_of(terms)
    new_meeting = new_term | _starts_of(meetings)
    begins = np.flatnonzero(new_meeting)
    term_begins = np.flatnonzero(new_term)
    present = terms[term_begins]
    return MemoryTable(
        [names[number] for number in present.tolist()],
        Postings(
            np.append(begins.searchsorted(term_begins), len(begins)),
            meetings[begins],
            _sums(weights, begins),
            _sums(weights * as_lemma, begins) if as_lemma is not None else None,
            _places(at, tokens, new_meeting, begins, term_begins) if kind.places else None,
        ),
    )


def _places(at: Numbers, tokens: Tokens, new_meeting: Numbers, begins: Numbers, term_begins: Numbers) -> Places:
    rows = tokens.rows[at]
    new_row = np.flatnonzero(new_meeting | _starts_of(rows))
    first_rows = np.append(new_row.searchsorted(begins), len(new_row))
    return Places(
        np.diff(first_rows),
        rows[new_row],
        np.diff(np.append(new_row, len(at))),
        tokens.positions[at],
        np.append(new_row.searchsorted(term_begins), len(new_row)),
        np.append(term_begins, len(at)),
    )


def _starts_of(values: Numbers) -> Numbers:
    changed = np.empty(len(values), dtype=np.bool_)
    changed[:1] = True
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _sums(values: Numbers, begins: Numbers) -> Numbers:
    return np.add.reduceat(values, begins, dtype=np.int64) if len(begins) else np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lists of numbers end to end: those of entry i lie from first[i] to first[i + 1]."""

    first: Numbers
    items: Numbers

    @classmethod
    def of(cls, items: array[int], ends: array[int]) -> Ragged:
        """Lists that lie end to end already; `ends` begins with 0."""
        return cls(np.array(ends, dtype=np.int64), np.array(items, dtype=np.int64))

    def expanded(self, entries: Numbers) -> tuple[Numbers, Numbers]:
        """The items of many entries end to end, and for each item the index in `entries` that it is of."""
        begins = self.first[entries]
        counts = self.first[entries + 1] - begins
        return self.items[spread(begins, counts)], np.repeat(np.arange(len(entries)), counts)
