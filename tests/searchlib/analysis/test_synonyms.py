"""Synonyms are read from what people write, and found by inflected words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.analysis.synonyms import LARGEST_GROUP, read_synonyms
from searchlib.analysis.terms import Analyzer


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("", "iop", {"idéburet offentligt partnerskap"}),
        ("", "idéburna offentliga partnerskap", {"iop"}),
        ("", "skr", {"skl", "sveriges kommuner och regioner", "sveriges kommuner och landsting"}),
        ("", "hso", {"handikappförbunden", "funktionsrätt"}),
        ("", "regionfullmäktige", {"rf"}),
        ("", "rf", set()),
        ("", "landsting", set()),
        ("landsting, region", "landstingets", {"region"}),
        ("fika, kaffe, kopp te", "kaffet", {"fika", "kopp te"}),
        ("fika, kaffe, kopp te", "kopp te", {"fika", "kaffe"}),
        ("a => b, c", "a", {"b", "c"}),
        ("a => b, c", "b", set()),
        ("a => b\na => c", "a", {"b", "c"}),
        ("\ufeffa, b", "a", {"b"}),
        ("a, b # c", "a", {"b"}),
        ("# a, b", "a", set()),
        ("!endast egna\na, b", "iop", set()),
        ("!endast egna\na, b", "a", {"b"}),
        ("hjärt-lungräddning, HLR", "hlr", {"hjärt lungräddning"}),
        ("rf-sisu, idrottsförbundet", "idrottsförbund", {"rf sisu"}),
    ],
)
def test_synonyms_of_words(swedish: Analyzer, text: str, words: str, found: set[str]) -> None:
    synonyms, problems = read_synonyms(text, swedish)
    assert not problems
    assert {" ".join(phrase) for phrase in synonyms.of(tuple(words.split()))} == found


def test_a_hyphenated_word_may_come_as_one(swedish: Analyzer) -> None:
    synonyms, _ = read_synonyms("hjärt-lungräddning, HLR", swedish)
    assert synonyms.of(("hjärt lungräddning",)) == (("hlr",),)


def test_a_word_is_never_its_own_synonym(swedish: Analyzer) -> None:
    synonyms, _ = read_synonyms("möte, sammanträde, mötet", swedish)
    assert ("möte",) not in synonyms.of(("möte",))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ensam", "minst två ord"),
        ("a, , b", "tomt"),
        ("=> b", "tomt"),
        ("a => b => c", "mer än en gång"),
        ("!hejsan", "okänd anvisning"),
        (", ".join(f"ord{i}" for i in range(LARGEST_GROUP + 1)), "fler än"),
        ("a, b c d e f g h i j k l", "fras"),
    ],
)
def test_a_malformed_line_is_named_and_skipped(swedish: Analyzer, line: str, reason: str) -> None:
    synonyms, problems = read_synonyms(f"x, y\n{line}\nz, w", swedish)
    assert len(problems) == 1
    assert problems[0].startswith("rad 2: ")
    assert reason in problems[0]
    assert synonyms.of(("x",)) == (("y",),)
    assert synonyms.of(("z",)) == (("w",),)


def test_without_an_analyzer_words_meet_by_their_stems() -> None:
    synonyms, _ = read_synonyms("fika, bullar")
    assert synonyms.of(("bullarna",)) == (("fika",),)


@given(st.text(st.sampled_from("ab,=>!#\n \ufeffå-§") | st.characters(codec="utf-8"), max_size=80))
def test_any_text_is_read(text: str) -> None:
    synonyms, problems = read_synonyms(text)
    assert all(problem.startswith("rad ") for problem in problems)
    assert synonyms.of(("iop",)) or "endast" in text
