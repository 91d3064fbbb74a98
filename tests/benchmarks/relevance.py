"""How good the ranking is, what each ingredient gives, and how others do on the same questions.

    python -m tests.benchmarks.relevance ingredients ../shared
    python -m tests.benchmarks.relevance peers ../shared

Each prints a table in Markdown; docs/benchmarks/relevance.md keeps what they printed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest import mock

from searchlib import Index, ranking
from searchlib.engines.base import Request
from searchlib.query import parse_query
from searchlib.widening import widen, words
from tests.benchmarks.relevance_peers import Peer, peers
from tests.relevance.judged import Case, QuestionSet, mean, ndcg, read_cases, read_set

ROUNDS = 2000
SETS = ("interpellation-titles-1000", "swequad-mc-dev")


def patched(target: Any, name: str, value: object) -> Callable[[], AbstractContextManager[object]]:
    return lambda: mock.patch.object(target, name, value)


def weighted(weights: Mapping[str, float], name: str) -> Callable[[], AbstractContextManager[object]]:
    return lambda: mock.patch.dict(weights, {name: 0.0})


@contextmanager
def without_bonus() -> Iterator[None]:
    with mock.patch.object(ranking, "MEET_WEIGHT", 0.0), mock.patch.object(ranking, "CLOSE_WEIGHT", 0.0):
        yield


INGREDIENTS: dict[str, Callable[[], AbstractContextManager[object]]] = {
    "all of it": nullcontext,
    "without the weight of exact forms": weighted(ranking.LAYER_WEIGHTS, "form"),
    "without the weight of lemmas": weighted(ranking.LAYER_WEIGHTS, "lemma"),
    "without the weight of parts": weighted(ranking.LAYER_WEIGHTS, "part"),
    "without stems": weighted(ranking.LAYER_WEIGHTS, "stem"),
    "without the parts of the query's compounds": weighted(ranking.LAYER_WEIGHTS, "shared"),
    "without compounds spread over a sentence": patched(words, "_compound_spread", lambda *_: iter(())),
    "without words joined (särskrivning)": patched(words, "_joined", lambda *_: iter(())),
    "without other spellings of names": patched(words, "_name_readings", lambda *_: iter(())),
    "without words meeting in a section": patched(ranking, "MEET_WEIGHT", 0.0),
    "without nearness": patched(ranking, "CLOSE_WEIGHT", 0.0),
    "without both": without_bonus,
}


def asked(index: Index, questions: QuestionSet) -> list[float]:
    """nDCG@10 of every other question: the half that no constant was chosen on."""
    opened = index._open
    found = []
    for question in questions.questions[1::2]:
        widened = widen(
            parse_query(question.text, match="any"),
            analyzer=opened.analyzer,
            vocabulary=opened.engine.vocabulary,
            synonyms=opened.synonyms,
        )
        page = opened.engine.search(Request(widened.clause)).page
        found.append(ndcg([opened.engine.minutes(hit.id).source for hit in page], question.grades))
    return found


def interval(differences: Sequence[float]) -> tuple[float, float]:
    """The middle 95 % of the means of ROUNDS samples with replacement (Efron's bootstrap), seeded."""
    generator = random.Random(2026)
    means = sorted(mean(generator.choices(differences, k=len(differences))) for _ in range(ROUNDS))
    return means[ROUNDS // 40], means[-ROUNDS // 40]


def built(questions: QuestionSet, folder: Path | None) -> Index:
    """The index of a question set; taken from `folder` when it is there already."""
    place = (folder or Path(tempfile.mkdtemp(prefix="relevance-"))) / questions.name
    if not place.exists():
        Index.rebuild(questions.minutes(), place)
    return Index.open(place)


def ingredients(testdata: Path, folder: Path | None) -> None:
    for name in SETS:
        questions = read_set(testdata, name)
        print(f"\n| {name}, the {len(questions.questions) // 2} questions not tuned on | nDCG@10 | difference, 95 % |")
        print("|---|---|---|")
        with built(questions, folder) as index:
            whole: list[float] = []
            for label, altered in INGREDIENTS.items():
                with altered():
                    figures = asked(index, questions)
                whole = whole or figures
                low, high = interval([one - other for one, other in zip(figures, whole, strict=True)])
                print(f"| {label} | {mean(figures):.4f} | {low:+.4f} … {high:+.4f} |", flush=True)


def failed(peer: Peer, cases: Sequence[Case]) -> int:
    """How many hard cases a peer fails, all of their texts in one index."""
    texts = list(dict.fromkeys(text for case in cases for text in (*case.must_match, *case.must_not_match)))
    sources = {text: f"c{number}" for number, text in enumerate(texts)}
    peer.build([(source, text) for text, source in sources.items()])
    wrong = 0
    for case in cases:
        found = set(peer.find(case.query, everything=True, limit=len(sources)))
        right = all(sources[text] in found for text in case.must_match)
        wrong += not right or any(sources[text] in found for text in case.must_not_match)
    return wrong


def compare(testdata: Path, _: Path | None) -> None:
    cases = read_cases(testdata / "swedish" / "cases.tsv")
    titles = read_set(testdata, SETS[0]).part(questions=200, every=8)
    pages = read_set(testdata, SETS[1])
    print(f"| engine | hard cases failed, of {len(cases)} | {len(titles.documents)} titles' texts | {pages.name} |")
    print("|---|---|---|---|")
    for peer in peers():
        if isinstance(peer, str):
            print(f"| {peer} | | | |", flush=True)
            continue
        row = [f"{failed(peer, cases)}"]
        for questions in (titles, pages):
            peer.build([(source, text) for source, _, text in questions.documents])
            figures = [ndcg(peer.find(one.text, everything=False, limit=10), one.grades) for one in questions.questions]
            row.append(f"{mean(figures):.3f}")
        print(f"| {peer.name} | {' | '.join(row)} |", flush=True)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", choices=("ingredients", "peers"))
    parser.add_argument("testdata", type=Path, help="the folder of shared test data")
    parser.add_argument("--folder", type=Path, help="where to keep the indexes for the next run")
    options = parser.parse_args(arguments)
    {"ingredients": ingredients, "peers": compare}[options.table](options.testdata, options.folder)


if __name__ == "__main__":
    main(sys.argv[1:])
