"""Joining term tables into one: the runs of a batch writer, or whole segments that are merged.

Everything is arrays: the terms are united and ranked once, then the lists of a range of terms at a time are
scattered to their places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.engines.whoosh.arrays import ArrayWriter
from searchlib.engines.whoosh.postings import Postings, merged, renumbered, starts
from searchlib.engines.whoosh.tables import TableKind, TermSource

Numbers = NDArray[Any]

# In segments of up to so many meetings their numbers take two bytes, in larger ones four.
SHORT_NUMBERS: Final = 0x10000

# How many entries are joined at a time; bounds the memory of a merge to some 200 MB.
_JOINED_AT_ONCE: Final = 3_000_000


def write_table(
    writer: ArrayWriter, kind: TableKind, sources: Sequence[TermSource], new_docs: Sequence[Numbers]
) -> None:
    """Join sources into one table; `new_docs[i]` maps the meetings of sources[i] to new numbers, or to -1.

    Sources are in the order of their new meeting numbers.
    """
    terms, numbers = _united(source.terms() for source in sources)
    burdens = [source.burden() for source in sources]
    meetings = max((int(new_doc.max(initial=-1)) + 1 for new_doc in new_docs), default=0)
    _reserve(writer, kind, [source.sizes() for source in sources], meetings)
    kept: list[Numbers] = []
    counts: dict[str, list[Numbers]] = {"first": [], "rows_first": [], "places_first": []}
    for begin, end in _portions(len(terms), numbers, burdens):
        parts = [
            _part(source, number, new_doc, begin, end)
            for source, number, new_doc in zip(sources, numbers, new_docs, strict=True)
        ]
        joined = merged(parts, end - begin)
        _append(writer, kind, joined)
        present = np.flatnonzero(np.diff(joined.first))
        kept.append(present + begin)
        counts["first"].append(np.diff(joined.first)[present])
        if joined.places is not None:
            counts["rows_first"].append(np.diff(joined.places.rows_first)[present])
            counts["places_first"].append(np.diff(joined.places.first)[present])
    writer.add_strings(f"{kind.name}/terms", [terms[number] for part in kept for number in part.tolist()])
    for level, pieces in counts.items():
        if pieces or level == "first" or kind.places:
            writer.add(f"{kind.name}/{level}", starts(np.concatenate([*pieces, np.empty(0, np.int64)])), "<u4")


def _united(lists: Iterable[list[bytes]]) -> tuple[list[bytes], list[Numbers]]:
    """All distinct terms, sorted, and for each list the numbers of its terms among them."""
    kept = list(lists)
    if len(kept) == 1:
        return kept[0], [np.arange(len(kept[0]), dtype=np.int64)]
    terms = sorted(set().union(*kept))
    number_of = {term: number for number, term in enumerate(terms)}
    return terms, [np.fromiter(map(number_of.__getitem__, one), np.int64, len(one)) for one in kept]


def _portions(terms: int, numbers: Sequence[Numbers], burdens: Sequence[Numbers]) -> Iterator[tuple[int, int]]:
    """Ranges of terms with a bounded number of entries each."""
    total = np.zeros(terms, dtype=np.int64)
    for number, burden in zip(numbers, burdens, strict=True):
        total[number] += burden
    before = starts(total)
    begin = 0
    while begin < terms:
        end = int(before.searchsorted(before[begin] + _JOINED_AT_ONCE, side="right")) - 1
        end = min(max(end, begin + 1), terms)
        yield begin, end
        begin = end


def _part(source: TermSource, number: Numbers, new_doc: Numbers, begin: int, end: int) -> tuple[Postings, Numbers]:
    low, high = (int(bound) for bound in number.searchsorted((begin, end)))
    return renumbered(source.postings(low, high), new_doc), number[low:high] - begin


def _reserve(writer: ArrayWriter, kind: TableKind, sizes: Sequence[tuple[int, int, int]], meetings: int) -> None:
    name = kind.name
    docs, rows, places = (sum(level) for level in zip((0, 0, 0), *sizes, strict=True))
    writer.reserve(f"{name}/docs", "<u2" if meetings <= SHORT_NUMBERS else "<u4", docs)
    writer.reserve(f"{name}/weights", "u1", docs, narrow=True)
    if kind.lemmas:
        writer.reserve(f"{name}/lemmas", "u1", docs, narrow=True)
    if kind.places:
        writer.reserve(f"{name}/row_counts", "u1", docs, narrow=True)
        writer.reserve(f"{name}/rows", "u1", rows, narrow=True)
        writer.reserve(f"{name}/place_counts", "u1", rows, narrow=True)
        writer.reserve(f"{name}/places", "<u2", places, narrow=True)


def _append(writer: ArrayWriter, kind: TableKind, postings: Postings) -> None:
    name = kind.name
    writer.append(f"{name}/docs", postings.docs)
    writer.append(f"{name}/weights", postings.weights)
    if postings.lemmas is not None:
        writer.append(f"{name}/lemmas", postings.lemmas)
    if postings.places is not None:
        writer.append(f"{name}/row_counts", postings.places.row_counts)
        writer.append(f"{name}/rows", postings.places.rows)
        writer.append(f"{name}/place_counts", postings.places.place_counts)
        writer.append(f"{name}/places", postings.places.places)
