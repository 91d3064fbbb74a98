from __future__ import annotations

import pytest

from searchlib.query import parse_query
from searchlib.suggest import Correction, correct
from searchlib.widening import widen
from tests.searchlib.small_swedish import SmallSwedish, vocabulary_of

ANALYZER = SmallSwedish()
# Some words stand in many meetings, some in few, one is a misspelling that somebody has made in the minutes.
TEXTS = [
    *["överenskommelse om samverkan med civilsamhället, protokoll, nämnden, föreningar i länet"] * 30,
    *["kursen för ledamöter, rapporten"] * 5,
    *["protokoll"] * 200,
    "protokol",
    "Monika talade",
]
VOCABULARY = vocabulary_of(TEXTS, ANALYZER)


def corrected(text: str, found: int = 0) -> Correction | None:
    query = parse_query(text)
    return correct(query, widen(query, analyzer=ANALYZER, vocabulary=VOCABULARY), found)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("överenskomelse", "överenskommelse"),
        ("samvärkan", "samverkan"),
        ("sivilsamhället", "civilsamhället"),
        ("Nämden", "Nämnden"),
        ("PROTOKOLLL", "PROTOKOLL"),
        ("raporten samvärkan", "rapporten samverkan"),
        ("rubrik:samvärkan -nämden", "rubrik:samverkan -nämnden"),
        ('(samvärkan ELLER "i går") OCH nämnden', '(samverkan ELLER "i går") OCH nämnden'),
    ],
)
def test_unknown_words_are_corrected_and_the_rest_of_the_query_is_kept(typed: str, meant: str) -> None:
    found = corrected(typed)
    assert found is not None
    assert found.text == meant


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("överenskommelse", id="a word of the index"),
        pytest.param("överenskommelser", id="another inflection of one"),
        pytest.param("lanet", id="found by its spelling without marks"),
        pytest.param("Monica", id="found by another spelling of the name"),
        pytest.param("RS/240542", id="an identifier"),
        pytest.param("2015", id="a number"),
        pytest.param('"samvärkan"', id="in quotes"),
        pytest.param("deltagare:samvärkan", id="a person"),
        pytest.param("tandläkare", id="nothing near"),
        pytest.param("rad", id="too short to tell"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_needs_no_correction_gets_none(typed: str) -> None:
    assert corrected(typed) is None


def test_a_misspelling_that_stands_in_the_index_is_corrected_to_what_finds_clearly_more() -> None:
    found = corrected("protokol", found=1)
    assert found is not None
    assert (found.text, found.sure) == ("protokoll", False)


def test_a_word_of_the_dictionary_is_never_surely_wrong() -> None:
    vocabulary = vocabulary_of(["bidrog"] * 9, ANALYZER)
    query = parse_query("bidrag")
    found = correct(query, widen(query, analyzer=ANALYZER, vocabulary=vocabulary), 0)
    assert found is not None
    assert not found.sure
    assert correct(query, widen(query, analyzer=ANALYZER, vocabulary=vocabulary), 3) is None


def test_a_correction_is_sure_only_when_no_other_word_is_as_likely() -> None:
    vocabulary = vocabulary_of(["parten", "porten"], ANALYZER)
    query = parse_query("perten")
    found = correct(query, widen(query, analyzer=ANALYZER, vocabulary=vocabulary), 0)
    assert found is not None
    assert not found.sure
    sure = corrected("överenskomelse")
    assert sure is not None
    assert sure.sure
    assert sure.forms == ("överenskommelse",)
