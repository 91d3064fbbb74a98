"""Posting lists as flat arrays: joining and renumbering them is joining and renumbering plain lists."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchlib.engines.whoosh.merging import merged
from searchlib.engines.whoosh.postings import Places, Postings, cut, renumbered
from searchlib.runs import spread, starts

# A term is a list of meetings, a meeting is its weight, its weight as a lemma, and rows with their places.
ROWS = st.dictionaries(st.integers(0, 4), st.sets(st.integers(0, 9), min_size=1, max_size=3), min_size=1, max_size=3)
MEETING = st.tuples(st.integers(1, 9), st.integers(0, 9), ROWS)
TERM = st.dictionaries(st.integers(0, 6), MEETING, max_size=4)
Term = dict[int, tuple[int, int, dict[int, set[int]]]]


def array(values: list[int]) -> Any:
    return np.array(values, dtype=np.int64)


def flat(terms: list[Term]) -> Postings:
    """Plain lists laid out as arrays."""
    meetings = [(doc, *term[doc]) for term in terms for doc in sorted(term)]
    rows = [(row, sorted(found[row])) for _, _, _, found in meetings for row in sorted(found)]
    rows_of = [sum(len(one[2]) for one in term.values()) for term in terms]
    places_of = [sum(len(row) for one in term.values() for row in one[2].values()) for term in terms]
    places = Places(
        array([len(found) for *_, found in meetings]),
        array([row for row, _ in rows]),
        array([len(places) for _, places in rows]),
        array([place for _, places in rows for place in places]),
        starts(array(rows_of)),
        starts(array(places_of)),
    )
    first = starts(array([len(term) for term in terms]))
    docs, weights, lemmas = (array([one[number] for one in meetings]) for number in range(3))
    return Postings(first, docs, weights, lemmas, places)


def plain(postings: Postings) -> list[Any]:
    """Everything in the arrays, as lists that can be compared."""
    places = postings.places
    assert places is not None
    assert postings.lemmas is not None
    levels = (postings.first, postings.docs, postings.weights, postings.lemmas)
    below = (places.row_counts, places.rows, places.place_counts, places.places, places.rows_first, places.first)
    return [values.tolist() for values in (*levels, *below)]


@given(st.lists(TERM, max_size=5), st.data())
def test_a_cut_is_what_lies_between(terms: list[Term], data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(terms)))
    end = data.draw(st.integers(begin, len(terms)))
    assert plain(cut(flat(terms), begin, end)) == plain(flat(terms[begin:end]))


@given(st.lists(TERM, max_size=5), st.sets(st.integers(0, 6)))
def test_dropped_meetings_are_gone_from_every_level(terms: list[Term], dropped: set[int]) -> None:
    kept = [doc for doc in range(7) if doc not in dropped]
    new_doc = array([kept.index(doc) if doc in kept else -1 for doc in range(7)])
    expected = [{kept.index(doc): held for doc, held in term.items() if doc in kept} for term in terms]
    assert plain(renumbered(flat(terms), new_doc)) == plain(flat(expected))


@given(st.lists(TERM, min_size=3, max_size=3), st.lists(TERM, min_size=3, max_size=3), st.permutations(range(5)))
def test_joined_lists_are_their_pieces_end_to_end(left: list[Term], right: list[Term], order: list[int]) -> None:
    left_numbers, right_numbers = sorted(order[:3]), sorted(order[2:])
    expected: list[Term] = [{} for _ in range(5)]
    for number, term in zip(left_numbers, left, strict=True):
        expected[number] |= term
    for number, term in zip(right_numbers, right, strict=True):
        expected[number] |= {doc + 7: held for doc, held in term.items()}
    shifted = renumbered(flat(right), np.arange(7) + 7)
    joined = merged([(flat(left), array(left_numbers)), (shifted, array(right_numbers))], 5)
    assert plain(joined) == plain(flat(expected))


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 4))))
def test_spread_counts_on_from_every_beginning(runs: list[tuple[int, int]]) -> None:
    begins, counts = array([begin for begin, _ in runs]), array([count for _, count in runs])
    assert spread(begins, counts).tolist() == [
        number for begin, count in runs for number in range(begin, begin + count)
    ]
