"""Texts become words with places; identifiers and spellings meet; sentences begin where people see them begin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.analysis.items import COORDINATING
from searchlib.analysis.parse import LONGEST_FORM
from searchlib.analysis.plain import PlainAnalyzer
from searchlib.analysis.terms import IMPLIED, Analyzer

PLAIN = PlainAnalyzer()

# Texts that look like minutes: words, numbers and every sign that the grammar gives a meaning.
MINUTES = st.text(
    st.sampled_from("aåäöeABCÅ §123 059-–/:.,'’&+@()\n\t!?…\u00a0\u2060é_²İς") | st.characters(codec="utf-8"),
    max_size=120,
)
SAMPLES = """hälso- och sjukvård|KS 2023/115|§ 45 a|5 753|covid-19|t.ex.|m.m.|www.region.se/x|a.b@c.se|RF-SISU|EU:s
|mötet|§§ 3–4|barnomsorg och -utbildning|överenskom-\nmelsen|O'Brien|. |\n|, | |\n\n|kl.|Nästa|A. """
PIECES = st.lists(st.sampled_from(SAMPLES.split("|")), max_size=12).map("".join)


def forms(text: str) -> list[str]:
    return [token.form for token in PLAIN.tokens(text) if not token.extra]


def extras(text: str) -> list[str]:
    return [token.form for token in PLAIN.tokens(text) if token.extra]


@pytest.mark.parametrize(
    ("text", "words", "wholes"),
    [
        ("Mötet öppnades.", ["mötet", "öppnades"], []),
        ("dnr RS/240542", ["dnr", "rs", "240542"], ["rs/240542"]),
        ("SLK-2024-00009:52", ["slk", "2024", "00009", "52"], ["slk-2024-00009:52"]),
        ("KS 2023/115", ["ks", "2023", "115"], ["ks2023/115"]),
        ("KS2023/115", ["ks", "2023", "115"], ["ks2023/115"]),
        ("läsåret 2023/24", ["läsåret", "2023", "24"], ["2023/24"]),
        ("§ 67", ["67"], ["§67"]),
        ("§67", ["67"], ["§67"]),
        ("67 §", ["67"], ["§67"]),
        ("§ 45 a gäller", ["45", "a", "gäller"], ["§45a"]),
        ("§ 45 i lagen", ["45", "i", "lagen"], ["§45"]),
        ("5 753 kronor", ["5", "753", "kronor"], ["5753"]),
        ("den 11 2024", ["den", "11", "2024"], []),
        ("covid-19", ["covid", "19"], ["covid19"]),
        ("covid19", ["covid", "19"], ["covid19"]),
        ("covid 19", ["covid", "19"], []),
        ("60-talet", ["60", "talet"], ["60talet"]),
        ("A4 och CO2", ["a4", "och", "co2"], []),
        ("e-post", ["e", "post"], ["epost"]),
        ("och/eller", ["och", "eller"], []),
        ("RF-SISU", ["rf-sisu"], ["rfsisu"]),
        ("IOP-avtal", ["iop", "avtal"], ["iopavtal"]),
        ("EU:s mål", ["eu:s", "mål"], []),
        ("O'Brien, d’Arc", ["o'brien", "d'arc"], []),
        ("idé, André", ["idé", "andré"], []),
        ("t.ex. bl.a. m.m.", ["t.ex", "bl.a", "m.m"], []),
        ("kl. 13.00", ["kl", "13", "00"], ["13.00"]),
        ("se www.region.se/politik/x-y.", ["se", "region.se"], ["region.se/politik/x-y"]),
        ("skr.se", ["skr.se"], []),
        ("mejla a.bo@region.se", ["mejla", "a.bo@region.se"], ["region.se"]),
        ("hälso- och sjukvård", ["hälso", "och", "sjukvård"], []),
        ("överenskom-\nmelsen", ["överenskommelsen"], []),
        ("slut.Nästa", ["slut", "nästa"], []),
        ("", [], []),
        (" \n—…§", [], []),
    ],
)
def test_text_is_cut_into_words_and_wholes(text: str, words: list[str], wholes: list[str]) -> None:
    assert forms(text) == words
    assert extras(text) == wholes


@pytest.mark.parametrize(
    ("text", "implied"),
    [
        ("kultur- och bildningsnämnden", [("kulturnämnden", "kultur")]),
        ("Hälso- och sjukvård", [("hälsovård", "Hälso")]),
        ("förankrings- och beslutsfas", [("förankringsfas", "förankrings")]),
        ("kultur-, fritids- och idrottsnämnd", [("kulturnämnd", "kultur"), ("fritidsnämnd", "fritids")]),
        ("förskole- och grundskoleverksamhet", [("förskoleverksamhet", "förskole")]),
        ("in- och utflyttning", [("inflyttning", "in")]),
        ("barnomsorg och -utbildning", [("barnutbildning", "utbildning")]),
        ("tjänstemanna- och politiska frågor", []),
    ],
)
def test_coordination_implies_the_words_that_it_leaves_out(
    swedish: Analyzer, text: str, implied: list[tuple[str, str]]
) -> None:
    found = [token for token in swedish.tokens(text) if token.form.startswith(IMPLIED)]
    assert [(token.form.removeprefix(IMPLIED), text[token.start : token.end]) for token in found] == implied
    assert all(token.extra for token in found)


