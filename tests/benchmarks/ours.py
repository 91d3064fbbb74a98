"""Our engine under measurement: the same questions, through the same clauses that `Index.search` makes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from pathlib import Path

from searchlib.analysis.chain import swedish_analyzer
from searchlib.clauses import Adjacent, All, Any, Clause, DateRange, Key, Lookup, StartsWith
from searchlib.engines.base import Request
from searchlib.engines.whoosh import create_writer, open_engine
from searchlib.engines.whoosh.answer import retrieve
from searchlib.engines.whoosh.engine import WhooshEngine
from searchlib.engines.whoosh.facets import count_facets
from searchlib.errors import SearchlibError
from searchlib.ranking import LAYER_WEIGHTS
from tests.benchmarks.large import Document, minutes_of
from tests.benchmarks.questions import Question


class Ours:
    """Retrieval without sections and snippets, which the peers do not have: ranked meetings and their total.

    With `whole` the answer is complete but for its snippets: facets, best sections, section counts.
    With `warm` posting lists may stay in memory between questions, otherwise every question begins without.
    """

    def __init__(self, name: str = "ours", *, warm: bool = False, whole: bool = False, jobs: int = 1) -> None:
        self.name = name
        self._warm = warm
        self._whole = whole
        self._jobs = jobs

    def index(self, documents: Iterable[Document], folder: Path) -> None:
        """Write an index."""
        writer = create_writer(folder, swedish_analyzer(), jobs=self._jobs)
        for document in documents:
            try:
                writer.add(minutes_of(document))
            except SearchlibError:
                continue
        writer.commit()

    def open(self, folder: Path) -> Callable[[Question], int]:
        """A function that answers."""
        engine = open_engine(folder, swedish_analyzer())
        assert isinstance(engine, WhooshEngine)
        collection = engine.collection

        def ask(question: Question) -> int:
            if not self._warm:
                collection.forget()
            request = Request(clause_of(question), sort="newest" if question.kind == "newest" else "relevance")
            if self._whole:
                return engine.search(request).total.meetings
            found = retrieve(collection, request)
            if question.kind == "years":
                count_facets(collection, found.meetings)
            return len(found.meetings)

        return ask


def clause_of(question: Question) -> Clause:
    """The question as clauses."""
    words = question.words
    if question.kind == "dates":
        year = int(words[0])
        return DateRange(datetime.date(year, 1, 1), datetime.date(year + 2, 12, 31))
    if question.kind == "prefix":
        return StartsWith(words[0])
    if question.kind == "phrase":
        return Adjacent(tuple((Key("form", word),) for word in words))
    found = tuple(_word(word) for word in words)
    if question.kind == "and2":
        return All(found)
    return Any(found) if len(found) > 1 else found[0]


def _word(form: str) -> Lookup:
    word = swedish_analyzer().word(form)
    deciding = [Key("form", form, LAYER_WEIGHTS["form"])]
    deciding += [Key("part", lemma, LAYER_WEIGHTS["part"]) for lemma in word.lemmas]
    ranking = [Key("lemma", lemma, LAYER_WEIGHTS["lemma"]) for lemma in word.lemmas]
    ranking += [Key("stem", stem, LAYER_WEIGHTS["stem"]) for stem in word.stems]
    return Lookup(tuple(deciding), tuple(ranking))
