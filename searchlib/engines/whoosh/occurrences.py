"""Where terms stand, row by row, as sorted numbers: row times 2**32 plus position.

Such a number is called a place here. Side by side means a difference of one, and no difference of places in
different rows is ever as small as a distance within a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from searchlib.clauses import Field, Key
from searchlib.engines.whoosh.array_lists import ArrayLists
from searchlib.engines.whoosh.collection import Collection
from searchlib.engines.whoosh.loop_lists import LoopLists
from searchlib.engines.whoosh.sortedsets import NONE, SPARSE, contained, distinct, first_of_each, run_lengths, union
from searchlib.engines.whoosh.tables import TermTable, table_name
from searchlib.loops import compiled
from searchlib.runs import spread

Numbers = NDArray[Any]

_LOOPS: Final = compiled("places")
# From this share of a list on, reading all of it is faster than picking out.
_MANY: Final = 1 / 10

ROW: Final = np.int64(1) << np.int64(32)

# A segment, and the first and last but one number of terms that lie side by side in its table.
Span = tuple[int, int, int]


def rows_of(places: Numbers) -> Numbers:
    """The row of each place."""
    return places >> np.int64(32)


def positions_of(places: Numbers) -> Numbers:
    """The position of each place in its row."""
    return places & np.int64(0xFFFFFFFF)


def places_of_keys(
    collection: Collection,
    keys: Sequence[Key],
    field: Field | None,
    meetings: Numbers | None = None,
    *,
    more: bool = False,
) -> Numbers:
    """Where any of the keys (layers form and part) stands: in all living meetings, or in some (rising).

    With `more`, other living meetings may be among them where that is faster.
    """
    lists = collection.lists
    if isinstance(lists, LoopLists):
        return in_field(collection, _places_in_tables(lists, collection.needed(keys), field, meetings), field)
    found = (
        places_in_spans(collection, name, collection.spans(name, key.term), meetings, more=more)
        for key in collection.needed(keys)
        for name in [_place_table(key, field)]
    )
    return in_field(collection, union(found), field)


def _places_in_tables(lists: LoopLists, keys: Sequence[Key], field: Field | None, meetings: Numbers | None) -> Numbers:
    return lists.places([lists.of(_place_table(key, field), key.term) for key in keys], meetings)


def places_of_terms(collection: Collection, terms: Sequence[tuple[int, Key]], meetings: Numbers) -> Numbers:
    """Where terms (layers form and part, each with a number) stand in a few meetings (rising).

    All terms of a table at once, in one pass. A place is moved up by the rows of the collection as often as its term's
    number says. In no order; places of terms with the same number may come more than once.
    """
    by_table: dict[int, list[_Entries]] = {}
    for number, key in terms:
        for entries in _entries_of(collection, number, key, meetings):
            by_table.setdefault(id(entries.table), []).append(entries)
    return np.concatenate([NONE, *(_places_in_table(collection, found, meetings) for found in by_table.values())])


class _Entries(NamedTuple):
    """The postings of a term in some meetings: the indexes of the meetings, and of the postings in the table."""

    number: int
    table: TermTable
    held: Numbers
    at: Numbers


def _entries_of(collection: Collection, number: int, key: Key, meetings: Numbers) -> Iterator[_Entries]:
    found = collection.lists.find(key, None) if isinstance(collection.lists, ArrayLists) else None
    if found is not None and found.table is not None:
        at = found.meetings.searchsorted(meetings)
        held = np.flatnonzero(found.meetings.take(at, mode="clip") == meetings)
        yield _Entries(number, found.table, held, at[held] + found.start)
        return
    for segment, term, _ in collection.spans(key.layer, key.term):
        table, base = collection.tables(key.layer)[segment]
        low, high = meetings.searchsorted((base, collection.meeting_bases[segment + 1])).tolist()
        held, at = table.docs.find(term, meetings[low:high] - base)
        yield _Entries(number, table, held + low, at)


def _places_in_table(collection: Collection, found: Sequence[_Entries], meetings: Numbers) -> Numbers:
    table = found[0].table
    first_rows = collection.first_rows[meetings]
    rows_above = len(collection.row_column("row"))
    entries = np.concatenate([one.at for one in found])
    rows = np.concatenate([first_rows[one.held] + one.number * rows_above for one in found])
    row_counts = table.row_counts.take(entries)
    row_entries = spread(table.row_counts.begins(entries), row_counts)
    rows = np.repeat(rows, row_counts) + table.rows.take(row_entries)
    place_counts = table.place_counts.take(row_entries)
    positions = table.places.take(spread(table.place_counts.begins(row_entries), place_counts))
    places: Numbers = np.repeat(rows << np.int64(32), place_counts) + positions
    return places


def _place_table(key: Key, field: Field | None) -> str:
    """Participants have tables of their own; the places of other fields are among all others."""
    return table_name(key, "participant" if field == "participant" else None)


def places_in_spans(
    collection: Collection, name: str, spans: Sequence[Span], meetings: Numbers | None, *, more: bool = False
) -> Numbers:
    """Where the terms of some spans of a table stand, sorted, once each."""
    found = union(_Selection(collection, name, span, meetings, more=more).places() for span in spans)
    # The places of one term are sorted; those of several side by side are not.
    return found if all(end - begin == 1 for _, begin, end in spans) else distinct(np.sort(found))


def rows_in_spans(collection: Collection, name: str, spans: Sequence[Span], meetings: Numbers | None) -> list[Numbers]:
    """The rows in which the terms of some spans stand, in no order and perhaps more than once."""
    return [_Selection(collection, name, span, meetings).rows() for span in spans]


class _Selection:
    """Those entries of a span's posting lists that are of the wanted meetings: of all living ones for None."""

    def __init__(
        self, collection: Collection, name: str, span: Span, meetings: Numbers | None, *, more: bool = False
    ) -> None:
        segment, self._begin, self._end = span
        self._collection = collection
        self._table, self._base = collection.tables(name)[segment]
        self._size = collection.meeting_bases[segment + 1] - self._base
        self._start, stop = self._table.span(self._begin, self._end)
        self._docs = self._table.docs.between(self._begin, self._end)
        self._row_counts = self._table.row_counts.slice(self._start, stop)
        if more and meetings is not None and len(meetings) > _MANY * len(self._docs):
            meetings = None
        self._chosen = self._wanted(meetings)

    def _wanted(self, meetings: Numbers | None) -> Numbers | None:
        """The indexes of the chosen entries, None for all."""
        if meetings is None:
            if self._collection.alive is None:
                return None
            return np.flatnonzero(self._collection.alive[self._base + self._docs])
        low, high = meetings.searchsorted((self._base, self._base + self._size))
        own = meetings[low:high] - self._base
        if self._end - self._begin == 1 and len(own) < SPARSE * len(self._docs):
            at = np.minimum(self._docs.searchsorted(own), len(self._docs) - 1)
            found: Numbers = at[self._docs[at] == own]
            return found
        held = np.zeros(self._size, dtype=np.bool_)
        held[own] = True
        return np.flatnonzero(held[self._docs])

    def _row_numbers(self, counts: Numbers, numbers: Numbers) -> Numbers:
        docs = self._docs if self._chosen is None else self._docs[self._chosen]
        first_rows = self._collection.first_rows[docs + self._base]
        return np.repeat(first_rows, counts) + numbers

    def rows(self) -> Numbers:
        """The rows of the chosen entries."""
        table, begin, end = self._table, self._begin, self._end
        if self._chosen is None:
            numbers = table.rows.slice(int(table.rows_first[begin]), int(table.rows_first[end]))
            return self._row_numbers(self._row_counts, numbers)
        return self._row_numbers(self._row_counts[self._chosen], table.rows.take(self._row_entries(self._chosen)))

    def _row_entries(self, chosen: Numbers) -> Numbers:
        return spread(self._table.row_counts.begins_rising(self._start + chosen), self._row_counts[chosen])

    def places(self) -> Numbers:
        """The places of the chosen entries, sorted when the span is of one term."""
        table, begin, end = self._table, self._begin, self._end
        rows_start, rows_stop = int(table.rows_first[begin]), int(table.rows_first[end])
        start, stop = int(table.places_first[begin]), int(table.places_first[end])
        if self._chosen is None:
            counts = table.place_counts.slice(rows_start, rows_stop)
            positions = table.places.slice(start, stop)
            rows = self._row_numbers(self._row_counts, table.rows.slice(rows_start, rows_stop))
        else:
            entries = self._row_entries(self._chosen)
            rows = self._row_numbers(self._row_counts[self._chosen], table.rows.take(entries))
            counts = table.place_counts.take(entries)
            positions = table.places.take(spread(table.place_counts.begins_rising(entries), counts))
        return np.repeat(rows << np.int64(32), counts) + positions


