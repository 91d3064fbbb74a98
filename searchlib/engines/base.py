"""What an engine must do. `tests/engines/contract.py` holds every engine to it.

An engine is opened on a folder that is complete and does not change; it may be shared between threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from searchlib.clauses import Clause
from searchlib.documents import Minutes
from searchlib.results import Facets, Total
from searchlib.slot_init import slot_init
from searchlib.vocabulary import Vocabulary

Sort = Literal["relevance", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class Request:
    """One question to an engine. Without a clause every meeting matches, at score 0.

    `years` are the first and last year, both included, None for open; open both ways is no filter.
    organs and kinds are values as stored, any of them. Sorting by date puts undated meetings last
    both ways, ties by id; by relevance, ties go to the newest, then undated, then by id. `deadline` is
    a time of `time.monotonic`; an answer that would be later is cut short and says so. An `offset`
    past the end, or a `limit` of 0, gives an empty page with full totals.
    """

    clause: Clause | None = None
    years: tuple[int | None, int | None] | None = None
    organs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10
    deadline: float | None = None


@slot_init
@dataclass(frozen=True, slots=True)
class Found:
    """One meeting of the page. `sections` are positions of its best matching sections, best first, at most
    `ranking.SECTIONS_SHOWN`; empty when only the title or organ matches. `missing` are the indexes of the
    words of a `Most` clause that it lacks.
    """

    id: str
    score: float
    sections: tuple[int, ...]
    matching_sections: int
    missing: tuple[int, ...] = ()


class Answer(Protocol):
    """A page of an answer and what is known of the whole.

    `total.sections` and `Found.matching_sections` count sections of matching meetings in which any
    word leaf of the tree (see `ranking`) stands on its own. `total.undated` counts undated meetings
    that match everything but the year filter. In facets, values that no meeting has are left out, and
    unknown comes after the names with the same count (years: last).
    """

    @property
    def page(self) -> Sequence[Found]:
        """The meetings of the page, in order."""
        ...

    @property
    def total(self) -> Total:
        """How much was found in all."""
        ...

    @property
    def facets(self) -> Facets:
        """Counts of the whole answer."""
        ...

    @property
    def partial(self) -> bool:
        """Whether the deadline cut the answer short."""
        ...

    def occurrences(self, forms: Sequence[str]) -> list[int]:
        """How often each form stands in the meetings of the whole answer (zone participant aside).

        A form of the participants alone is not in the vocabulary either.
        """
        ...


@dataclass(frozen=True, slots=True)
class Statistics:
    """What an index holds, for `info`. `words` are positions outside the zone participant."""

    meetings: int
    sections: int
    undated: int
    words: int
    forms: int


class Engine(Protocol):
    """A reader of one complete index."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Every form of the index, with its counts and terms."""
        ...

    def search(self, request: Request) -> Answer:
        """Answer a request. The same index content gives the same answer, however it came about."""
        ...

    def minutes(self, minutes_id: str) -> Minutes:
        """The stored minutes; sections may be read only when they are looked at. Raises UnknownId."""
        ...

    def ids(self) -> Sequence[str]:
        """The ids of all minutes, sorted."""
        ...

    def statistics(self) -> Statistics:
        """Totals over the whole index."""
        ...

    def close(self) -> None:
        """Let go of files. Searching afterwards raises IndexClosed."""
        ...


class EngineWriter(Protocol):
    """Writes into a folder that no reader sees yet. Nothing counts until `commit` has returned."""

    def add(self, minutes: Minutes) -> None:
        """Add minutes whose id is not in the index (remove them first otherwise)."""
        ...

    def remove(self, minutes_id: str) -> None:
        """Remove minutes; an id that is not there is ignored."""
        ...

    def commit(self) -> None:
        """Write everything out, synced to disk."""
        ...

    def cancel(self) -> None:
        """Give up; the folder's content is worthless then."""
        ...
