"""Whoosh 2.7.4 as its documentation has it, with Swedish stems and the one collector that is right."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.benchmarks.large import Document
from tests.benchmarks.peers.base import HITS, Forgetful, Peer, Ranked, Shown, Whole
from tests.benchmarks.peers.stemming import swedish_stem
from tests.benchmarks.questions import Question

_FACETS = ["year", "organ", "kind"]


class PlainWhoosh(Peer):
    """Plain Whoosh. Only bodies are asked, which is less work than titles and bodies."""

    name = "whoosh"

    def version(self) -> str:
        import whoosh

        return "Whoosh " + ".".join(map(str, whoosh.__version__))

    def index(self, documents: Iterable[Document], folder: Path, jobs: int) -> None:
        from whoosh import index

        folder.mkdir(parents=True, exist_ok=True)
        writer = index.create_in(str(folder), _schema()).writer(limitmb=256)
        for one in documents:
            day = one.day.toordinal() if one.day else 0
            texts = {"id": one.id, "title": one.title, "body": one.text, "organ": one.source, "kind": one.kind}
            writer.add_document(**texts, year=one.year, day=day)
        writer.commit()

    def open(self, folder: Path) -> OpenedWhoosh:
        return OpenedWhoosh(folder)


def _schema() -> Any:
    from whoosh import fields

    stored = {"stored": True, "sortable": True}
    text = {"analyzer": _analyzer(), "stored": True}
    return fields.Schema(
        id=fields.ID(stored=True),
        title=fields.TEXT(**text),
        body=fields.TEXT(**text),
        organ=fields.ID(**stored),
        kind=fields.ID(**stored),
        year=fields.NUMERIC(**stored),
        day=fields.NUMERIC(**stored),
    )


def _analyzer() -> Any:
    from whoosh.analysis import LowercaseFilter, RegexTokenizer, StemFilter

    return RegexTokenizer() | LowercaseFilter() | StemFilter(swedish_stem, cachesize=50_000)


class OpenedWhoosh(Forgetful):
    """A searcher, with collectors that skip no blocks: the usual ones lose hits and at times never end."""

    def __init__(self, folder: Path) -> None:
        from whoosh import index

        self._searcher = index.open_dir(str(folder)).searcher()

    def read(self, question: Question) -> Any:
        from whoosh import query as q

        parts = [_words(question)] if question.words else []
        if question.years:
            parts.append(q.NumericRange("year", *question.years))
        return parts[0] if len(parts) == 1 else q.And(parts)

    def find(self, question: Question, query: Any) -> Ranked:
        results = self._results(question, query, ["year"] if question.by_year else [])
        return Ranked(len(results), tuple(results.docnum(n) for n in range(question.offset, results.scored_length())))

    def _results(self, question: Question, query: Any, facets: list[str]) -> Any:
        from whoosh.collectors import FacetCollector, SortingCollector, TopCollector

        limit = question.offset + HITS
        collector = TopCollector(limit, usequality=False, replace=0)
        if question.newest:
            collector = SortingCollector("day", limit=limit, reverse=True)
        if facets:
            collector = FacetCollector(collector, facets)
        self._searcher.search_with_collector(query, collector)
        return collector.results()

    def answer(self, question: Question) -> Whole:
        results = self._results(question, self.read(question), _FACETS)
        shown = [results[number] for number in range(question.offset, results.scored_length())]
        hits = tuple(Shown(hit["id"], hit["title"], hit.highlights("body", top=1)) for hit in shown)
        by = ({value: len(numbers) for value, numbers in results.groups(name).items()} for name in _FACETS)
        return Whole(len(results), hits, *by)

    def close(self) -> None:
        self._searcher.close()


def _words(question: Question) -> Any:
    from whoosh import query as q

    if question.how == "prefix":
        return q.Prefix("body", question.words[0])
    stems = [swedish_stem(word) for word in question.words]
    if question.how == "phrase":
        return q.Phrase("body", stems)
    return (q.And if question.how == "all" else q.Or)([q.Term("body", stem) for stem in stems])
