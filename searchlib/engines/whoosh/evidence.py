"""Row by row: the bonus of clauses that meet, and the best sections of a meeting. Formulas: `searchlib.ranking`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchlib import ranking
from searchlib.engines.whoosh.collection import Collection
from searchlib.engines.whoosh.leaves import Leaf
from searchlib.engines.whoosh.occurrences import positions_of, rows_of
from searchlib.engines.whoosh.sortedsets import common, union
from searchlib.engines.whoosh.tree import Node, Tree, positive_children

Numbers = NDArray[Any]


class _Standing:
    """Where one clause stands in some rows: the rows, how many places in each, and whether one is in a heading."""

    def __init__(self, collection: Collection, places: Numbers) -> None:
        self.places = places
        rows = rows_of(places)
        begins = np.flatnonzero(np.append(True, rows[1:] != rows[:-1])) if len(rows) else np.empty(0, np.int64)
        self.rows = rows[begins]
        self.counts = np.diff(np.append(begins, len(rows)))
        # Headings come first in a row, so the first place decides.
        in_heading = positions_of(places[begins]) < collection.row_column("heading_end")[self.rows]
        self.factors = np.where(in_heading, ranking.HEADING_FACTOR, 1.0)
        self._begins = begins

    def smallest_distances(self, other: _Standing, rows: Numbers) -> Numbers:
        """In each of some rows that both have, the smallest distance between their places, at least 1."""
        after = other.places.searchsorted(self.places)
        right = other.places[np.minimum(after, len(other.places) - 1)]
        left = other.places[np.maximum(after - 1, 0)]
        # Places of other rows are further away than any of the same row.
        nearest = np.minimum(np.abs(right - self.places), np.abs(self.places - left))
        smallest = np.minimum.reduceat(nearest, self._begins)
        return np.maximum(smallest[self.rows.searchsorted(rows)], 1)


def bonus(tree: Tree, meetings: Numbers) -> Numbers | None:
    """What some meetings (in any order) get on top of their base score; None when there can be no bonus."""
    children = [child for child in positive_children(tree.clause) if tree.leaves(child)]
    if len(children) < 2 or not len(meetings):
        return None
    total = np.zeros(len(meetings))
    order = np.argsort(meetings)
    wanted = meetings[order]
    nodes = [tree.node(child) for child in children]
    standing = [_standing(tree, node, tree.leaves(child), wanted) for node, child in zip(nodes, children, strict=True)]
    rows, scores = _row_scores(standing, [tree.idf(node) for node in nodes])
    best = np.zeros(len(wanted))
    np.maximum.at(best, wanted.searchsorted(tree.collection.meeting_of_rows(rows)), scores)
    total[order] = best
    return total


def _standing(tree: Tree, node: Node, leaves: Sequence[Leaf], meetings: Numbers) -> _Standing:
    """Where a clause stands in those meetings that match it."""
    matching = common(node.meetings, meetings)
    return _Standing(tree.collection, union(leaf.places(matching) for leaf in leaves))


def _row_scores(standing: Sequence[_Standing], idfs: Sequence[float]) -> tuple[Numbers, Numbers]:
    """Every row in which a clause stands, and what its clauses are worth together."""
    rows = union(one.rows for one in standing)
    meets, close = np.zeros(len(rows)), np.zeros(len(rows))
    for one, idf in zip(standing, idfs, strict=True):
        meets[rows.searchsorted(one.rows)] += idf * one.factors
    for (left, left_idf), (right, right_idf) in pairwise(zip(standing, idfs, strict=True)):
        shared = common(left.rows, right.rows)
        if len(shared):
            distances = left.smallest_distances(right, shared)
            close[rows.searchsorted(shared)] += min(left_idf, right_idf) / distances
    return rows, ranking.MEET_WEIGHT * meets + ranking.CLOSE_WEIGHT * close


def best_sections(tree: Tree, meetings: Numbers) -> list[tuple[tuple[int, ...], int]]:
    """For each of some meetings (in any order) its best matching sections, and how many match."""
    collection = tree.collection
    wanted = np.sort(meetings)
    leaves = tree.leaves(tree.clause)
    standing = [_Standing(collection, leaf.places(wanted)) for leaf in leaves]
    rows = union(one.rows for one in standing)
    scores = np.zeros(len(rows))
    for one, leaf in zip(standing, leaves, strict=True):
        scores[rows.searchsorted(one.rows)] += leaf.idf * one.counts / (one.counts + 1) * one.factors
    begins, ends = (
        rows.searchsorted(collection.first_rows[meetings] + 1),
        rows.searchsorted(collection.first_rows[meetings + 1]),
    )
    found: list[tuple[tuple[int, ...], int]] = []
    for meeting, begin, end in zip(meetings.tolist(), begins.tolist(), ends.tolist(), strict=True):
        positions = rows[begin:end] - int(collection.first_rows[meeting]) - 1
        rounded = np.round(scores[begin:end], ranking.SCORE_DIGITS)
        order = np.lexsort((positions, -rounded))[: ranking.SECTIONS_SHOWN]
        found.append((tuple(positions[order].tolist()), end - begin))
    return found


def count_sections(tree: Tree, meetings: Numbers) -> int:
    """In how many sections of some meetings (rising) any word clause stands on its own."""
    collection = tree.collection
    held = np.zeros(len(collection.row_column("row")), dtype=np.bool_)
    for leaf in tree.leaves(tree.clause):
        held[leaf.rows(common(leaf.meetings, meetings, collection.size))] = True
    held[collection.first_rows[:-1]] = False
    return int(np.count_nonzero(held))
