"""Whoosh's own searcher on our index, with the one safe collector, scoring by our formula."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoosh.collectors import TopCollector
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import Searcher

from searchlib import ranking
from searchlib.engines.whoosh.machinery import SegmentWriter
from searchlib.engines.whoosh.schema import make_schema
from searchlib.engines.whoosh.segment import MeetingIndex

# Block quality and replacing make Whoosh 2.7.4 lose better hits, and loop for ever.
SAFE = {"usequality": False, "replace": 0}


class OurScore(WeightingModel):
    """One term's part of the score, by the formula module."""

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> BaseScorer:
        return _Scorer(searcher, fieldname, text)

    def idf(self, searcher: Any, fieldname: str, text: bytes) -> float:
        return 0.0


class _Scorer(BaseScorer):
    def __init__(self, searcher: Any, fieldname: str, text: bytes) -> None:
        parent = searcher.get_parent()
        reader = parent.reader()
        rows = list(reader.all_doc_ids())
        lengths = [reader.doc_field_length(row, fieldname) for row in rows]
        meetings = sum(reader.column_reader("row")[row] == 0 for row in rows)
        matcher = reader.postings(fieldname, text)
        self._idf = ranking.idf(sum(1 for _ in matcher.all_ids()), meetings)
        self._average = sum(lengths) / max(1, meetings)
        self._searcher, self._fieldname = searcher, fieldname

    def supports_block_quality(self) -> bool:
        return False

    def score(self, matcher: Any) -> float:
        length = self._searcher.doc_field_length(matcher.id(), self._fieldname)
        return self._idf * ranking.saturated(matcher.weight(), ranking.norm(float(length), self._average))


def open_searcher(folder: Path) -> Searcher:
    return MeetingIndex(folder, make_schema()).searcher(weighting=OurScore())


def top(searcher: Searcher, query: Any, limit: int = 10_000) -> dict[str, float]:
    """The ids of the meetings that a query finds, with their scores, best first."""
    collector = TopCollector(limit, **SAFE)
    searcher.search_with_collector(query, collector)
    found: dict[str, float] = {}
    for score, row in collector.results().top_n:
        found.setdefault(meeting_of(searcher, row), score)
    return found


def meeting_of(searcher: Searcher, row: int) -> str:
    """The id of the meeting that a row belongs to."""
    reader = searcher.reader()
    while reader.column_reader("row")[row]:
        row -= 1
    for leaf, base in reader.leaf_readers():
        if base <= row < base + leaf.doc_count_all():
            for name in leaf.lexicon("id"):
                if row - base in leaf._terms.matcher("id", name, None).all_ids():
                    return name.decode()
    raise LookupError(row)


def plain_writer(folder: Path) -> SegmentWriter:
    """Whoosh's own writer, which merges posting by posting, with our codec below it."""
    from searchlib.engines.whoosh.codec import MeetingCodec

    return SegmentWriter(MeetingIndex(folder, make_schema()), codec=MeetingCodec(), compound=False)
