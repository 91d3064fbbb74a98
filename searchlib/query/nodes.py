"""What the user asked, as a tree: what was typed, before any analysis has touched the words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

QueryField = Literal["heading", "organ", "reference", "kind", "participant"]
Match = Literal["all", "any"]


@dataclass(frozen=True, slots=True)
class Term:
    """One word as typed; matches in any inflection and inside compounds."""

    text: str
    field: QueryField | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words between quotation marks: exactly these forms, in this order."""

    text: str
    field: QueryField | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word, without its star."""

    text: str
    field: QueryField | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """Meetings dated from `first` to `last`, both included; None is open."""

    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class Near:
    """Words, beginnings or phrases at most `distance` words apart, in any order."""

    operands: tuple[Term | Phrase | Prefix, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class And:
    """Every clause. `implied`: they merely stand beside each other, so `match` decides and they may be relaxed."""

    clauses: tuple[Node, ...]
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Or:
    """At least one clause."""

    clauses: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Meetings without the clause."""

    clause: Node


Node = Term | Phrase | Prefix | Dates | Near | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. `root` is None when nothing was asked; `notes` are Swedish remarks on how it was read.

    `nesting` counts the deepest parentheses as typed, so that a limit can be put on them.
    """

    text: str
    root: Node | None
    match: Match = "all"
    nesting: int = 0
    notes: tuple[str, ...] = ()

    @property
    def terms(self) -> int:
        """How many words, beginnings and words of phrases were asked for."""
        return sum(len(leaf.text.split()) for leaf in leaves(self.root) if not isinstance(leaf, Dates))


def leaves(node: Node | None) -> Iterator[Term | Phrase | Prefix | Dates]:
    """Every leaf of a tree, from left to right, those under Not included."""
    match node:
        case None:
            return
        case Not(clause):
            yield from leaves(clause)
        case And(clauses) | Or(clauses) | Near(clauses):
            for clause in clauses:
                yield from leaves(clause)
        case _:
            yield node
