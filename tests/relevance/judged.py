"""The shared question sets and cases, as values; and the measure by which answers are judged."""

from __future__ import annotations

import json
import lzma
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from searchlib import Index, Minutes
from searchlib.analysis.folding import fold
from searchlib.query import Match


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its right answers: source → grade."""

    id: str
    text: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions and the documents (id, title, text) in which their answers are."""

    name: str
    questions: tuple[Question, ...]
    documents: tuple[tuple[str, str, str], ...]

    def part(self, questions: int, every: int) -> QuestionSet:
        """The first `questions` of them, with their answers and every so many-th of the other documents."""
        chosen = self.questions[:questions]
        answers = {source for question in chosen for source in question.grades}
        documents = tuple(
            document for place, document in enumerate(self.documents) if document[0] in answers or place % every == 0
        )
        return QuestionSet(self.name, chosen, documents)

    def minutes(self) -> Iterator[Minutes]:
        """The documents as another program would hand them over."""
        return (Minutes.from_text(source=source, text=text) for source, _, text in self.documents if text.strip())


@dataclass(frozen=True, slots=True)
class Case:
    """A hard case: which texts a query must find, and which it must not."""

    id: str
    category: str
    query: str
    must_match: tuple[str, ...]
    must_not_match: tuple[str, ...]


def read_set(testdata: Path, name: str) -> QuestionSet:
    """A question set of the shared data, by the name of its folder."""
    folder = testdata / "retrieval" / name
    grades: dict[str, dict[str, int]] = {}
    for question, _, source, grade in _rows(folder / "qrels.tsv"):
        grades.setdefault(question, {})[source] = int(grade)
    questions = tuple(
        Question(number, text, grades[number]) for number, text in _rows(folder / "queries.tsv") if number in grades
    )
    with lzma.open(folder / "docs.jsonl.xz", "rt", encoding="utf-8") as file:
        documents = tuple((one["id"], one["title"], one["text"]) for one in map(json.loads, file))
    return QuestionSet(name, questions, documents)


def read_cases(path: Path) -> tuple[Case, ...]:
    """The hard cases of a file; `\\n` in a text is a line break."""
    rows = list(_rows(path))[1:]
    return tuple(
        Case(number, category, query, _texts(must), _texts(must_not))
        for number, category, query, must, must_not in rows
    )


def read_misspellings(testdata: Path) -> tuple[tuple[str, str], ...]:
    """Pairs of what was typed and what was meant."""
    return tuple((typed, meant) for typed, meant in list(_rows(testdata / "swedish" / "misspellings.tsv"))[1:])


def large_documents(testdata: Path, every: int) -> Iterator[tuple[str, str]]:
    """Source and text of every so many-th document of the large set."""
    with lzma.open(testdata / "large" / "documents.jsonl.xz", "rt", encoding="utf-8") as file:
        for place, line in enumerate(file):
            if place % every == 0:
                document = json.loads(line)
                yield document["id"], document["text"]


def _rows(path: Path) -> Iterator[list[str]]:
    return (line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line)


def _texts(column: str) -> tuple[str, ...]:
    return tuple(text.replace("\\n", "\n") for text in column.split("|") if text)


def without_marks(text: str) -> str:
    """A question as somebody without å, ä, ö types it."""
    return fold(text)


def written_apart(text: str, joints: Joints) -> str:
    """A question with its compounds written apart, as hand-made lists part them: arbetsmarknad → arbets marknad.

    The rule: every word that is, in lower case, a beginning of a compound of the gold lists followed by an end of
    one, is parted there (at the first such place); all other words stay. Our own splitter has no say.
    """
    return " ".join(_apart(word, joints) for word in text.split())


def _apart(word: str, joints: Joints) -> str:
    lower = word.lower()
    for cut in range(SHORTEST_PIECE, len(word) - SHORTEST_PIECE + 1):
        if lower[:cut] in joints.beginnings and lower[cut:] in joints.ends:
            return f"{word[:cut]} {word[cut:]}"
    return word


SHORTEST_PIECE = 4


@dataclass(frozen=True, slots=True)
class Joints:
    """What stands before the first and after the last required boundary of the compounds of the gold lists."""

    beginnings: frozenset[str]
    ends: frozenset[str]


def gold_joints(testdata: Path) -> Joints:
    """The pieces of the compounds of both gold lists."""
    beginnings, ends = set(), set()
    for name in ("compounds_dev.json", "compounds_council.json"):
        for word, (required, _, _) in json.loads((testdata / "swedish" / name).read_text(encoding="utf-8")).items():
            if required:
                beginnings.add(word[: required[0]])
                ends.add(word[required[-1] :])
    return Joints(frozenset(beginnings), frozenset(ends))


def ndcg(found: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain of the first `depth` answers (Järvelin & Kekäläinen, TOIS 2002)."""
    gain = sum(grades.get(source, 0) / math.log2(place + 2) for place, source in enumerate(found[:depth]))
    best = sorted(grades.values(), reverse=True)[:depth]
    ideal = sum(grade / math.log2(place + 2) for place, grade in enumerate(best))
    return gain / ideal if ideal else 0.0


def scores(index: Index, questions: Iterable[tuple[str, Mapping[str, int]]], match: Match = "any") -> list[float]:
    """nDCG@10 of each question, asked through `Index.search`."""
    return [
        ndcg([hit.minutes.source for hit in index.search(text, match=match, limit=10)], grades)
        for text, grades in questions
    ]


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
