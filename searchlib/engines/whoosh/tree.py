"""The clause tree as nodes that can be asked which meetings match and what they score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from searchlib.clauses import (
    Adjacent,
    All,
    Clause,
    DateRange,
    InSentence,
    Lookup,
    Most,
    Near,
    StartsWith,
    Value,
)
from searchlib.clauses import Any as AnyOf
from searchlib.engines.whoosh.collection import Collection
from searchlib.engines.whoosh.leaves import Leaf, LookupLeaf, PrefixLeaf
from searchlib.engines.whoosh.loop_lists import LoopLists
from searchlib.engines.whoosh.phrases import NearLeaf, PhraseLeaf, SentenceLeaf
from searchlib.engines.whoosh.sortedsets import common, sums_at, union_below, without
from searchlib.remembered import remembered

Numbers = NDArray[Any]


class Node(Protocol):
    """A clause of the tree. Arrays of meetings are sorted; `scores` is asked only of meetings that match."""

    @property
    def meetings(self) -> Numbers:
        """The living meetings that match."""
        ...

    def scores(self, meetings: Numbers) -> Numbers:
        """What some of the matching meetings score."""
        ...

    def bounds(self, meetings: Numbers) -> Numbers:
        """At least what each of them scores, for less work."""
        ...


class Every:
    """No clause at all: every living meeting, at score 0."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    @property
    def meetings(self) -> Numbers:
        """All living meetings."""
        return self._collection.every

    def scores(self, meetings: Numbers) -> Numbers:
        """Zeros."""
        return np.zeros(len(meetings))

    bounds = scores


class Chosen:
    """Meetings by what is known of them; score 0."""

    def __init__(self, collection: Collection, held: Numbers) -> None:
        self._collection = collection
        self._held = held

    @remembered
    def meetings(self) -> Numbers:
        """The living meetings for which the condition holds."""
        held = self._held if self._collection.alive is None else self._held & self._collection.alive
        return np.flatnonzero(held)

    def scores(self, meetings: Numbers) -> Numbers:
        """Zeros."""
        return np.zeros(len(meetings))

    bounds = scores


class Both:
    """Every one of some nodes and none of others."""

    def __init__(self, collection: Collection, nodes: Sequence[Node], excluded: Sequence[Node]) -> None:
        self._collection = collection
        self.children = nodes
        self._excluded = excluded

    @remembered
    def meetings(self) -> Numbers:
        """The intersection, from the rarest on, without what is excluded."""
        lists = sorted((node.meetings for node in self.children), key=len)
        found = lists[0] if lists else self._collection.every
        for other in lists[1:]:
            found = common(found, other, self._collection.size)
        for node in self._excluded:
            found = without(found, node.meetings)
        return found

    def scores(self, meetings: Numbers) -> Numbers:
        """The sum of all scores."""
        return sum((node.scores(meetings) for node in self.children), np.zeros(len(meetings)))

    def bounds(self, meetings: Numbers) -> Numbers:
        """The sum of all bounds."""
        return sum((node.bounds(meetings) for node in self.children), np.zeros(len(meetings)))


class Either:
    """At least one of some nodes."""

    def __init__(self, collection: Collection, nodes: Sequence[Node]) -> None:
        self._collection = collection
        self.children = nodes

    @remembered
    def meetings(self) -> Numbers:
        """The union."""
        return union_below((node.meetings for node in self.children), self._collection.size)

    def scores(self, meetings: Numbers) -> Numbers:
        """The sum of the scores of those that match."""
        lists = self._collection.lists
        if meetings is self.meetings and isinstance(lists, LoopLists) and (words := self._words()):
            return lists.scores_of_any([(word.meetings, word.scored()) for word in words], meetings)
        return self._summed(meetings, lambda node, matching: node.scores(matching))

    def bounds(self, meetings: Numbers) -> Numbers:
        """The sum of the bounds of those that match."""
        return self._summed(meetings, lambda node, matching: node.bounds(matching))

    def _words(self) -> list[LookupLeaf]:
        """The children, if all of them are words."""
        words = [node for node in self.children if isinstance(node, LookupLeaf)]
        return words if len(words) == len(self.children) else []

    def _summed(self, meetings: Numbers, values: Callable[[Node, Numbers], Numbers]) -> Numbers:
        # Without filters every child's meetings are among those that are asked for.
        whole = meetings is self.meetings
        matching = (node.meetings if whole else common(node.meetings, meetings) for node in self.children)
        parts = [(own, values(node, own)) for node, own in zip(self.children, matching, strict=True)]
        return sums_at(parts, meetings)


