"""Where terms stand, row by row, as sorted numbers: row times 2**32 plus position.

Such a number is called a place here. Side by side means a difference of one, and no difference of places in
different rows is ever as small as a distance within a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.clauses import Field, Key
from searchlib.engines.whoosh.collection import Collection, table_name
from searchlib.engines.whoosh.postings import spread, starts
from searchlib.engines.whoosh.sortedsets import distinct, union
from searchlib.engines.whoosh.tables import TermTable

Numbers = NDArray[Any]

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
    collection: Collection, keys: Sequence[Key], field: Field | None, meetings: Numbers | None = None
) -> Numbers:
    """Where any of the keys (layers form and part) stands: in all living meetings, or in some (rising)."""
    name_of = {key: _place_table(key, field) for key in keys}
    found = (
        places_in_spans(collection, name_of[key], collection.spans(name_of[key], key.term), meetings) for key in keys
    )
    return in_field(collection, union(found), field)


def _place_table(key: Key, field: Field | None) -> str:
    """Participants have tables of their own; the places of other fields are among all others."""
    return table_name(key, "participant" if field == "participant" else None)


def places_in_spans(collection: Collection, name: str, spans: Sequence[Span], meetings: Numbers | None) -> Numbers:
    """Where the terms of some spans of a table stand, sorted, once each."""
    tables = collection.tables(name)
    parts = [
        _places_in(collection, tables[segment][0], segment, (begin, end), meetings) for segment, begin, end in spans
    ]
    found = union(parts)
    # The places of one term are sorted; those of several side by side are not.
    return found if all(end - begin == 1 for _, begin, end in spans) else distinct(np.sort(found))


def _places_in(
    collection: Collection, table: TermTable, segment: int, numbers: tuple[int, int], meetings: Numbers | None
) -> Numbers:
    postings = table.postings(*numbers)
    places = postings.places
    assert places is not None
    docs = postings.docs.astype(np.int64) + collection.meeting_bases[segment]
    chosen = _chosen(collection, docs, meetings)
    rows, positions = places.rows, places.places
    row_counts, place_counts = places.row_counts, places.place_counts
    if chosen is not None:
        docs = docs[chosen]
        row_at = spread(starts(row_counts)[chosen], row_counts[chosen])
        row_counts = row_counts[chosen]
        rows = rows[row_at]
        positions = positions[spread(starts(place_counts)[row_at], place_counts[row_at])]
        place_counts = place_counts[row_at]
    row_numbers = np.repeat(collection.first_rows[docs], row_counts) + rows
    return np.repeat(row_numbers << np.int64(32), place_counts) + positions


def _chosen(collection: Collection, docs: Numbers, meetings: Numbers | None) -> Numbers | None:
    """The indexes of the docs to look at; None for all of them."""
    if meetings is None:
        return None if collection.alive is None else np.flatnonzero(collection.alive[docs])
    return np.flatnonzero(np.isin(docs, meetings, assume_unique=False))


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
