"""A posting list as Whoosh's searcher wants to walk it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from numpy.typing import NDArray

from searchlib.engines.whoosh.door import Format
from searchlib.engines.whoosh.machinery import LeafMatcher, NullMatcher, ReadTooFar
from searchlib.engines.whoosh.postings import Places
from searchlib.runs import starts

Numbers = NDArray[Any]


class ListMatcher(LeafMatcher):  # type: ignore[misc]
    """Walks over rows, their weights and, where there are any, their positions.

    It never offers block quality: with it Whoosh 2.7.4 drops better hits and can loop for ever.
    """

    def __init__(
        self,
        rows: Numbers,
        weights: Numbers,
        places: Places | None,
        format_: Format,
        term: tuple[str, bytes],
        scorer: Any,
    ) -> None:
        self._rows = rows
        self._weights = weights
        self._places = places
        self._place_starts = starts(places.place_counts) if places is not None else None
        self.format = format_
        self._term = term
        self.scorer = scorer
        self._at = 0

    def is_active(self) -> bool:
        """Whether the matcher stands on a posting."""
        return self._at < len(self._rows)

    def reset(self) -> None:
        """Go back to the first posting."""
        self._at = 0

    def copy(self) -> ListMatcher:
        """A matcher of its own on the same posting."""
        twin = ListMatcher(self._rows, self._weights, self._places, self.format, self._term, self.scorer)
        twin._at = self._at
        return twin

    def replace(self, minquality: float = 0) -> Any:
        """The same matcher, or the one for nothing when it is done; the quality is not looked at."""
        return self if self.is_active() else NullMatcher()

    def supports_block_quality(self) -> bool:
        """Never; see the class."""
        return False

    def id(self) -> int:
        """The row of the posting."""
        return int(self._rows[self._at])

    def all_ids(self) -> Iterator[int]:
        """The rows of all postings."""
        return iter(self._rows.tolist())

    def next(self) -> bool:
        """Go to the next posting. Raises ReadTooFar past the end."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return False

    def skip_to(self, target: int) -> None:
        """Go to the first posting of row `target` or later; never back. Raises ReadTooFar past the end."""
        if not self.is_active():
            raise ReadTooFar
        self._at += int(self._rows[self._at :].searchsorted(target))

    def weight(self) -> float:
        """How often the term stands there, weighted by zone in fields of whole meetings."""
        return float(self._weights[self._at])

    def value(self) -> bytes:
        """The positions as the format encodes them; empty without positions."""
        if self._places is None or self._place_starts is None:
            return b""
        start, end = self._place_starts[self._at : self._at + 2].tolist()
        return bytes(self.format.encode(self._places.places[start:end]))

    def block_min_length(self) -> int:
        """Lower bound of the length of fields; all postings are one block."""
        return 0

    def block_max_length(self) -> int:
        """Upper bound of the length of fields."""
        return 0xFFFFFFFF

    def block_max_weight(self) -> float:
        """The greatest weight of all postings."""
        return float(self._weights.max()) if len(self._weights) else 0.0
