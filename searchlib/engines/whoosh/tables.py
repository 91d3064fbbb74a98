"""Term tables: sorted terms and their posting lists, in a file of arrays.

The terms of a table are sorted by their UTF-8 bytes and found by bisection. What a table holds of each list:

    form, part             weights in the meeting, and places in its rows; `part` also the weights as a lemma
    stem                   weights in the meeting
    heading_form, …        the same for the words of one field, each counted once
    id                     the meeting with this id
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from searchlib.clauses import Field, Key
from searchlib.engines.whoosh import meeting_numbers
from searchlib.engines.whoosh.arrays import ArrayFile
from searchlib.engines.whoosh.counts import STEP, Counts
from searchlib.engines.whoosh.meeting_numbers import MeetingNumbers
from searchlib.engines.whoosh.postings import Places, Postings
from searchlib.errors import IndexDamaged
from searchlib.loops import compiled
from searchlib.names import Names
from searchlib.remembered import remembered
from searchlib.sorted_strings import sorted_strings

Numbers = NDArray[Any]

_LOOPS: Final = compiled("postings")

FIELDS: Final = ("heading", "organ", "reference", "participant")
STORED_LAYERS: Final = ("form", "part", "stem")


@dataclass(frozen=True, slots=True)
class TableKind:
    """What the lists of a table hold beside weights."""

    name: str
    lemmas: bool = False
    places: bool = False


TABLES: Final = (
    TableKind("form", places=True),
    TableKind("part", lemmas=True, places=True),
    TableKind("stem"),
    *(
        TableKind(f"{field}_{layer}", lemmas=layer == "part", places=field == "participant" and layer != "stem")
        for field in FIELDS
        for layer in STORED_LAYERS
    ),
    TableKind("id"),
)


def table_name(key: Key, field: Field | None) -> str:
    """The table that holds a key; lemmas stand beside parts."""
    layer = "part" if key.layer == "lemma" else key.layer
    return f"{field}_{layer}" if field else layer


def encode(term: str) -> bytes:
    """A term as the tables spell it; lone surrogates, which a user may type, never fail."""
    return term.encode("utf-8", "surrogatepass")


class TermSource(Protocol):
    """Posting lists by sorted term, in memory or in a file."""

    def terms(self) -> list[bytes]:
        """All terms, sorted."""
        ...

    def names(self) -> Names:
        """The same, without an object for each."""
        ...

    def sizes(self) -> tuple[int, int, int]:
        """The number of entries in docs, rows and places."""
        ...

    def burden(self) -> Numbers:
        """For each term the number of entries of its longest level, to divide work by."""
        ...

    def postings(self, begin: int, end: int) -> Postings:
        """The lists of the terms from `begin` to `end`."""
        ...

    def let_go(self) -> None:
        """Give back the memory of lists that have been read."""
        ...


class TermTable:
    """One table of a file of arrays."""

    def __init__(self, file: ArrayFile, kind: TableKind) -> None:
        self.kind = kind
        name = kind.name
        self._blob = file.bytes_of(f"{name}/terms")
        # As buffers, single numbers are read several times faster than from arrays.
        self._ends = file[f"{name}/terms_ends"].data
        self._file = file
        self._sorted = sorted_strings(self._blob, file[f"{name}/terms_ends"])
        self.first = file[f"{name}/first"]
        self._first = self.first.data
        self.docs = MeetingNumbers(file[f"{name}/docs"], self.first, file[f"{name}/turns"])
        self.weights = file.small(f"{name}/weights")
        if kind.lemmas:
            self.lemmas = file.small(f"{name}/lemmas")
        if kind.places:
            self.row_counts = Counts(file.small(f"{name}/row_counts"), file[f"{name}/rows_before"])
            self.rows = file.small(f"{name}/rows")
            self.place_counts = Counts(file.small(f"{name}/place_counts"), file[f"{name}/places_before"])
            self.places = file.small(f"{name}/places")
            self.rows_first = file[f"{name}/rows_first"]
            self.places_first = file[f"{name}/places_first"]

    def __len__(self) -> int:
        return len(self.first) - 1

    def term(self, number: int) -> bytes:
        """The term number `number`, from 0."""
        return bytes(self._blob[self._ends[number] : self._ends[number + 1]])

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Where the meetings of the terms from `begin` to `end` lie in `docs`."""
        return self._first[begin], self._first[end]

    def terms(self) -> list[bytes]:
        """All terms, sorted."""
        return self._file.strings(f"{self.kind.name}/terms")

    def names(self) -> Names:
        """The same without an object for each; not kept, for there may be a hundred such tables at once."""
        return Names(self.array("terms"), self.array("terms_ends").astype(np.int64))

    def find(self, term: bytes) -> int | None:
        """The number of a term, or None."""
        number = self._sorted.find(term)
        return number if number >= 0 else None

    def lowest(self, term: bytes) -> int:
        """The number of the first term that is not below `term`."""
        return self._sorted.first_not_below(term)

    @remembered
    def for_loops(self) -> Any:
        """The table for the compiled loops (which must be there). Raises IndexDamaged when its arrays do not fit."""
        assert _LOOPS is not None
        try:
            return _LOOPS.Table(self._levels())
        except ValueError as error:
            raise IndexDamaged(str(self._file.path), f"{self.kind.name}: {error}") from error

    @remembered
    def place_counter(self) -> Any:
        """What counts places of this table, a compiled loop; None without it. Raises IndexDamaged."""
        loops = compiled("place_counts")
        if loops is None:
            return None
        firsts = map(self.array, ("first", "turns", "rows_first", "rows_before", "places_first"))
        small = map(self.narrow, ("row_counts", "place_counts"))
        return loops.PlaceCounter(*firsts, *small, meeting_numbers.BLOCK_BITS, STEP.bit_length() - 1)

    def _levels(self) -> dict[str, Any]:
        """All arrays by level; narrow ones with what did not fit."""
        whole, narrow = ["first", "docs", "turns"], ["weights"]
        if self.kind.lemmas:
            narrow.append("lemmas")
        if self.kind.places:
            whole += ["rows_before", "places_before"]
            narrow += ["row_counts", "rows", "place_counts", "places"]
        levels: dict[str, Any] = {level: self.array(level) for level in whole}
        levels |= {level: self.narrow(level) for level in narrow}
        return {"block_bits": meeting_numbers.BLOCK_BITS, **levels}

    def find_all(self, terms: Sequence[bytes]) -> list[int]:
        """The numbers of several terms (a list), -1 for each that is not there."""
        return self._sorted.find_all(terms)

    def array(self, name: str) -> Numbers:
        """One of the table's arrays as it lies in the file, for compiled loops."""
        return self._file[f"{self.kind.name}/{name}"]

    def narrow(self, name: str) -> tuple[Numbers, ...]:
        """One of the table's narrow arrays, with where the numbers stand that did not fit, and these."""
        return tuple(self.array(f"{name}{part}") for part in ("", "!at", "!is"))

    def beginning_with(self, prefix: bytes) -> range:
        """The numbers of the terms that begin with `prefix`; no UTF-8 text holds the byte 0xFF."""
        return range(self.lowest(prefix), self.lowest(prefix + b"\xff"))

    def sizes(self) -> tuple[int, int, int]:
        """The number of entries in docs, rows and places."""
        if not self.kind.places:
            return len(self.docs), 0, 0
        return len(self.docs), len(self.rows.narrow), len(self.places.narrow)

    def burden(self) -> Numbers:
        """For each term the number of its places, or of its meetings."""
        return np.diff(self.places_first if self.kind.places else self.first).astype(np.int64)

    def postings(self, begin: int, end: int) -> Postings:
        """The lists of the terms from `begin` to `end`."""
        first = self.first[begin : end + 1].astype(np.int64)
        start, stop = int(first[0]), int(first[-1])
        return Postings(
            first - start,
            self.docs.between(begin, end, np.uint32),
            self.weights.slice(start, stop),
            self.lemmas.slice(start, stop) if self.kind.lemmas else None,
            self._places(begin, end, start, stop) if self.kind.places else None,
        )

    def let_go(self) -> None:
        """Give back the memory of what has been read."""
        self._file.let_go()

    def _places(self, begin: int, end: int, start: int, stop: int) -> Places:
        rows_first = self.rows_first[begin : end + 1].astype(np.int64)
        first = self.places_first[begin : end + 1].astype(np.int64)
        rows_start, rows_stop = int(rows_first[0]), int(rows_first[-1])
        return Places(
            self.row_counts.slice(start, stop),
            self.rows.slice(rows_start, rows_stop),
            self.place_counts.slice(rows_start, rows_stop),
            self.places.slice(int(first[0]), int(first[-1])),
            rows_first - rows_start,
            first - int(first[0]),
        )
