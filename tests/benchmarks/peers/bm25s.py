"""bm25s over Swedish stems: it scores by any of some words, within a mask of documents, and does nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.large import Document
from tests.benchmarks.peers.base import HITS, Forgetful, NotAsked, Peer, Ranked, Shown, Whole
from tests.benchmarks.peers.stemming import plain_snippet, stems, swedish_stem
from tests.benchmarks.questions import Question

_COLUMNS = ("year", "organ", "kind")


class Bm25s(Peer):
    """Its index is built in memory and loaded by mapping its arrays."""

    name = "bm25s"

    def version(self) -> str:
        import bm25s

        return f"bm25s {bm25s.__version__}"

    def index(self, documents: Iterable[Document], folder: Path, jobs: int) -> None:
        import bm25s

        folder.mkdir(parents=True, exist_ok=True)
        vocabulary: dict[str, int] = {}
        texts, numbers = [], []
        for one in documents:
            found = [vocabulary.setdefault(stem, len(vocabulary)) for stem in stems(f"{one.title} {one.text}")]
            # Arrays take an eighth of the memory of lists.
            numbers.append(np.array(found, dtype=np.int32))
            texts.append(_record(one))
        retriever = bm25s.BM25()
        retriever.index((numbers, vocabulary), show_progress=False)
        retriever.save(str(folder), corpus=texts, show_progress=False)
        for name in _COLUMNS:
            np.save(folder / f"{name}.npy", np.array([one[name] for one in texts]))

    def open(self, folder: Path) -> OpenedBm25s:
        return OpenedBm25s(folder)


def _record(one: Document) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "text": one.text,
        "year": one.year,
        "organ": one.source,
        "kind": one.kind,
    }


class OpenedBm25s(Forgetful):
    """Scores of all documents are computed for every question."""

    def __init__(self, folder: Path) -> None:
        import bm25s

        self._retriever = bm25s.BM25.load(str(folder), load_corpus=True, mmap=True, show_progress=False)
        self._columns = {name: np.unique(np.load(folder / f"{name}.npy"), return_inverse=True) for name in _COLUMNS}

    def read(self, question: Question) -> Sequence[str]:
        able = question.how == "any" or (question.how == "all" and len(question.words) == 1)
        if not able or question.newest:
            raise NotAsked
        return [swedish_stem(word) for word in question.words]

    def find(self, question: Question, query: Sequence[str]) -> Ranked:
        scores = self._scores(question, query)
        if question.by_year:
            self._counts("year", scores)
        return Ranked(int(np.count_nonzero(scores)), tuple(self._first(question, scores)))

    def _scores(self, question: Question, query: Sequence[str]) -> Any:
        mask = None
        if question.years:
            values, places = self._columns["year"]
            first, last = question.years
            mask = ((values >= first) & (values <= last))[places].astype(np.float32)
        return self._retriever.get_scores(list(query), weight_mask=mask)

    @staticmethod
    def _first(question: Question, scores: Any) -> list[int]:
        end = min(question.offset + HITS, len(scores))
        best = np.argpartition(-scores, end - 1)[:end] if end < len(scores) else np.arange(len(scores))
        ordered = best[np.argsort(-scores[best])]
        return [number for number in ordered[question.offset :].tolist() if scores[number] > 0]

    def _counts(self, name: str, scores: Any) -> dict[Any, int]:
        values, places = self._columns[name]
        counts = np.bincount(places[scores > 0], minlength=len(values)).tolist()
        return {value: count for value, count in zip(values.tolist(), counts, strict=True) if count}

    def answer(self, question: Question) -> Whole:
        query = self.read(question)
        scores = self._scores(question, query)
        corpus = self._retriever.corpus
        shown = [corpus[number] for number in self._first(question, scores)]
        hits = tuple(Shown(one["id"], one["title"], plain_snippet(one["text"], set(query))) for one in shown)
        return Whole(int(np.count_nonzero(scores)), hits, *(self._counts(name, scores) for name in _COLUMNS))
