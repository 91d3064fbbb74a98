"""The hard cases of the shared list, as far as terms alone decide: a word of the query and one of the text share a
term of the layer part, or they do not. The whole list, through Index.search, is another gate.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from searchlib.analysis.chain import swedish_analyzer
from searchlib.analysis.terms import Analyzer
from searchlib.text import normalised

DECIDED_BY_TERMS = {"inflection", "compound", "false-split", "coordination", "unicode", "särskrivning", "id"}


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return swedish_analyzer()


def cases(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        yield from (row for row in rows if row["category"] in DECIDED_BY_TERMS)


def matches(analyzer: Analyzer, query: str, text: str) -> bool:
    """Whether every word of the query, or the whole of two joined words or pieces, is in the text."""
    tokens = analyzer.tokens(normalised(query))
    words = [token.form for token in tokens if not token.extra]
    wholes = [token.form for token in tokens if token.extra]
    if len(words) == 2 and not wholes:
        wholes = list(analyzer.joined(*words))
    terms = {term for token in analyzer.tokens(text) for term in analyzer.word(token.form).terms("part")}
    every = all(terms & set(analyzer.word(word).lemmas) for word in words)
    return every or any(terms & set(analyzer.word(whole).lemmas) for whole in wholes)


def test_texts_match_and_do_not_match_as_people_expect(testdata: Path, analyzer: Analyzer) -> None:
    wrong = []
    for case in cases(testdata / "swedish" / "cases.tsv"):
        for column, expected in (("must_match", True), ("must_not_match", False)):
            for text in filter(None, (case[column] or "").split("|")):
                if matches(analyzer, case["query"], normalised(text.replace("\\n", "\n"))) is not expected:
                    wrong.append((case["id"], case["query"], text))
    assert wrong == []


@pytest.mark.parametrize(
    ("query", "matching", "other"),
    [
        ("sammanträde", "sammanträdena", "ett träd"),
        ("beslut", "besluten", "beslag"),
        ("ansvar", "ansvarsområdet", "svar"),
        ("barn", "barnkonventionen", "bar"),
        ("val", "valen", "valde"),
        ("äldre", "äldreomsorgen", "gamling"),
        ("KS 2023/115", "dnr KS2023/115", "KS 2023/116"),
        ("§ 12", "enligt 12 §", "§ 13"),
        ("covid19", "covid 19", "covid 20"),
        ("sjukvård", "hälso- och sjukvården", "friskvård"),
        ("tandvårdsnämnden", "hälso-, tand- och sjukvårdsnämnden", "sjukhusnämnden"),
        ("skolbibliotek", "skolbiblioteken", "skola"),
        ("föreningsbidrag", "föreningsbidragen", "förening"),
    ],
)
def test_a_query_finds_the_word_and_not_its_lookalike(
    analyzer: Analyzer, query: str, matching: str, other: str
) -> None:
    assert matches(analyzer, query, matching) or pieces_stand_in(analyzer, query, matching)
    assert not matches(analyzer, query, other)
    assert not pieces_stand_in(analyzer, query, other)


def pieces_stand_in(analyzer: Analyzer, query: str, text: str) -> bool:
    """Whether the pieces of a joined query stand side by side in the text."""
    pieces, forms = analyzer.analyze(query).forms, list(analyzer.analyze(text).forms)
    runs = (forms[start : start + len(pieces)] for start in range(len(forms)))
    return len(pieces) > 1 and any(run == list(pieces) for run in runs)
