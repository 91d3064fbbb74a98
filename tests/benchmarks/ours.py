"""Our library under measurement: the index that `Index.rebuild` makes, asked as `Index.search` asks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, cast

from searchlib import Index, Minutes
from searchlib.answering import read_question, widen_in
from searchlib.documents import MeetingDate
from searchlib.engines.base import Request
from searchlib.errors import SearchlibError
from searchlib.query import Match
from searchlib.results import Facet, Hit
from tests.benchmarks.large import Document
from tests.benchmarks.peers.base import HITS, Opened, Peer, Ranked, Shown, Whole
from tests.benchmarks.questions import Question


class Typed(NamedTuple):
    """What a user types for a question, and how neighbouring words are joined."""

    text: str
    match: Match


class Ours(Peer):
    """Documents become minutes with sections; everything that the library does by default is on."""

    name = "ours"

    def version(self) -> str:
        return "searchlib"

    def index(self, documents: Iterable[Document], folder: Path, jobs: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        Index.rebuild(_minutes(documents), folder, jobs=jobs)

    def open(self, folder: Path) -> OpenedOurs:
        return OpenedOurs(folder)


def _minutes(documents: Iterable[Document]) -> Iterator[Minutes]:
    for document in documents:
        try:
            yield minutes_of(document)
        except SearchlibError:
            continue


def minutes_of(document: Document) -> Minutes:
    """The document as minutes, split into sections, with what is known of it given."""
    date = MeetingDate(document.day, "day", "caller") if document.day else MeetingDate.unknown()
    return Minutes.from_text(
        source=document.id,
        text=document.text,
        title=document.title,
        meeting_date=date,
        organ=document.source,
        kind=document.kind,
    )


class OpenedOurs(Opened):
    """Retrieval is the engine's, without facets, sections and snippets; the whole answer is `Index.search`."""

    def __init__(self, folder: Path) -> None:
        self.library = Index.open(folder)
        self._opened = self.library._open
        self._engine = cast(Any, self._opened.engine)

    def read(self, question: Question) -> Request:
        text, match = typed(question)
        clause = widen_in(self._opened, read_question(text, match)).clause
        sort = "newest" if question.newest else "relevance"
        return Request(clause, sort=sort, offset=question.offset, limit=HITS)

    def find(self, question: Question, query: Request) -> Ranked:
        from searchlib.engines.whoosh.answer import retrieve
        from searchlib.engines.whoosh.facets import count_by_year

        found = retrieve(self._engine.collection, query)
        if question.by_year:
            count_by_year(self._engine.collection, found.meetings)
        return Ranked(len(found.meetings), tuple(found.page.tolist()))

    def answer(self, question: Question) -> Whole:
        text, match = typed(question)
        sort = "newest" if question.newest else "relevance"
        results = self.library.search(text, match=match, sort=sort, offset=question.offset, limit=HITS)
        facets = results.facets
        counts = (_counts(facet) for facet in (facets.year, facets.organ, facets.kind))
        return Whole(results.total.meetings, tuple(map(_shown, results)), *counts)

    def forget(self) -> None:
        self._engine.collection.forget()

    def close(self) -> None:
        self.library.close()


def sections_of(opened: Opened) -> int:
    """How many sections our opened index holds."""
    return cast(OpenedOurs, opened).library.statistics().sections


def typed(question: Question) -> Typed:
    """The question as a user would type it."""
    words = " ".join(question.words)
    text = {"phrase": f'"{words}"', "prefix": f"{words}*"}.get(question.how, words)
    if question.years:
        text = f"{text} år:{question.years[0]}..{question.years[1]}".lstrip()
    return Typed(text, "any" if question.how == "any" else "all")


def _counts(facets: Iterable[Facet[Any]]) -> dict[Any, int]:
    return {facet.value: facet.count for facet in facets}


def _shown(hit: Hit) -> Shown:
    return Shown(hit.minutes.source, hit.minutes.title or "", hit.sections[0].snippet.text if hit.sections else "")
