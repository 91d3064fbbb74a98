"""From a request to a page of the answer and what is known of the whole."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchlib import ranking
from searchlib.clauses import Most
from searchlib.engines.base import Found, Request
from searchlib.engines.whoosh.collection import Collection
from searchlib.engines.whoosh.contenders import contenders
from searchlib.engines.whoosh.evidence import best_sections, bonus, count_sections, may_have_bonus
from searchlib.engines.whoosh.facets import count_facets
from searchlib.engines.whoosh.ordering import first_by_date, first_by_score
from searchlib.engines.whoosh.place_counts import count_places
from searchlib.engines.whoosh.sortedsets import common, contained
from searchlib.engines.whoosh.tree import MostOf, Tree, has_value
from searchlib.results import Facets, Total

Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True)
class WhooshAnswer:
    """An `Answer`; `meetings` are those of the whole of it."""

    page: Sequence[Found] = ()
    total: Total = field(default_factory=Total)
    facets: Facets = field(default_factory=Facets)
    partial: bool = False
    meetings: Numbers = field(default_factory=lambda: np.empty(0, dtype=np.int64), repr=False)
    collection: Collection | None = field(default=None, repr=False)

    def occurrences(self, forms: Sequence[str]) -> list[int]:
        """How often each form stands in the meetings of the whole answer (zone participant aside)."""
        if self.collection is None:
            return [0] * len(forms)
        counts: list[int] = count_places(self.collection, "form", forms, self.meetings).tolist()
        return counts


class OutOfTime(Exception):
    """The deadline has passed."""


def _checker(deadline: float | None) -> Callable[[], None]:
    """A function that raises OutOfTime once the deadline has passed."""

    def check() -> None:
        if deadline is not None and time.monotonic() > deadline:
            raise OutOfTime

    return check


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The matching meetings (rising), those of the page in order, their scores, and how many more are undated."""

    tree: Tree
    meetings: Numbers
    page: Numbers
    scores: Numbers
    undated: int


def retrieve(collection: Collection, request: Request) -> Retrieved:
    """Find and rank, without looking at sections. Raises OutOfTime past the deadline of the request."""
    check = _checker(request.deadline)
    check()
    tree = Tree(collection, request.clause, check)
    before_years = _filtered(collection, tree.root.meetings, request)
    meetings = _in_years(collection, before_years, request.years)
    check()
    page, scores = _ordered(tree, request, meetings)
    undated = len(common(before_years, collection.undated))
    return Retrieved(tree, meetings, page, scores, undated)


def answer(collection: Collection, request: Request) -> WhooshAnswer:
    """Answer a request; past its deadline, with what there is by then."""
    try:
        found = retrieve(collection, request)
    except OutOfTime:
        return WhooshAnswer(partial=True)
    check = _checker(request.deadline)
    meetings = found.meetings
    facets = count_facets(collection, meetings)
    try:
        check()
        total = Total(len(meetings), count_sections(found.tree, meetings), found.undated)
        check()
        page = _page(found.tree, found.page, found.scores)
    except OutOfTime:
        return WhooshAnswer((), Total(len(meetings), 0, found.undated), facets, True, meetings, collection)
    return WhooshAnswer(page, total, facets, False, meetings, collection)


def _filtered(collection: Collection, meetings: Numbers, request: Request) -> Numbers:
    for column, values in (("organ", request.organs), ("kind", request.kinds)):
        if values:
            meetings = meetings[has_value(collection, column, values)[meetings]]
    return meetings


def _in_years(collection: Collection, meetings: Numbers, years: tuple[int | None, int | None] | None) -> Numbers:
    first, last = years or (None, None)
    if first is None and last is None:
        return meetings
    own = collection.column("year")[meetings]
    kept = own > 0
    if first is not None:
        kept &= own >= first
    if last is not None:
        kept &= own <= last
    return meetings[kept]


def _ordered(tree: Tree, request: Request, meetings: Numbers) -> tuple[Numbers, Numbers]:
    """The meetings of the page in their final order, and their final scores."""
    begin, end = request.offset, request.offset + request.limit
    if request.sort != "relevance":
        page = first_by_date(tree.collection, meetings, request.sort, end)[begin:]
        return page, _scores(tree, page)
    if not tree.leaves(tree.clause) and not isinstance(tree.root, MostOf):
        # Without words every score is 0, and ties go to the newest.
        page = first_by_date(tree.collection, meetings, "newest", end)[begin:]
        return page, np.zeros(len(page))
    with_bonus = may_have_bonus(tree)
    count = max(end, ranking.WINDOW) if with_bonus else end
    found, scores = contenders(tree.root, meetings, count)
    lacking = tree.root.missing(found) if isinstance(tree.root, MostOf) else None
    if with_bonus:
        best = first_by_score(tree.collection, found, scores, lacking, count)
        found, scores = found[best], scores[best]
        scores[: ranking.WINDOW] += bonus(tree, found[: ranking.WINDOW])
        lacking = lacking[best] if lacking is not None else None
    order = first_by_score(tree.collection, found, scores, lacking, end)[begin:]
    return found[order], scores[order]


def _scores(tree: Tree, page: Numbers) -> Numbers:
    """The base scores of meetings in any order."""
    order = np.argsort(page)
    scores = np.empty(len(page))
    scores[order] = tree.root.scores(page[order])
    return scores


def _page(tree: Tree, meetings: Numbers, scores: Numbers) -> tuple[Found, ...]:
    ids = tree.collection.ids_of(meetings)
    sections = best_sections(tree, meetings)
    missing = _missing(tree, meetings)
    rounded = [round(score, ranking.SCORE_DIGITS) for score in scores.tolist()]
    return tuple(
        Found(minutes_id, score, shown, count, lacking)
        for minutes_id, score, (shown, count), lacking in zip(ids, rounded, sections, missing, strict=True)
    )


def _missing(tree: Tree, meetings: Numbers) -> list[tuple[int, ...]]:
    """For each meeting the indexes of the words that it lacks."""
    if not isinstance(tree.clause, Most):
        return [()] * len(meetings)
    held = [contained(meetings, tree.node(word).meetings).tolist() for word in tree.clause.words]
    return [tuple(index for index, word in enumerate(held) if not word[number]) for number in range(len(meetings))]
