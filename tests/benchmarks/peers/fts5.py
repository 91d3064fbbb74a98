"""SQLite FTS5 over stemmed text, with the documents and what facets need in tables beside it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.benchmarks.large import Document
from tests.benchmarks.peers.base import HITS, Forgetful, Peer, Ranked, Shown, Whole
from tests.benchmarks.peers.stemming import plain_snippet, stems, swedish_stem
from tests.benchmarks.questions import Question

# What is counted and sorted by lies apart from the texts, so that counting reads no texts.
_TABLES = """
CREATE TABLE document (number INTEGER PRIMARY KEY, year INTEGER, day INTEGER, organ TEXT, kind TEXT);
CREATE TABLE content (number INTEGER PRIMARY KEY, id TEXT, title TEXT, text TEXT);
CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 0');
"""
_INDEXES = """
CREATE INDEX by_year ON document (year);
INSERT INTO words (words) VALUES ('optimize');
ANALYZE;
"""


class Fts5(Peer):
    """One database file, written by one thread."""

    name = "fts5"

    def version(self) -> str:
        return f"SQLite {sqlite3.sqlite_version} FTS5"

    def index(self, documents: Iterable[Document], folder: Path, jobs: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with sqlite3.connect(folder / "fts.db") as base:
            base.executescript(_TABLES)
            for number, one in enumerate(documents, start=1):
                _add(base, number, one)
            base.commit()
            base.executescript(_INDEXES)

    def open(self, folder: Path) -> OpenedFts5:
        return OpenedFts5(folder / "fts.db")


def _add(base: sqlite3.Connection, number: int, one: Document) -> None:
    day = one.day.toordinal() if one.day else 0
    base.execute("INSERT INTO document VALUES (?,?,?,?,?)", (number, one.year, day, one.source, one.kind))
    base.execute("INSERT INTO content VALUES (?,?,?,?)", (number, one.id, one.title, one.text))
    stemmed = [" ".join(stems(text)) for text in (one.title, one.text)]
    base.execute("INSERT INTO words (rowid, title, body) VALUES (?,?,?)", (number, *stemmed))


class OpenedFts5(Forgetful):
    """A connection that may map the whole file."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path)
        self._base.execute("PRAGMA mmap_size = 4000000000")

    def read(self, question: Question) -> tuple[str, tuple[Any, ...]]:
        """FROM and WHERE, with their values."""
        within = "d.year BETWEEN ? AND ?"
        if not question.words:
            return f"FROM document d WHERE {within}", question.years or ()
        matched = "FROM words JOIN document d ON d.number = words.rowid WHERE words MATCH ?"
        if question.years:
            return f"{matched} AND {within}", (_match(question), *question.years)
        if question.newest or question.by_year:
            return matched, (_match(question),)
        return "FROM words WHERE words MATCH ?", (_match(question),)

    def find(self, question: Question, query: tuple[str, tuple[Any, ...]]) -> Ranked:
        source, values = query
        first = self._first(question, source, values)
        if question.by_year:
            years = self._rows(f"SELECT d.year, count(*) {source} GROUP BY d.year", values)
            return Ranked(sum(count for _, count in years), first)
        return Ranked(self._rows(f"SELECT count(*) {source}", values)[0][0], first)

    def _first(self, question: Question, source: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
        number = "words.rowid" if question.words else "d.number"
        order = "ORDER BY d.day DESC" if question.newest else "ORDER BY words.rank" if question.words else ""
        sql = f"SELECT {number} {source} {order} LIMIT {HITS} OFFSET {question.offset}"
        return tuple(row[0] for row in self._rows(sql, values))

    def _rows(self, sql: str, values: tuple[Any, ...]) -> list[Any]:
        return self._base.execute(sql, values).fetchall()

    def answer(self, question: Question) -> Whole:
        source, values = self.read(question)
        hits = tuple(self._shown(number, question) for number in self._first(question, source, values))
        if " d " not in source:
            source = source.replace("words WHERE", "words JOIN document d ON d.number = words.rowid WHERE")
        grouped = f"SELECT d.year, d.organ, d.kind, count(*) {source} GROUP BY d.year, d.organ, d.kind"
        by: tuple[Counter[Any], ...] = (Counter(), Counter(), Counter())
        for *row, count in self._rows(grouped, values):
            for counter, value in zip(by, row, strict=True):
                counter[value] += count
        return Whole(by[0].total(), hits, *by)

    def _shown(self, number: int, question: Question) -> Shown:
        row = self._rows("SELECT id, title, text FROM content WHERE number = ?", (number,))[0]
        wanted = set(question.words) if question.how == "prefix" else set(map(swedish_stem, question.words))
        return Shown(row[0], row[1], plain_snippet(row[2], wanted, prefix=question.how == "prefix"))

    def close(self) -> None:
        self._base.close()


def _match(question: Question) -> str:
    if question.how == "prefix":
        return f'"{question.words[0]}"*'
    joint = {"all": " AND ", "phrase": " + "}.get(question.how, " OR ")
    return joint.join(f'"{swedish_stem(word)}"' for word in question.words)
