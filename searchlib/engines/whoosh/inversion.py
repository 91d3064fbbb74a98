"""From the words of a batch of meetings to posting lists: the words are ordered by term, once for each table.

Tokens are numbered in reading order, and words come in that order, so an order by term that keeps it makes posting
lists; meeting, row, position and weight are looked up by token afterwards. An extra token has the number of the
word at whose position it stands, so that two terms at one position are one.
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

# NumPy has a radix sort for numbers of 16 bits only.
_DIGIT_BITS: Final = 16
_DIGIT: Final = (1 << _DIGIT_BITS) - 1


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

    def let_go(self) -> None:
        """Nothing: the lists lie nowhere else."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Words ordered by term and then by token, each term once a token. `as_lemma`: whether it is a lemma there."""

    terms: Numbers
    tokens: Numbers
    as_lemma: Numbers | None = None

    @classmethod
    def of(cls, terms: Numbers, tokens: Numbers, as_lemma: Numbers | None = None) -> Occurrences:
        """Order words whose tokens rise. A term that comes twice at a token is a lemma if it is one either time."""
        order = radix_order(terms)
        terms, tokens = terms[order], tokens[order]
        first = np.flatnonzero(_starts_of(terms) | _starts_of(tokens))
        lemmas = None if as_lemma is None else _any(as_lemma[order], first)
        if len(first) == len(terms):
            return cls(terms, tokens, lemmas)
        return cls(terms[first], tokens[first], lemmas)


def radix_order(numbers: Numbers) -> Numbers:
    """The indexes that put numbers from 0 below 2**32 in order, equal ones as they come.

    A digit at a time, several times faster than any sort of 64 bits.
    """
    order = (numbers & _DIGIT).astype(np.uint16).argsort(kind="stable")
    if int(numbers.max(initial=0)) > _DIGIT:
        high = (numbers >> _DIGIT_BITS).astype(np.uint16)
        order = order[high[order].argsort(kind="stable")]
    return order


def table_of(found: Occurrences, tokens: Tokens, names: Sequence[bytes], kind: TableKind) -> MemoryTable:
    """The posting lists of ordered words; terms are indexes of the sorted `names`."""
    terms, at = found.terms, found.tokens
    meetings = tokens.meetings[at]
    weights = tokens.weights[at]
    new_term = _starts_of(terms)
    new_meeting = new_term | _starts_of(meetings)
    begins = np.flatnonzero(new_meeting)
    present = terms[np.flatnonzero(new_term)]
    return MemoryTable(
        [names[number] for number in present.tolist()],
        Postings(
            np.append(np.flatnonzero(new_term[begins]), len(begins)),
            meetings[begins],
            _sums(weights, begins),
            _sums(weights * found.as_lemma, begins) if found.as_lemma is not None else None,
            _places(at, tokens, new_meeting, new_term) if kind.places else None,
        ),
    )


def _places(at: Numbers, tokens: Tokens, new_meeting: Numbers, new_term: Numbers) -> Places:
    rows = tokens.rows[at]
    new_row = np.flatnonzero(new_meeting | _starts_of(rows))
    first_rows = np.append(np.flatnonzero(new_meeting[new_row]), len(new_row))
    return Places(
        np.diff(first_rows),
        rows[new_row],
        np.diff(np.append(new_row, len(at))),
        tokens.positions[at],
        np.append(np.flatnonzero(new_term[new_row]), len(new_row)),
        np.append(np.flatnonzero(new_term), len(at)),
    )


def _starts_of(values: Numbers) -> Numbers:
    changed = np.empty(len(values), dtype=np.bool_)
    changed[:1] = True
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _any(values: Numbers, begins: Numbers) -> Numbers:
    return np.logical_or.reduceat(values, begins) if len(begins) else np.empty(0, dtype=np.bool_)


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
