"""tantivy with its Swedish stemmer, fast fields, snippets and aggregations."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.benchmarks.large import Document
from tests.benchmarks.peers.base import HITS, Forgetful, Peer, Ranked, Shown, Whole
from tests.benchmarks.questions import Question

_FIELDS = ["title", "body"]
_HEAP = 200_000_000
_BY_YEAR = {"year": {"terms": {"field": "year", "size": 500}}}
_FACETS = _BY_YEAR | {name: {"terms": {"field": name, "size": 100}} for name in ("organ", "kind")}


class Tantivy(Peer):
    """One index of whole documents."""

    name = "tantivy"

    def version(self) -> str:
        import tantivy

        return f"tantivy {tantivy.__version__.split(',')[0].removeprefix('tantivy v')}"

    def index(self, documents: Iterable[Document], folder: Path, jobs: int) -> None:
        import tantivy

        folder.mkdir(parents=True, exist_ok=True)
        writer = _index(folder).writer(_HEAP * jobs, jobs)
        for one in documents:
            document = tantivy.Document(id=one.id, title=one.title, body=one.text, organ=one.source, kind=one.kind)
            document.add_unsigned("year", one.year)
            document.add_unsigned("day", one.day.toordinal() if one.day else 0)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> OpenedTantivy:
        return OpenedTantivy(folder)


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("title", stored=True, tokenizer_name="sv")
    builder.add_text_field("body", stored=True, tokenizer_name="sv")
    for name in ("organ", "kind"):
        builder.add_text_field(name, stored=True, fast=True, tokenizer_name="raw")
    for name in ("year", "day"):
        builder.add_unsigned_field(name, stored=True, indexed=True, fast=True)
    return builder.build()


def _index(folder: Path) -> Any:
    import tantivy

    index = tantivy.Index(_schema(), path=str(folder))
    plain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    index.register_tokenizer("sv", plain.filter(tantivy.Filter.stemmer("swedish")).build())
    return index


class OpenedTantivy(Forgetful):
    """A searcher; it remembers nothing between questions."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._tantivy = tantivy
        self._index = _index(folder)
        self._index.reload()
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    def read(self, question: Question) -> Any:
        """A query, but for beginnings of words: their words are looked up in the index, which is retrieval."""
        return None if question.how == "prefix" else self._query(question)

    def _query(self, question: Question) -> Any:
        Query, Must = self._tantivy.Query, self._tantivy.Occur.Must  # noqa: N806
        parts = [self._words(question)] if question.words else []
        if question.years:
            kind = self._tantivy.FieldType.Unsigned
            parts.append(Query.range_query(self._schema, "year", kind, *question.years))
        return parts[0] if len(parts) == 1 else Query.boolean_query([(Must, part) for part in parts])

    def _words(self, question: Question) -> Any:
        if question.how == "prefix":
            return self._prefix(question.words[0])
        if question.how == "phrase":
            return self._index.parse_query('"' + " ".join(question.words) + '"', _FIELDS)
        joint = " AND " if question.how == "all" else " OR "
        return self._index.parse_query(joint.join(question.words), _FIELDS)

    def _prefix(self, beginning: str) -> Any:
        """Every word that begins so: ranked, with snippets, and mostly faster than an expression for them."""
        Query, should = self._tantivy.Query, self._tantivy.Occur.Should  # noqa: N806
        found = [
            Query.term_query(self._schema, field, word)
            for field in _FIELDS
            for word, _ in self._searcher.terms_with_prefix(field, beginning)
        ]
        return Query.boolean_query([(should, one) for one in found])

    def find(self, question: Question, query: Any) -> Ranked:
        query = query or self._query(question)
        found = self._search(question, query)
        if question.by_year:
            self._searcher.aggregate(query, _BY_YEAR)
        return Ranked(found.count, tuple(address for _, address in found.hits))

    def _search(self, question: Question, query: Any) -> Any:
        order = "day" if question.newest else None
        return self._searcher.search(query, HITS, count=True, order_by_field=order, offset=question.offset)

    def answer(self, question: Question) -> Whole:
        query = self._query(question)
        found = self._search(question, query)
        generator = self._tantivy.SnippetGenerator.create(self._searcher, query, self._schema, "body")
        hits = tuple(self._shown(self._searcher.doc(address), generator) for _, address in found.hits)
        counted = self._searcher.aggregate(query, _FACETS)
        by = {name: {one["key"]: one["doc_count"] for one in counted[name]["buckets"]} for name in _FACETS}
        return Whole(found.count, hits, by["year"], by["organ"], by["kind"])

    @staticmethod
    def _shown(document: Any, generator: Any) -> Shown:
        return Shown(document["id"][0], document["title"][0], generator.snippet_from_doc(document).to_html())
