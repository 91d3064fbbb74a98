"""Row by row: the bonus of clauses that meet, and the best sections of a meeting. Formulas: `searchlib.ranking`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib import ranking
from searchlib.clauses import Clause, Key
from searchlib.engines.whoosh.collection import Collection
from searchlib.engines.whoosh.leaves import Leaf
from searchlib.engines.whoosh.occurrences import places_of_terms, positions_of, rows_of
from searchlib.engines.whoosh.sortedsets import NONE, common, distinct, first_of_each, run_lengths, union
from searchlib.engines.whoosh.tree import Either, Node, Tree, positive_children
from searchlib.loops import compiled
from searchlib.runs import starts

Numbers = NDArray[Any]

_LOOPS: Final = compiled("evidence")
_WEIGHTS: Final = (ranking.HEADING_FACTOR, ranking.MEET_WEIGHT, ranking.CLOSE_WEIGHT)
# No row has as many positions.
_MOST_POSITIONS: Final = 1 << 31


class _Standing:
    """Where several clauses stand, in one array: clause by clause, row by row, place by place.

    A place of clause number n is moved up by n times all rows, so that one sorted array holds them all.
    For each row of each clause: the clause, the row, how many places, and what headings make of it.
    """

    def __init__(self, collection: Collection, clauses: Sequence[Sequence[Leaf]], meetings: Sequence[Numbers]) -> None:
        self._shift = len(collection.row_column("row")) << 32
        self._places = _places(collection, clauses, meetings, self._shift)
        rows = rows_of(self._places)
        self._begins = np.flatnonzero(first_of_each(rows))
        self.clauses, self.rows = np.divmod(rows[self._begins], len(collection.row_column("row")) or 1)
        self.counts = run_lengths(self._begins, len(rows))
        # Headings come first in a row, so the first place decides.
        in_heading = positions_of(self._places[self._begins]) < collection.row_column("heading_end")[self.rows]
        self.factors = np.where(in_heading, ranking.HEADING_FACTOR, 1.0)

    def distances(self) -> Numbers:
        """For each row of each clause the smallest distance, at least 1, to the clause after it in that row.

        Where that clause does not stand in the row it is greater than any position.
        """
        wanted = self._places + self._shift
        after = self._places.searchsorted(wanted)
        right = self._places[np.minimum(after, len(wanted) - 1)]
        # Places of other rows are further away than any of the same row.
        nearest = np.minimum(np.abs(right - wanted), wanted - self._places[after - 1])
        return np.maximum(np.minimum.reduceat(nearest, self._begins), 1)


def may_have_bonus(tree: Tree) -> bool:
    """Whether two or more of the clauses right below the root hold a word clause."""
    return len(_clauses(tree)) > 1


def _clauses(tree: Tree) -> list[Clause]:
    """The clauses right below the root that hold a word clause."""
    return [child for child in positive_children(tree.clause) if tree.leaves(child)]


def bonus(tree: Tree, meetings: Numbers) -> Numbers:
    """What some meetings (in any order) get on top of their base score."""
    collection, children = tree.collection, _clauses(tree)
    if not len(meetings):
        return np.zeros(0)
    wanted = np.sort(meetings)
    nodes = [tree.node(child) for child in children]
    idfs = np.array([*map(tree.idf, nodes), 0.0])
    # A leaf stands nowhere where it does not match, other clauses do.
    matching = [wanted if isinstance(node, Leaf) else common(node.meetings, wanted) for node in nodes]
    clauses = [tree.leaves(child) for child in children]
    if _LOOPS is not None:
        places = _places_by_clause(clauses, matching)
        found: Numbers = _LOOPS.bonus_of(places, idfs, wanted, *_layout(collection), *_WEIGHTS)
        return found[wanted.searchsorted(meetings)]
    standing = _Standing(collection, clauses, matching)
    if not len(standing.rows):
        return np.zeros(len(meetings))
    distances = standing.distances()
    least = np.minimum(idfs[:-1], idfs[1:])[standing.clauses]
    close = np.where(distances < _MOST_POSITIONS, least / distances, 0.0)
    worth = ranking.MEET_WEIGHT * idfs[standing.clauses] * standing.factors + ranking.CLOSE_WEIGHT * close
    # Rows of the wanted meetings only, numbered from 0.
    begins = collection.first_rows[wanted]
    firsts = starts(collection.first_rows[wanted + 1] - begins)
    owners = begins.searchsorted(standing.rows, side="right") - 1
    by_row = np.bincount(standing.rows - (begins - firsts[:-1])[owners], worth, int(firsts[-1]))
    best: Numbers = np.maximum.reduceat(by_row, firsts[:-1])[wanted.searchsorted(meetings)]
    return best


def _places_by_clause(clauses: Sequence[Sequence[Leaf]], meetings: Sequence[Numbers]) -> list[Numbers]:
    return [
        leaves[0].places(own) if len(leaves) == 1 else union(leaf.places(own) for leaf in leaves)
        for leaves, own in zip(clauses, meetings, strict=True)
    ]


def _layout(collection: Collection) -> tuple[Numbers, Numbers]:
    """The first row of each meeting, and where the heading of each row ends."""
    return collection.first_rows, collection.row_column("heading_end")


def _places(
    collection: Collection, clauses: Sequence[Sequence[Leaf]], meetings: Sequence[Numbers], shift: int
) -> Numbers:
    """Where clauses, each given by its leaves, stand in the meetings that belong to it."""
    simple: list[tuple[int, Key]] = []
    parts = [NONE]
    for number, (leaves, own) in enumerate(zip(clauses, meetings, strict=True)):
        for leaf in leaves:
            terms = leaf.terms() if own is meetings[0] else None
            if terms is None:
                parts.append(leaf.places(own) + number * shift)
            else:
                simple += [(number, key) for key in terms]
    joined = np.concatenate([*parts, places_of_terms(collection, simple, meetings[0])])
    joined.sort(kind="stable")
    return distinct(joined)


def best_sections(tree: Tree, meetings: Numbers) -> list[tuple[tuple[int, ...], int]]:
    """For each of some meetings (in any order) its best matching sections, and how many match."""
    collection, leaves = tree.collection, tree.leaves(tree.clause)
    if not leaves or not len(meetings):
        return [((), 0)] * len(meetings)
    wanted = np.sort(meetings)
    rows, scores = _rows_with_scores(collection, leaves, wanted)
    owners = collection.meeting_of_rows(rows)
    positions = rows - collection.first_rows[owners] - 1
    order = np.lexsort((positions, -np.round(scores, ranking.SCORE_DIGITS), owners))
    # The meeting's own row is no section.
    order = order[positions[order] >= 0]
    owners, shown = owners[order], positions[order].tolist()
    begins, ends = owners.searchsorted(meetings).tolist(), owners.searchsorted(meetings, side="right").tolist()
    return [
        (tuple(shown[begin : min(end, begin + ranking.SECTIONS_SHOWN)]), end - begin)
        for begin, end in zip(begins, ends, strict=True)
    ]


def _rows_with_scores(collection: Collection, leaves: Sequence[Leaf], meetings: Numbers) -> tuple[Numbers, Numbers]:
    """The rows of some meetings (rising) where any leaf stands, and what each scores as a section."""
    idfs = np.array([leaf.idf for leaf in leaves])
    clauses, each = [(leaf,) for leaf in leaves], [meetings] * len(leaves)
    if _LOOPS is not None:
        heading_ends = collection.row_column("heading_end")
        places = _places_by_clause(clauses, each)
        found: tuple[Numbers, Numbers] = _LOOPS.rows_with_scores(places, idfs, heading_ends, ranking.HEADING_FACTOR)
        return found
    standing = _Standing(collection, clauses, each)
    worth = idfs[standing.clauses] * standing.counts / (standing.counts + 1) * standing.factors
    rows, at = np.unique(standing.rows, return_inverse=True)
    return rows, np.bincount(at, worth, len(rows))


def count_sections(tree: Tree, meetings: Numbers) -> int:
    """In how many sections of some meetings (rising) any word clause stands on its own."""
    collection = tree.collection
    held = np.zeros(collection.rows, dtype=np.uint8)
    every = meetings is tree.root.meetings and _is_plain_union(tree.root)
    for leaf in tree.leaves(tree.clause):
        own = leaf.meetings if every else common(leaf.meetings, meetings, collection.size)
        leaf.mark_sections(own, held)
    # As truths, ones are counted several times faster.
    return int(np.count_nonzero(held.view(np.bool_)))


def _is_plain_union(root: Node) -> bool:
    """Whether every meeting of every word clause matches."""
    return isinstance(root, Leaf) or (isinstance(root, Either) and all(isinstance(one, Leaf) for one in root.children))
