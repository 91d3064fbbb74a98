"""What a search gives back: the answer, its hits, sections, snippets and facets; and its JSON shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from searchlib.documents import Minutes
from searchlib.slot_init import slot_init

Why = Literal["exact", "inflection", "compound", "synonym", "spelling", "name"]
Value = TypeVar("Value", int, str)


@slot_init
@dataclass(frozen=True, slots=True)
class Snippet:
    """A few sentences of a section. `marks` are (start, end) spans in `text`, in code points, disjoint, in order."""

    text: str
    marks: tuple[tuple[int, int], ...]


@slot_init
@dataclass(frozen=True, slots=True)
class SectionHit:
    """One section of a hit, with the place to link to and the sentences that show why."""

    id: str
    position: int
    number: str | None
    heading: str | None
    page: int | None
    snippet: Snippet


@slot_init
@dataclass(frozen=True, slots=True)
class Hit:
    """One meeting of the answer. `missing` names the query's words that a relaxed answer lacks."""

    minutes: Minutes
    score: float
    sections: tuple[SectionHit, ...]
    matching_sections: int
    missing: tuple[str, ...] = ()


@slot_init
@dataclass(frozen=True, slots=True)
class Facet(Generic[Value]):
    """How many meetings of the answer have this value; None stands for unknown."""

    value: Value | None
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of the answer with all filters on: years falling, organs and kinds by count, then name."""

    year: tuple[Facet[int], ...] = ()
    organ: tuple[Facet[str], ...] = ()
    kind: tuple[Facet[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """How much was found. `undated` meetings match everything but the year filter."""

    meetings: int = 0
    sections: int = 0
    undated: int = 0


@slot_init
@dataclass(frozen=True, slots=True)
class FormCount:
    """A word form that was looked for and found: its occurrences in the answer, and why it counts."""

    form: str
    count: int
    why: Why


@dataclass(frozen=True, slots=True)
class Generation:
    """Which index answered: the generation's name, and when it was built (ISO 8601, UTC)."""

    name: str
    built: str


@dataclass(frozen=True, slots=True)
class Results:
    """One page of a ranked answer, and what is known of the whole of it."""

    query: str
    explanation: str
    hits: tuple[Hit, ...]
    total: Total
    offset: int
    limit: int
    facets: Facets
    forms: tuple[FormCount, ...]
    generation: Generation
    relaxed: bool = False
    corrected: bool = False
    partial: bool = False
    suggestion: str | None = None

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)
