"""Other search engines, each with its own Swedish analysis, behind one small protocol; for the table of peers."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from searchlib import Index, Minutes

Documents = Sequence[tuple[str, str]]
_WORD = re.compile(r"\w+")


class Peer(Protocol):
    """One engine over (source, text) documents; answers are sources, best first."""

    name: str

    def build(self, documents: Documents) -> None: ...
    def find(self, query: str, *, everything: bool, limit: int) -> list[str]: ...


class Ours:
    """This library, through `Index.search`."""

    name = "searchlib"

    def build(self, documents: Documents) -> None:
        folder = tempfile.mkdtemp(prefix="relevance-")
        Index.rebuild((Minutes.from_text(source=source, text=text) for source, text in documents), folder)
        self.index = Index.open(folder)

    def find(self, query: str, *, everything: bool, limit: int) -> list[str]:
        results = self.index.search(query, match="all" if everything else "any", limit=limit)
        return [] if results.relaxed else [hit.minutes.source for hit in results]


class SqliteFts5:
    """SQLite FTS5 with its tokenizer unicode61, which takes å, ä and ö for a, a and o; bm25."""

    name = f"SQLite {sqlite3.sqlite_version} FTS5, unicode61"

    def build(self, documents: Documents) -> None:
        self.database = sqlite3.connect(":memory:")
        self.database.execute("CREATE VIRTUAL TABLE docs USING fts5(source UNINDEXED, body)")
        self.database.executemany("INSERT INTO docs VALUES (?, ?)", documents)

    def find(self, query: str, *, everything: bool, limit: int) -> list[str]:
        is_phrase = query.startswith('"')
        words = [f'"{word}"' for word in _WORD.findall(query)]
        asked = f'"{" ".join(_WORD.findall(query))}"' if is_phrase else (" " if everything else " OR ").join(words)
        sql = "SELECT source FROM docs WHERE body MATCH ? ORDER BY bm25(docs) LIMIT ?"
        return [row[0] for row in self.database.execute(sql, (f"body : ({asked})", limit))]


class Tantivy:
    """tantivy with the Swedish Snowball stemmer and lower case; BM25."""

    def __init__(self) -> None:
        import tantivy  # type: ignore[import-not-found, unused-ignore]

        self.library = tantivy
        self.name = f"tantivy {tantivy.__version__.split(',')[0].removeprefix('tantivy v')}, Swedish stemmer"

    def build(self, documents: Documents) -> None:
        library: Any = self.library
        builder = library.SchemaBuilder()
        builder.add_text_field("source", stored=True, tokenizer_name="raw")
        builder.add_text_field("body", stored=False, tokenizer_name="sv")
        self.index = library.Index(builder.build())
        analyzer = (
            library.TextAnalyzerBuilder(library.Tokenizer.simple())
            .filter(library.Filter.remove_long(80))
            .filter(library.Filter.lowercase())
            .filter(library.Filter.stemmer("swedish"))
            .build()
        )
        self.index.register_tokenizer("sv", analyzer)
        writer = self.index.writer(100_000_000)
        for source, text in documents:
            writer.add_document(library.Document(source=source, body=text))
        writer.commit()
        self.index.reload()

    def find(self, query: str, *, everything: bool, limit: int) -> list[str]:
        words = _WORD.findall(query)
        text = f'"{" ".join(words)}"' if query.startswith('"') else " ".join(words)
        parsed = self.index.parse_query(text, ["body"], conjunction_by_default=everything)
        searcher = self.index.searcher()
        return [searcher.doc(address)["source"][0] for _, address in searcher.search(parsed, limit).hits]


class PlainWhoosh:
    """Whoosh 2.7.4 as it comes, with `LanguageAnalyzer("sv")` and BM25F."""

    name = 'Whoosh 2.7.4, LanguageAnalyzer("sv")'

    def build(self, documents: Documents) -> None:
        from whoosh.analysis import LanguageAnalyzer
        from whoosh.fields import ID, TEXT, Schema
        from whoosh.filedb.filestore import RamStorage

        schema = Schema(source=ID(stored=True), body=TEXT(analyzer=LanguageAnalyzer("sv")))
        self.index = RamStorage().create_index(schema)
        writer = self.index.writer()
        for source, text in documents:
            writer.add_document(source=source, body=text)
        writer.commit()

    def find(self, query: str, *, everything: bool, limit: int) -> list[str]:
        from whoosh.qparser import AndGroup, OrGroup, QueryParser

        parser = QueryParser("body", self.index.schema, group=AndGroup if everything else OrGroup)
        words = _WORD.findall(query)
        text = f'"{" ".join(words)}"' if query.startswith('"') else " ".join(word.lower() for word in words)
        with self.index.searcher() as searcher:
            return [hit["source"] for hit in searcher.search(parser.parse(text), limit=limit)]


class PostgreSql:
    """PostgreSQL's text search configuration `swedish`, over psql; PGHOST, PGPORT and PGUSER say where."""

    def __init__(self) -> None:
        version = _psql("SHOW server_version").strip().split()[0]
        self.name = f"PostgreSQL {version}, swedish"

    def build(self, documents: Documents) -> None:
        _psql("DROP TABLE IF EXISTS docs; CREATE TABLE docs (source text, body text, v tsvector)")
        with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8", delete=False) as file:
            for source, text in documents:
                file.write(f"{source}\t{_escaped(text)}\n")
        _psql(f"\\copy docs (source, body) FROM '{file.name}'")
        Path(file.name).unlink()
        _psql("UPDATE docs SET v = to_tsvector('swedish', body); CREATE INDEX ON docs USING gin (v)")

    def find(self, query: str, *, everything: bool, limit: int) -> list[str]:
        quoted = query.replace("'", "''")
        asked = f"websearch_to_tsquery('swedish', '{quoted}')"
        if not everything:
            asked = f"replace(plainto_tsquery('swedish', '{quoted}')::text, '&', '|')::tsquery"
        sql = (
            f"SELECT source FROM docs, (SELECT {asked} AS q) asked WHERE v @@ q "
            f"ORDER BY ts_rank(v, q, 1) DESC, source LIMIT {limit}"
        )
        return _psql(sql).split()


def _psql(sql: str) -> str:
    command = ["psql", "-qAt", "-v", "ON_ERROR_STOP=1", "-d", os.environ.get("PGDATABASE", "postgres")]
    return subprocess.run(command, input=sql, capture_output=True, text=True, check=True).stdout


def _escaped(text: str) -> str:
    for sign, escape in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", " ")):
        text = text.replace(sign, escape)
    return text


def peers() -> Iterable[Peer | str]:
    """Each engine that is installed, or a sentence on why it is not."""
    for make in (Ours, SqliteFts5, Tantivy, PlainWhoosh, PostgreSql):
        try:
            yield make()
        except (ImportError, OSError, subprocess.CalledProcessError) as error:
            yield f"{make.__name__}: not measured ({type(error).__name__})"
