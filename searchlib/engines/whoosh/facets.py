"""Counts of an answer by year, organ and kind."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from searchlib.engines.whoosh.collection import Collection
from searchlib.results import Facet, Facets

Numbers = NDArray[Any]


def count_facets(collection: Collection, meetings: Numbers) -> Facets:
    """The facets of some meetings: years falling, organs and kinds by count and then name, unknown among them."""
    return Facets(
        year=count_by_year(collection, meetings),
        organ=_by_name(collection, "organ", meetings),
        kind=_by_name(collection, "kind", meetings),
    )


def count_by_year(collection: Collection, meetings: Numbers) -> tuple[Facet[int], ...]:
    """The years of some meetings, falling, unknown last."""
    facets = tuple([Facet(year, count) for year, count in reversed(collection.counts("year", meetings))])
    # Year 0, the last one, stands for unknown.
    return (*facets[:-1], Facet(None, facets[-1].count)) if facets and not facets[-1].value else facets


def _by_name(collection: Collection, column: str, meetings: Numbers) -> tuple[Facet[str], ...]:
    names = collection.names(column)
    found = [(names[code - 1] if code else None, count) for code, count in collection.counts(column, meetings)]
    found.sort(key=lambda one: (-one[1], one[0] is None, one[0] or ""))
    return tuple([Facet(name, count) for name, count in found])
