"""Counts of an answer by year, organ and kind."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchlib.engines.whoosh.collection import Collection
from searchlib.results import Facet, Facets

Numbers = NDArray[Any]


def count_facets(collection: Collection, meetings: Numbers) -> Facets:
    """The facets of some meetings: years falling, organs and kinds by count and then name, unknown among them."""
    return Facets(
        year=_by_year(collection.column("year")[meetings]),
        organ=_by_name(collection, "organ", meetings),
        kind=_by_name(collection, "kind", meetings),
    )


def _by_year(years: Numbers) -> tuple[Facet[int], ...]:
    counts = np.bincount(years)
    found = [Facet(int(year), int(counts[year])) for year in np.flatnonzero(counts)[::-1] if year]
    return (*found, *([Facet(None, int(counts[0]))] if len(counts) and counts[0] else []))


def _by_name(collection: Collection, column: str, meetings: Numbers) -> tuple[Facet[str], ...]:
    counts = np.bincount(collection.column(column)[meetings])
    names = [None, *collection.names(column)]
    found = [(names[code], int(counts[code])) for code in np.flatnonzero(counts).tolist()]
    found.sort(key=lambda one: (-one[1], one[0] is None, one[0] or ""))
    return tuple(Facet(name, count) for name, count in found)