class MostOf(Both):
    """At least one of the words, all that is required, none that is excluded."""

    def __init__(
        self, collection: Collection, words: Sequence[Node], required: Sequence[Node], excluded: Sequence[Node]
    ) -> None:
        self.words = words
        either = Either(collection, words)
        super().__init__(collection, [either, *required], excluded)

    def missing(self, meetings: Numbers) -> Numbers:
        """For each of some meetings (in any order) how many of the words it lacks."""
        counts = np.full(self._collection.size, len(self.words), dtype=np.int64)
        for word in self.words:
            counts[word.meetings] -= 1
        return counts[meetings]


class Tree:
    """The nodes of one search."""

    def __init__(self, collection: Collection, clause: Clause | None, check_time: Callable[[], None]) -> None:
        self.collection = collection
        self._check_time = check_time
        # By identity: to hash a clause is to walk through all of it.
        self._nodes: dict[int, Node] = {}
        self._leaves: dict[int, tuple[Leaf, ...]] = {}
        self.clause = clause
        self.root: Node = Every(collection) if clause is None else self.node(clause)

    def node(self, clause: Clause) -> Node:
        """The node of a clause of this tree, always the same one."""
        node = self._nodes.get(id(clause))
        if node is None:
            node = self._nodes[id(clause)] = self._made(clause)
        return node

    def _made(self, clause: Clause) -> Node:
        match clause:
            case Lookup() | StartsWith() | Adjacent() | Near() | InSentence():
                return self._timed(make_leaf(self.collection, clause))
            case DateRange():
                return Chosen(self.collection, _in_range(self.collection, clause))
            case Value():
                return Chosen(self.collection, has_value(self.collection, clause.column, clause.values))
            case All(clauses=(alone,), excluded=()) | AnyOf(clauses=(alone,)):
                return self.node(alone)
            case All():
                return Both(self.collection, self._all(clause.clauses), self._all(clause.excluded))
            case AnyOf():
                return Either(self.collection, self._all(clause.clauses))
            case Most():
                return MostOf(
                    self.collection, self._all(clause.words), self._all(clause.required), self._all(clause.excluded)
                )

    def _all(self, clauses: Sequence[Clause]) -> list[Node]:
        return [self.node(clause) for clause in clauses]

    def _timed(self, leaf: Leaf) -> Leaf:
        """Find the meetings of a leaf now, so that time can run out between leaves."""
        self._check_time()
        leaf.meetings  # noqa: B018
        return leaf

    def idf(self, node: Node) -> float:
        """How much it tells to match a node."""
        return self.collection.idf(len(node.meetings))

    def leaves(self, clause: Clause | None) -> tuple[Leaf, ...]:
        """The word clauses at or below a clause that are not excluded, in the order of the query."""
        found = self._leaves.get(id(clause))
        if found is None:
            found = self._leaves[id(clause)] = tuple(self._leaves_of(clause))
        return found

    def _leaves_of(self, clause: Clause | None) -> list[Leaf]:
        if clause is None or isinstance(clause, DateRange | Value):
            return []
        if isinstance(clause, All | AnyOf | Most):
            return [leaf for child in positive_children(clause) for leaf in self.leaves(child)]
        leaf = self.node(clause)
        assert isinstance(leaf, Leaf)
        return [leaf]


def positive_children(clause: Clause | None) -> tuple[Clause, ...]:
    """The clauses directly below one that may or must match."""
    if isinstance(clause, All | AnyOf):
        return clause.clauses
    return clause.words + clause.required if isinstance(clause, Most) else ()


def make_leaf(collection: Collection, clause: Lookup | StartsWith | Adjacent | Near | InSentence) -> Leaf:
    """The leaf of a word clause."""
    match clause:
        case Lookup():
            return LookupLeaf(collection, clause)
        case StartsWith():
            return PrefixLeaf(collection, clause)
        case Adjacent():
            return PhraseLeaf(collection, clause)
        case Near():
            return NearLeaf(collection, clause)
        case InSentence():
            return SentenceLeaf(collection, clause)


def has_value(collection: Collection, column: str, values: Sequence[str]) -> Numbers:
    """For each meeting whether its organ or kind is one of the values."""
    names = collection.names(column)
    codes = [number for number, name in enumerate(names, start=1) if name in values]
    return np.isin(collection.column(column), codes)


def _in_range(collection: Collection, dates: DateRange) -> Numbers:
    """For each meeting whether its date, as exactly as it is known, overlaps the range."""
    first = dates.first.toordinal() if dates.first else 1
    last = dates.last.toordinal() if dates.last else np.iinfo(np.int64).max
    if first > last:
        return np.zeros(collection.size, dtype=np.bool_)
    dated = collection.column("date") > 0
    held: Numbers = dated & (collection.column("end") >= first) & (collection.column("begin") <= last)
    return held
