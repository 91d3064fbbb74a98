"""Quoted words and beginnings mean what was typed, unless they were typed on a keyboard without å, ä and ö."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from searchlib import Index, Minutes, Participant
from searchlib.widening.spelling import accented_beginnings, accented_run
from tests.searchlib.small_swedish import SmallSwedish, vocabulary_of

VOCABULARY = vocabulary_of(
    [
        *["överenskommelse om länet för året"] * 12,
        "lånet, overall, for och år, öre, återbud, äterisk",
        *["mål, malm"] * 3,
        "kultur- och fritidsförvaltning",
    ],
    SmallSwedish(),
)
TEXTS = {
    "agreement": "En överenskommelse om året för länet antogs.",
    "loan": "Lånet betalas. Övrigt återstår.",
    "overall": "Inköp av overaller för varje år.",
    "election": "Val av ersättare.",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder: Path = tmp_path_factory.mktemp("index")
    people = {"election": (Participant("Örjan Åström"),)}
    minutes = [
        Minutes.from_text(source=name, text=text, participants=people.get(name, ())) for name, text in TEXTS.items()
    ]
    Index.update(minutes, folder)
    with Index.open(folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        pytest.param("overenskommelse om", (("överenskommelse",), ("om",)), id="one word lacks its marks"),
        pytest.param(
            "for lanet", (("för", "for"), ("länet", "lånet")), id="a word that is known is meant with them, too"
        ),
        pytest.param("for om", (), id="every word is known as typed"),
        pytest.param("för lanet", (), id="who types ö has the keys"),
        pytest.param("for tandvard", (), id="nothing with these letters"),
    ],
)
def test_a_phrase_that_the_index_cannot_have_gets_its_marks(typed: str, places: tuple[tuple[str, ...], ...]) -> None:
    assert accented_run(typed.split(), VOCABULARY) == places


@pytest.mark.parametrize(
    ("typed", "beginnings"),
    [
        pytest.param("overens", ("överens",), id="unknown as typed"),
        pytest.param("over", ("över",), id="known, but ten times rarer"),
        pytest.param("mal", (), id="known, and not rarer"),
        pytest.param("ater", ("äter", "åter"), id="two spellings"),
        pytest.param("äter", (), id="typed with marks"),
        pytest.param("xyz", (), id="nothing begins so"),
    ],
)
def test_a_beginning_that_the_index_lacks_gets_its_marks(typed: str, beginnings: tuple[str, ...]) -> None:
    assert accented_beginnings(typed, VOCABULARY) == beginnings


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("overens*", {"agreement"}),
        ("overa*", {"overall"}),
        ("overall*", {"overall"}),
        ("ovr*", {"loan"}),
        ('"overenskommelse om"', {"agreement"}),
        ('"overenskommelsen om"', set()),
        ('"om overenskommelse"', set()),
        ('"for lanet"', {"agreement"}),
        ('"lanet"', {"agreement", "loan"}),
        ('"lånet"', {"loan"}),
        ('"för lanet"', set()),
        ('"for varje ar"', {"overall"}),
        ("overens* NÄRA/2 om", {"agreement"}),
        ('"om aret" NÄRA/2 lanet', {"agreement"}),
        ('overens* -"om aret"', set()),
        ("deltagare:Astrom", {"election"}),
        ("deltagare:orjan", {"election"}),
        ('deltagare:"Orjan Astrom"', {"election"}),
        ("deltagare:Astr*", {"election"}),
        ("deltagare:åstrom", set()),
        ("deltagare:Ostrom", set()),
    ],
)
def test_what_is_typed_without_marks_is_found(index: Index, query: str, expected: set[str]) -> None:
    assert {hit.minutes.source for hit in index.search(query)} == expected


def test_the_answer_says_that_it_was_spelled_otherwise(index: Index) -> None:
    results = index.search('"overenskommelse om"')
    assert {form.form: form.why for form in results.forms} == {"om": "exact", "överenskommelse": "spelling"}
    assert "”overenskommelse om” söktes även som ”överenskommelse om”" in results.explanation
    assert [results.hits[0].sections[0].snippet.text[start:end] for start, end in _marks(results)] == [
        "överenskommelse",
        "om",
    ]
    results = index.search("overens*")
    assert {form.form: form.why for form in results.forms} == {"överenskommelse": "spelling"}
    assert "”overens*” söktes även som ”överens*”" in results.explanation


def test_what_is_typed_with_marks_is_explained_as_ever(index: Index) -> None:
    results = index.search('"överenskommelse om" överens*')
    assert "söktes även" not in results.explanation
    assert {form.why for form in results.forms} == {"exact"}


def test_exact_search_takes_letters_as_they_are_typed(index: Index) -> None:
    assert index.search("overens*", exact=True).total.meetings == 0
    assert index.search('"for lanet"', exact=True).total.meetings == 0


def _marks(results: object) -> list[tuple[int, int]]:
    return [tuple(mark)[:2] for mark in results.hits[0].sections[0].snippet.marks]  # type: ignore[attr-defined]
