"""Inversion in NumPy: what the compiled loop of the same name does, and what is done where there is none.

Tokens are numbered in reading order, and words come in that order, so an order by term that keeps it makes posting
lists; meeting, row, position and weight are looked up by token afterwards. An extra has the number of the word at
whose position it stands, so that two terms at one position are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.runs import spread, starts

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

    @classmethod
    def of(cls, pieces: Numbers, weights: Numbers) -> Tokens:
        """The tokens of pieces, with the weights of their zones."""
        meeting, row, zone, offset, count = pieces.astype(np.int64).T
        meetings, rows, zones = (np.repeat(column, count) for column in (meeting, row, zone))
        return cls(meetings, rows, spread(offset, count), weights.astype(np.int64)[zones])


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Words ordered by term and then by token, each term once a token. `as_lemma`: whether it is a lemma there."""

    terms: Numbers
    tokens: Numbers
    as_lemma: Numbers

    @classmethod
    def of(cls, terms: Numbers, tokens: Numbers, as_lemma: Numbers) -> Occurrences:
        """Order words whose tokens rise. A term that comes twice at a token is a lemma if it is one either time."""
        order = radix_order(terms)
        terms, tokens = terms[order], tokens[order]
        first = np.flatnonzero(_starts_of(terms) | _starts_of(tokens))
        return cls(terms[first], tokens[first], _any(as_lemma[order], first))


def inverted(
    pieces: Numbers,
    forms: Numbers,
    extras: Numbers,
    weights: Numbers,
    first: Numbers,
    terms: Numbers,
    count: int,
    with_places: bool,
) -> tuple[Numbers, ...]:
    """The posting lists of `count` terms: first, docs, weights, lemmas, and with places row_counts, rows, place_counts,
    places, where the rows of each term begin, and where its places do. The arguments are those of `Words` and `Terms`.
    """
    numbers, at = _words(forms, extras)
    items, owners = _expanded(first.astype(np.int64), terms, numbers)
    found = Occurrences.of(items >> 1, at[owners], (items & 1).astype(np.bool_))
    lists = _lists(found, Tokens.of(pieces, weights), count)
    return lists if with_places else lists[:4]


def _words(forms: Numbers, extras: Numbers) -> tuple[Numbers, Numbers]:
    """The form of every word and extra in reading order, and the token at which it stands."""
    own, tokens = extras.astype(np.int64).T
    every = np.arange(len(forms), dtype=np.int64)
    return np.insert(forms.astype(np.int64), tokens + 1, own), np.insert(every, tokens + 1, tokens)


def _expanded(first: Numbers, items: Numbers, entries: Numbers) -> tuple[Numbers, Numbers]:
    """The items of many entries end to end, and for each item the index in `entries` that it is of."""
    begins = first[entries]
    counts = first[entries + 1] - begins
    return items[spread(begins, counts)], np.repeat(np.arange(len(entries)), counts)


def radix_order(numbers: Numbers) -> Numbers:
    """The indexes that put numbers from 0 below 2**32 in order, equal ones as they come.

    A digit at a time, several times faster than any sort of 64 bits.
    """
    order = (numbers & _DIGIT).astype(np.uint16).argsort(kind="stable")
    if int(numbers.max(initial=0)) > _DIGIT:
        high = (numbers >> _DIGIT_BITS).astype(np.uint16)
        order = order[high[order].argsort(kind="stable")]
    return order


def _lists(found: Occurrences, tokens: Tokens, count: int) -> tuple[Numbers, ...]:
    terms, at = found.terms, found.tokens
    meetings, rows, weights = tokens.meetings[at], tokens.rows[at], tokens.weights[at]
    new_meeting = _starts_of(terms) | _starts_of(meetings)
    new_row = np.flatnonzero(new_meeting | _starts_of(rows))
    begins = np.flatnonzero(new_meeting)

    def first_of(entries: Numbers) -> Numbers:
        return starts(np.bincount(terms[entries], minlength=count))

    return (
        first_of(begins),
        meetings[begins],
        _sums(weights, begins),
        _sums(weights * found.as_lemma, begins),
        np.diff(np.append(np.flatnonzero(new_meeting[new_row]), len(new_row))),
        rows[new_row],
        np.diff(np.append(new_row, len(at))),
        tokens.positions[at],
        first_of(new_row),
        first_of(np.arange(len(at))),
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
