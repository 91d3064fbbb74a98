"""Inversion: the compiled loop makes the posting lists that its twin in NumPy makes, and these are the words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.engines.whoosh.inversion import Terms, Words
from searchlib.engines.whoosh.slow_inversion import inverted as inverted_slowly
from searchlib.loops import compiled
from searchlib.names import Names

LOOP = compiled("inversion")
TERMS = 5
ZONES = 3
# The items of a form: twice a term, plus one when it is a lemma.
LISTS = st.lists(st.lists(st.integers(0, 2 * TERMS - 1), max_size=3), min_size=1, max_size=6)


@dataclass(frozen=True)
class Piece:
    meeting: int
    row: int
    zone: int
    offset: int
    words: list[tuple[int, list[int]]]


@st.composite
def batches(draw: st.DrawFn) -> tuple[list[Piece], list[list[int]], list[int]]:
    """Pieces in reading order, the items of forms, and weights by zone."""
    lists = draw(LISTS)
    forms = st.integers(0, len(lists) - 1)
    words = st.lists(st.tuples(forms, st.lists(forms, max_size=2)), max_size=4)
    places = sorted(draw(st.sets(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=6)))
    pieces = []
    for meeting, row in places:
        offset = 0
        for zone in draw(st.lists(st.integers(0, ZONES - 1), max_size=3)):
            pieces.append(Piece(meeting, row, zone, offset, draw(words)))
            offset += len(pieces[-1].words) + 3
    return pieces, lists, draw(st.lists(st.integers(0, 4), min_size=ZONES, max_size=ZONES))


def flat(pieces: list[Piece], lists: list[list[int]], weights: list[int]) -> tuple[Any, ...]:
    """The same as arguments of a loop."""
    columns = [[one.meeting, one.row, one.zone, one.offset, len(one.words)] for one in pieces]
    words = [word for one in pieces for word in one.words]
    extras = [[extra, token] for token, (_, own) in enumerate(words) for extra in own]
    return (
        np.array(columns, dtype=np.uint32).reshape(-1, 5),
        np.array([form for form, _ in words], dtype=np.uint32),
        np.array(extras, dtype=np.uint32).reshape(-1, 2),
        np.array(weights, dtype=np.int32),
        np.cumsum([0, *map(len, lists)]).astype(np.uint32),
        np.array([item for one in lists for item in one], dtype=np.uint32),
        TERMS,
    )


def plainly(pieces: list[Piece], lists: list[list[int]], weights: list[int]) -> list[Any]:
    """Posting lists, word by word: of each term its meetings with weight, weight as a lemma, and rows with places."""
    terms: list[dict[int, list[Any]]] = [{} for _ in range(TERMS)]
    for piece in pieces:
        weight = weights[piece.zone]
        for place, (form, extras) in enumerate(piece.words):
            found: defaultdict[int, bool] = defaultdict(bool)
            for item in [item for one in (form, *extras) for item in lists[one]]:
                found[item >> 1] |= bool(item & 1)
            for term, lemma in found.items():
                held = terms[term].setdefault(piece.meeting, [0, 0, {}])
                held[0] += weight
                held[1] += weight * lemma
                held[2].setdefault(piece.row, []).append(piece.offset + place)
    return [[(meeting, *held) for meeting, held in one.items()] for one in terms]


def listed(found: tuple[Any, ...]) -> list[Any]:
    """What the arrays say, in the same shape."""
    first, docs, sums, lemmas, row_counts, rows, place_counts, places, rows_first, places_first = map(
        np.ndarray.tolist, found
    )
    terms, row, place = [], 0, 0
    for term in range(len(first) - 1):
        assert (rows_first[term], places_first[term]) == (row, place)
        one = []
        for at in range(first[term], first[term + 1]):
            held = {}
            for index in range(row, row + row_counts[at]):
                held[rows[index]] = places[place : place + place_counts[index]]
                place += place_counts[index]
            row += row_counts[at]
            one.append((docs[at], sums[at], lemmas[at], held))
        terms.append(one)
    assert (first[-1], rows_first[-1], places_first[-1]) == (len(docs), len(rows), len(places))
    return terms


@given(batches())
def test_lists_are_what_the_words_say(batch: tuple[Any, ...]) -> None:
    assert listed(inverted_slowly(*flat(*batch), True)) == plainly(*batch)


@given(batches(), st.sets(st.integers(0, ZONES - 1)))
def test_words_of_some_zones_with_fewer_forms_and_terms_say_what_they_said(
    batch: tuple[Any, ...], zones: set[int]
) -> None:
    pieces, lists, weights = batch
    columns, forms, extras, by_zone, first, items, _ = flat(*batch)
    words = Words(columns, forms, extras).within(np.array([zone in zones for zone in range(ZONES)]))
    used = words.used()
    words = words.renumbered(used)
    terms = Terms(Names.of([str(term) for term in range(TERMS)]), first, items).of_forms(used)
    lists_of = words.pieces, words.forms, words.extras, by_zone, terms.first, terms.items
    found = inverted_slowly(*lists_of, len(terms.names), True)
    expected = plainly([piece for piece in pieces if piece.zone in zones], lists, weights)
    told = dict(zip(map(int, terms.names.texts()), listed(found), strict=True))
    assert [told.get(term, []) for term in range(TERMS)] == expected


@pytest.mark.skipif(LOOP is None, reason="not compiled")
@given(batches(), st.booleans())
def test_the_loop_and_its_twin_agree(batch: tuple[Any, ...], with_places: bool) -> None:
    assert LOOP is not None
    arguments = *flat(*batch), with_places
    for own, expected in zip(LOOP.inverted(*arguments), inverted_slowly(*arguments), strict=True):
        assert own.tolist() == expected.tolist()


@pytest.mark.skipif(LOOP is None, reason="not compiled")
@pytest.mark.parametrize(
    ("argument", "value"),
    [
        (0, [[0, 0, 9, 0, 1]]),
        (0, [[0, 0, 0, 0, 2]]),
        (0, [[0, 0, 0, 2**32 - 1, 1], [0, 0, 0, 2**32 - 1, 2**32 - 1]]),
        (1, [7]),
        (2, [[7, 0]]),
        (2, [[0, 7]]),
        (4, [0, 7]),
        (4, [7, 0, 1]),
        (5, [2 * TERMS]),
    ],
)
def test_a_number_outside_of_its_array_is_refused(argument: int, value: list[Any]) -> None:
    assert LOOP is not None
    arguments = list(flat([Piece(0, 0, 0, 0, [(0, [])])], [[0]], [1] * ZONES))
    arguments[argument] = np.array(value, dtype=np.uint32)
    with pytest.raises(IndexError):
        LOOP.inverted(*arguments, True)
