"""The one place for ranking: the formula, its constants, and where each comes from.

Every engine scores with these functions; the reference engine in the tests does nothing else, which makes
it the oracle. The parts of a score, all of them zero or more:

    base     for each term of the query: weight · idf · saturated frequency, over the whole meeting
    bonus    for the best WINDOW meetings only: clauses that meet in one section, in a heading, or close by

The bonus is never negative and meetings outside the window get none, so the order by base decides who is
in the window and the final order is the same for every page size.
"""

from __future__ import annotations

import math
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", float, NDArray[np.float64])

# BM25: Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), section 3.4.
K1: Final = 1.2
B: Final = 0.75

# How often one word in each zone of a meeting counts, in frequency and in length alike: BM25F in its
# simple form (Robertson, Zaragoza & Taylor, Simple BM25 Extension to Multiple Weighted Fields, CIKM 2004).
# Whole numbers, so that a weighted frequency is exact in a posting.
ZONE_WEIGHTS: Final = {"title": 4, "organ": 2, "reference": 1, "heading": 3, "text": 1}

# The layers of one word, measured on the question sets of Swedish authorities (docs/benchmarks/relevance.md). `shared`
# is the part of a compound of the query, in meetings that match any of its words.
LAYER_WEIGHTS: Final = {"form": 0.2, "lemma": 0.4, "part": 0.4, "stem": 0.4, "shared": 0.5}

# What stands in for a typed word counts less than the word itself.
ALTERNATIVE_WEIGHTS: Final = {
    "compound_parts": 0.6,
    "joined": 0.8,
    "synonym": 0.8,
    "spelling": 0.7,
    "name": 0.3,
}

# Word leaves of a tree: its Lookup, StartsWith, Adjacent, Near and InSentence clauses that are not excluded. A leaf
# stands in a row when it matches in that row alone, at these positions: Lookup, of its deciding keys; StartsWith, of
# its forms; Adjacent, its first positions; Near, those of its first operand; InSentence, of its slots in the
# sentences that hold them all. idf(c) = idf(number of meetings of the whole index in which c matches), whatever
# the filters of the request.
#
# The bonus. Sorted by relevance, the best WINDOW meetings of the answer by base, rounded, (for Most by the number of
# words first; ties broken as in the final order) are looked at once more, when two or more of the clauses right below
# the root (All.clauses; Any.clauses; Most.words, then .required) hold a word leaf. c runs over those that match the
# meeting, in this order; c stands in a row where any of its leaves does. Rows are all rows, the meeting's own too.
# Sorted by date there is no bonus, and a score is the base alone.
#
#     meets(row)  = sum over clauses in the row of idf(c) · (HEADING_FACTOR if any position is in heading or title)
#     close(row)  = sum over pairs of those clauses that are neighbours in the query, both in the row, of
#                   min(idf, idf) / d, d the smallest distance (at least 1) between their positions
#     bonus       = max over rows of (MEET_WEIGHT · meets(row) + CLOSE_WEIGHT · close(row))
WINDOW: Final = 50
MEET_WEIGHT: Final = 0.5
CLOSE_WEIGHT: Final = 2.0
HEADING_FACTOR: Final = 1.5

# Best sections of a meeting: by the sum over word leaves of idf(c) · f / (f + 1) · HEADING_FACTOR if any position is
# in the heading, f the number of the leaf's positions in the row, rounded; then by position.
SECTIONS_SHOWN: Final = 3

SCORE_DIGITS: Final = 6


def idf(document_frequency: int, documents: int) -> float:
    """How much a term tells, in nats; never negative (Lucene's form of the BM25 weight)."""
    return math.log1p((documents - document_frequency + 0.5) / (document_frequency + 0.5))


def norm(length: Number, average: float) -> Number:
    """The length part of BM25's denominator: k1 · (1 - b + b · length / average)."""
    return K1 * (1.0 - B + B * length / average)


def saturated(frequency: Number, length_norm: Number) -> Number:
    """BM25's term frequency part, from 0 to k1 + 1. `length_norm` comes from `norm`."""
    total = frequency + length_norm
    if isinstance(total, float):
        return (K1 + 1.0) * frequency / total
    # In place: for thousands of meetings, making arrays is what takes the time.
    np.divide(frequency, total, out=total)
    total *= K1 + 1.0
    return total
