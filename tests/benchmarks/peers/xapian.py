"""Xapian with its Swedish stemmer. Its Python binding comes with the system and not from PyPI.

On Debian `apt install python3-xapian`; a virtual environment of the same Python finds it there by itself, and
elsewhere through the variable BENCH_XAPIAN, which names the folder that holds the package `xapian`.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.benchmarks.large import Document
from tests.benchmarks.peers.base import HITS, Forgetful, Peer, Ranked, Shown, Whole
from tests.benchmarks.questions import Question

_DEBIAN = "/usr/lib/python3/dist-packages"
_YEAR, _DAY, _ORGAN, _KIND = range(4)


def _xapian() -> ModuleType:
    """The binding, and nothing else from the folder that it lies in. Raises ImportError."""
    if "xapian" not in sys.modules and importlib.util.find_spec("xapian") is None:
        place = Path(os.environ.get("BENCH_XAPIAN", _DEBIAN)) / "xapian"
        spec = importlib.util.spec_from_file_location(
            "xapian", place / "__init__.py", submodule_search_locations=[str(place)]
        )
        if spec is None or spec.loader is None or not place.is_dir():
            raise ImportError("no binding of Xapian")
        sys.modules["xapian"] = module = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except ImportError:
            del sys.modules["xapian"]
            raise
    return importlib.import_module("xapian")


class Xapian(Peer):
    """A database of the kind glass, written by one thread."""

    name = "xapian"

    def version(self) -> str:
        return f"Xapian {_xapian().version_string()}"

    def index(self, documents: Iterable[Document], folder: Path, jobs: int) -> None:
        xapian = _xapian()
        folder.parent.mkdir(parents=True, exist_ok=True)
        base = xapian.WritableDatabase(str(folder), xapian.DB_CREATE_OR_OVERWRITE)
        generator = xapian.TermGenerator()
        generator.set_stemmer(xapian.Stem("swedish"))
        for one in documents:
            base.add_document(_document(xapian, generator, one))
        base.close()

    def open(self, folder: Path) -> OpenedXapian:
        return OpenedXapian(folder)


def _document(xapian: Any, generator: Any, one: Document) -> Any:
    document = xapian.Document()
    generator.set_document(document)
    generator.index_text(one.title)
    generator.increase_termpos()
    generator.index_text(one.text)
    document.add_value(_YEAR, xapian.sortable_serialise(one.year))
    document.add_value(_DAY, xapian.sortable_serialise(one.day.toordinal() if one.day else 0))
    document.add_value(_ORGAN, one.source)
    document.add_value(_KIND, one.kind)
    document.set_data("\n".join((one.id, one.title.replace("\n", " "), one.text)))
    return document


class OpenedXapian(Forgetful):
    """Exact totals: every matching document is looked at."""

    def __init__(self, folder: Path) -> None:
        self._xapian = xapian = _xapian()
        self._base = xapian.Database(str(folder))
        self._stem = xapian.Stem("swedish")
        self._parser = xapian.QueryParser()
        self._parser.set_stemmer(self._stem)
        self._parser.set_database(self._base)
        self._parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)

    def read(self, question: Question) -> Any:
        Query = self._xapian.Query  # noqa: N806
        bounds = map(self._xapian.sortable_serialise, question.years or (0, 0))
        years = Query(Query.OP_VALUE_RANGE, _YEAR, *bounds) if question.years else None
        if not question.words:
            return years
        words = self._words(question)
        return Query(Query.OP_FILTER, words, years) if years else words

    def _words(self, question: Question) -> Any:
        Query, Parser = self._xapian.Query, self._xapian.QueryParser  # noqa: N806
        if question.how == "prefix":
            return Query(Query.OP_WILDCARD, question.words[0], 0, Query.WILDCARD_LIMIT_ERROR, Query.OP_OR)
        self._parser.set_default_op(Query.OP_AND if question.how == "all" else Query.OP_OR)
        text = " ".join(question.words)
        return self._parser.parse_query(f'"{text}"' if question.how == "phrase" else text, Parser.FLAG_PHRASE)

    def find(self, question: Question, query: Any) -> Ranked:
        matches, _ = self._matches(question, query, [_YEAR] if question.by_year else [])
        return Ranked(matches.get_matches_estimated(), tuple(match.docid for match in matches))

    def _matches(self, question: Question, query: Any, facets: list[int]) -> tuple[Any, list[Any]]:
        enquire = self._xapian.Enquire(self._base)
        enquire.set_query(query)
        if question.newest:
            enquire.set_sort_by_value(_DAY, True)
        spies = [self._xapian.ValueCountMatchSpy(slot) for slot in facets]
        for spy in spies:
            enquire.add_matchspy(spy)
        return enquire.get_mset(question.offset, HITS, self._base.get_doccount()), spies

    def answer(self, question: Question) -> Whole:
        matches, spies = self._matches(question, self.read(question), [_YEAR, _ORGAN, _KIND])
        hits = tuple(self._shown(matches, match.document.get_data().decode()) for match in matches)
        years, organs, kinds = ({one.term: one.termfreq for one in spy.values()} for spy in spies)
        by_year = {int(self._xapian.sortable_unserialise(value)): count for value, count in years.items()}
        return Whole(matches.get_matches_estimated(), hits, by_year, _named(organs), _named(kinds))

    def _shown(self, matches: Any, data: str) -> Shown:
        identity, title, text = data.split("\n", 2)
        return Shown(identity, title, matches.snippet(text, 160, self._stem).decode())

    def close(self) -> None:
        self._base.close()


def _named(counts: dict[bytes, int]) -> dict[str, int]:
    return {value.decode(): count for value, count in counts.items()}
