"""The engines that ours is measured against, on whole documents; tantivy needs `pip install tantivy`."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from tests.benchmarks.large import Document
from tests.benchmarks.questions import Question

_WORD = re.compile(r"\w+")
_HITS = 10


class Peer(Protocol):
    """An engine under measurement."""

    name: str

    def index(self, documents: Iterable[Document], folder: Path) -> None:
        """Write an index, with one thread."""
        ...

    def open(self, folder: Path) -> Callable[[Question], int]:
        """A function that finds ten ranked hits, and says how many there are in all."""
        ...


def stemmer() -> Callable[[str], str]:
    """The Swedish Snowball stemmer."""
    import Stemmer

    return Stemmer.Stemmer("swedish", 100_000).stemWord


class Tantivy:
    """tantivy with its Swedish stemmer."""

    name = "tantivy"

    def index(self, documents: Iterable[Document], folder: Path) -> None:
        import tantivy

        index = self._made(folder)
        writer = index.writer(200_000_000, 1)
        for one in documents:
            document = tantivy.Document(id=one.id, title=one.title, body=one.text)
            document.add_unsigned("year", one.year)
            document.add_unsigned("day", one.day.toordinal() if one.day else 0)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def _made(self, folder: Path) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("title", stored=True, tokenizer_name="sv")
        builder.add_text_field("body", stored=True, tokenizer_name="sv")
        builder.add_unsigned_field("year", stored=True, indexed=True, fast=True)
        builder.add_unsigned_field("day", stored=True, indexed=True, fast=True)
        self._schema = builder.build()
        folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(self._schema, path=str(folder))
        plain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
        index.register_tokenizer("sv", plain.filter(tantivy.Filter.stemmer("swedish")).build())
        return index

    def open(self, folder: Path) -> Callable[[Question], int]:
        import tantivy

        index = self._made(folder)
        index.reload()
        searcher = index.searcher()
        fields = ["title", "body"]

        def ask(question: Question) -> int:
            query = self._query(tantivy, index, question, fields)
            if question.kind == "newest":
                return int(searcher.search(query, _HITS, count=True, order_by_field="day").count)
            if question.kind == "years":
                searcher.aggregate(query, {"years": {"terms": {"field": "year", "size": 100}}})
            return int(searcher.search(query, _HITS, count=True).count)

        return ask

    def _query(self, tantivy: Any, index: Any, question: Question, fields: list[str]) -> Any:
        words = question.words
        if question.kind == "dates":
            year = int(words[0])
            return tantivy.Query.range_query(self._schema, "year", tantivy.FieldType.Unsigned, year, year + 2)
        if question.kind == "prefix":
            parts = [tantivy.Query.regex_query(self._schema, field, re.escape(words[0]) + ".*") for field in fields]
            return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
        if question.kind == "phrase":
            return index.parse_query('"' + " ".join(words) + '"', fields)
        joined = (" AND " if question.kind == "and2" else " OR ").join(words)
        return index.parse_query(joined, fields)


_JOINED = "FROM words w JOIN document d ON d.rowid = w.rowid WHERE words MATCH ?"
_RANKED = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 10"
_SELECT = {
    "newest": f"SELECT d.rowid {_JOINED} ORDER BY d.day DESC LIMIT 10",
    "years": f"SELECT d.year, count(*) {_JOINED} GROUP BY d.year",
}


class Sqlite:
    """SQLite FTS5 over stemmed text."""

    name = "fts5"

    def index(self, documents: Iterable[Document], folder: Path) -> None:
        stem = stemmer()
        folder.mkdir(parents=True, exist_ok=True)
        with sqlite3.connect(folder / "fts.db") as base:
            base.execute("CREATE TABLE document (id TEXT, title TEXT, text TEXT, year INTEGER, day INTEGER)")
            base.execute("CREATE INDEX by_year ON document (year)")
            base.execute("CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize='unicode61')")
            for number, one in enumerate(documents):
                day = one.day.toordinal() if one.day else 0
                base.execute("INSERT INTO document VALUES (?,?,?,?,?)", (one.id, one.title, one.text, one.year, day))
                stems = [" ".join(map(stem, _WORD.findall(text.lower()))) for text in (one.title, one.text)]
                base.execute("INSERT INTO words (rowid, title, body) VALUES (?,?,?)", (number + 1, *stems))

    def open(self, folder: Path) -> Callable[[Question], int]:
        stem = stemmer()
        base = sqlite3.connect(folder / "fts.db")

        def count(what: str, values: tuple[object, ...]) -> int:
            return int(base.execute(f"SELECT count(*) FROM {what}", values).fetchone()[0])

        def ask(question: Question) -> int:
            if question.kind == "dates":
                year = int(question.words[0])
                within = "document WHERE year BETWEEN ? AND ?"
                base.execute(f"SELECT rowid FROM {within} LIMIT 10", (year, year + 2)).fetchall()
                return count(within, (year, year + 2))
            match = _match(question, stem)
            base.execute(_SELECT.get(question.kind, _RANKED), (match,)).fetchall()
            return count("words WHERE words MATCH ?", (match,))

        return ask


def _match(question: Question, stem: Callable[[str], str]) -> str:
    if question.kind == "prefix":
        return f'"{question.words[0]}"*'
    stems = [f'"{stem(word)}"' for word in question.words]
    joint = {"and2": " AND ", "phrase": " + "}.get(question.kind, " OR ")
    return joint.join(stems)


class PlainWhoosh:
    """Whoosh 2.7.4 as its documentation has it, with Swedish stems and the one collector that is right."""

    name = "whoosh"

    def index(self, documents: Iterable[Document], folder: Path) -> None:
        from whoosh import fields, index

        folder.mkdir(parents=True, exist_ok=True)
        numbers = {"stored": True, "sortable": True}
        schema = fields.Schema(
            id=fields.ID(stored=True),
            title=fields.TEXT(analyzer=self._analyzer(), stored=True),
            body=fields.TEXT(analyzer=self._analyzer(), stored=True),
            year=fields.NUMERIC(**numbers),
            day=fields.NUMERIC(**numbers),
        )
        writer = index.create_in(str(folder), schema).writer(limitmb=256)
        for one in documents:
            day = one.day.toordinal() if one.day else 0
            writer.add_document(id=one.id, title=one.title, body=one.text, year=one.year, day=day)
        writer.commit()

    @staticmethod
    def _analyzer() -> Any:
        from whoosh.analysis import LowercaseFilter, RegexTokenizer, StemFilter

        return RegexTokenizer() | LowercaseFilter() | StemFilter(swedish_stem, cachesize=50_000)

    def open(self, folder: Path) -> Callable[[Question], int]:
        from whoosh import index

        searcher = index.open_dir(str(folder)).searcher()

        def ask(question: Question) -> int:
            from whoosh.collectors import TopCollector

            query = self._query(question)
            if question.kind in ("newest", "years"):
                how = {"sortedby": "day", "reverse": True} if question.kind == "newest" else {"groupedby": "year"}
                return len(searcher.search(query, limit=_HITS, **how))
            collector = TopCollector(_HITS, usequality=False, replace=0)
            searcher.search_with_collector(query, collector)
            return int(collector.total)

        return ask

    @staticmethod
    def _query(question: Question) -> Any:
        from whoosh import query as q

        if question.kind == "dates":
            year = int(question.words[0])
            return q.NumericRange("year", year, year + 2)
        if question.kind == "prefix":
            return q.Prefix("body", question.words[0])
        stems = [swedish_stem(word) for word in question.words]
        if question.kind == "phrase":
            return q.Phrase("body", stems)
        return (q.And if question.kind == "and2" else q.Or)([q.Term("body", stem) for stem in stems])


_stem: Callable[[str], str] | None = None


def swedish_stem(word: str) -> str:
    """At module level, because Whoosh pickles the schema with its analyzers."""
    global _stem
    if _stem is None:
        _stem = stemmer()
    return _stem(word)


PEERS: dict[str, Peer] = {peer.name: peer for peer in (Tantivy(), Sqlite(), PlainWhoosh())}