def test_a_word_broken_at_the_end_of_a_line_is_one_word_whose_mark_spans_both_halves(swedish: Analyzer) -> None:
    text = "Den överenskom-\n melsen undertecknas."
    (token,) = [token for token in swedish.tokens(text) if token.form == "överenskommelsen"]
    assert text[token.start : token.end] == "överenskom-\n melsen"
    assert [token.form for token in swedish.tokens(text)] == ["den", "överenskommelsen", "undertecknas"]


def test_an_unknown_broken_word_is_found_by_its_halves_and_as_a_whole(swedish: Analyzer) -> None:
    found = [(token.form, token.extra) for token in swedish.tokens("Zuni-\ngaxy")]
    assert found == [("zuni", False), ("zunigaxy", True), ("gaxy", False)]


@pytest.mark.parametrize(
    ("text", "beginnings"),
    [
        ("Mötet öppnas. Nästa möte hålls.", ["mötet", "nästa"]),
        ("Se t.ex. Karlstad och kl. 13 samt A. Svensson.", ["se"]),
        ("Det gäller m.m. Nästa fråga.", ["det", "nästa"]),
        ("Rubrik\nText som\nfortsätter.", ["rubrik", "text"]),
        ("- Punkt ett\n- Punkt två", ["punkt", "punkt"]),
        ("Ja! Eller? ”Nej.” Sedan", ["ja", "eller", "nej", "sedan"]),
        ("cirka 3.5 procent. 12 ledamöter", ["cirka", "12"]),
        ("", []),
        ("\n\n.", []),
    ],
)
def test_sentences_begin_after_stops_and_at_new_lines(text: str, beginnings: list[str]) -> None:
    analyzed = PLAIN.analyze(text)
    assert [analyzed.forms[position] for position in analyzed.sentences] == beginnings


def test_a_form_is_never_endlessly_long() -> None:
    assert [len(form) for form in forms("å" * 5_000)] == [LONGEST_FORM]


@pytest.mark.parametrize(
    "text", ["a-, " * 4_000, ". " * 9_000, "\n" * 30_000, "1 234 " * 4_000, "a." * 9_000, "x@" * 9_000, "A." * 40_000]
)
def test_monotonous_text_is_cut_like_any_other(text: str) -> None:
    assert len(PLAIN.tokens(text)) <= len(text)


@given(MINUTES | PIECES)
def test_offsets_point_into_the_text_and_positions_rise_by_one(text: str) -> None:
    tokens = PLAIN.tokens(text)
    assert [token.position for token in tokens if not token.extra] == list(range(sum(not t.extra for t in tokens)))
    for token in tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert token.form
    assert tokens == sorted(tokens, key=lambda token: (token.position, token.extra))


@given(MINUTES | PIECES)
def test_the_fast_analysis_gives_the_same_tokens(swedish: Analyzer, text: str) -> None:
    for analyzer in (PLAIN, swedish):
        tokens = analyzer.tokens(text)
        analyzed = analyzer.analyze(text)
        assert list(analyzed.forms) == [token.form for token in tokens if not token.extra]
        assert list(analyzed.extras) == [(token.position, token.form) for token in tokens if token.extra]
        assert list(analyzed.sentences) == sorted(set(analyzed.sentences))
        assert list(analyzed.sentences[:1]) == [0][: len(analyzed.forms)]


COORDINATED = st.lists(
    st.sampled_from(["kultur-", "kultur\u2010", "fritids-,", " ", " ", ",", "\n", "/", "och", "eller", "resp.", "&"])
    | st.sampled_from(["barnomsorg", "bildningsnämnden", "-utbildning", "\u2011nämnden", "in-", "utflyttning", "-"]),
    max_size=9,
).map("".join)


@given(COORDINATED | PIECES)
def test_nothing_is_implied_without_a_coordinating_hyphen(swedish: Analyzer, text: str) -> None:
    if any(token.form.startswith(IMPLIED) for token in swedish.tokens(text)):
        assert COORDINATING.search(text)


@pytest.mark.parametrize("text", ["kultur- och bildningsnämnden", "barnomsorg och -utbildning", "in-/utflyttning"])
def test_a_coordinating_hyphen_is_seen(text: str) -> None:
    assert COORDINATING.search(text)


@pytest.mark.parametrize("text", ["covid-19 och annat", "den 3-5 maj", "A - B", "Patent-verket"])
def test_other_hyphens_coordinate_nothing(text: str) -> None:
    assert not COORDINATING.search(text)