def meetings_and_counts(collection: Collection, places: Numbers) -> tuple[Numbers, Numbers]:
    """The meetings (rising) of some places (rising), and how many places each has."""
    if _LOOPS is not None:
        found: tuple[Numbers, Numbers] = _LOOPS.meetings_and_counts(places, collection.first_rows)
        return found
    owners = collection.meeting_of_rows(rows_of(places))
    begins = np.flatnonzero(first_of_each(owners))
    return owners[begins], run_lengths(begins, len(owners))


def places_within(collection: Collection, places: Numbers, meetings: Numbers) -> Numbers:
    """Those of some places (rising) that lie in some meetings (rising)."""
    if _LOOPS is not None:
        found: Numbers = _LOOPS.places_within(places, meetings, collection.first_rows)
        return found
    return places[contained(collection.meeting_of_rows(rows_of(places)), meetings)]


def in_field(collection: Collection, places: Numbers, field: Field | None) -> Numbers:
    """The places that lie in a field (participants have tables of their own)."""
    if field is None or field == "participant" or not len(places):
        return places
    rows, positions = rows_of(places), positions_of(places)
    heading_end = collection.row_column("heading_end")[rows]
    if field == "heading":
        return places[positions < heading_end]
    organ_end = collection.row_column("organ_end")[rows]
    if field == "organ":
        return places[(positions >= heading_end) & (positions < organ_end)]
    return places[(positions >= organ_end) & (positions < collection.row_column("reference_end")[rows])]
