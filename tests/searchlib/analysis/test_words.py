"""The terms of words: lemmas, parts with their spans, stems, joined words, name keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.analysis.folding import fold
from searchlib.analysis.plain import PlainAnalyzer
from searchlib.analysis.terms import IMPLIED, LAYERS, Analyzer

STUMPS = (
    "folk",
    "hälso",
    "hälsa",
    "plan",
    "arbets",
    "arbete",
    "skol",
    "nämnd",
    "remis",
    "svar",
    "års",
    "möte",
    "s",
    "en",
)
FORMS = st.text("abdefghijklmnoprstuvyåäöé", min_size=1, max_size=25) | st.lists(
    st.sampled_from(STUMPS), min_size=1, max_size=4
).map("".join)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("överenskommelserna", "överenskommelse"),
        ("protokollen", "protokoll"),
        ("ledamöterna", "ledamot"),
        ("museerna", "museum"),
        ("idéburna", "idéburen"),
        ("söner", "son"),
        ("orden", "ord"),
        ("tider", "tid"),
        ("åren", "år"),
        ("års", "år"),
        ("trafikverkets", "trafikverk"),
        ("lärarna", "lärare"),
        ("ekonomiska", "ekonomisk"),
        ("eu:s", "eu"),
        ("utvecklingskonferensens", "utvecklingskonferens"),
        ("cybersäkerhetslagen", "cybersäkerhetslag"),
        ("gör", "göra"),
        ("vann", "vinna"),
        ("avslagna", "avslå"),
        ("undantagen", "undanta"),
        ("ansökningarna", "ansökan"),
        ("längre", "lång"),
        ("bröderna", "bror"),
        ("eriks", "erik"),
        ("karins", "karin"),
    ],
)
def test_an_inflected_form_has_its_dictionary_form(swedish: Analyzer, form: str, lemma: str) -> None:
    assert lemma in swedish.word(form).lemmas


@pytest.mark.parametrize(
    ("name", "other"), [("erik", "erika"), ("karin", "kari"), ("kristina", "kristi"), ("martin", "martina")]
)
def test_a_first_name_is_no_form_of_another_one(swedish: Analyzer, name: str, other: str) -> None:
    assert swedish.word(name).lemmas == (name,)
    assert other not in swedish.word(name + "s").lemmas
    assert swedish.name_key(name)


@pytest.mark.parametrize("form", ["fången", "avgången", "ren", "vägen"])
def test_a_noun_in_en_is_no_participle_of_a_strong_verb(swedish: Analyzer, form: str) -> None:
    assert {"få", "avgå", "rita", "väga"}.isdisjoint(swedish.word(form).lemmas)


@pytest.mark.parametrize(
    ("form", "other"),
    [
        ("kurs", "kur"),
        ("skulle", "skola"),
        ("tidigare", "tid"),
        ("order", "ord"),
        ("höga", "höger"),
        ("sona", "son"),
        ("bok", "boka"),
        ("plats", "platt"),
        ("lärare", "lära"),
        ("ekonomiska", "ekonom"),
        ("nämnd", "nämna"),
        ("boende", "bo"),
        ("första", "en"),
        ("tanke", "tank"),
        ("risk", "riska"),
    ],
)
def test_a_word_is_no_odd_inflection_of_another(swedish: Analyzer, form: str, other: str) -> None:
    assert not set(swedish.word(form).lemmas) & set(swedish.word(other).lemmas)


@pytest.mark.parametrize(
    ("form", "term", "marked"),
    [
        ("överenskommelsearbetet", "överenskommelse", "överenskommelse"),
        ("folkhälsoplanen", "folkhälsa", "folkhälso"),
        ("folkhälsoplanen", "plan", "planen"),
        ("remissvar", "remiss", "remis"),
        ("gatukontoret", "gata", "gatu"),
        ("kvinnojouren", "kvinna", "kvinno"),
        ("cybersäkerhetslagen", "säkerhet", "säkerhets"),
        ("skolnämnden", "skola", "skol"),
        ("lärarutbildning", "lärare", "lärar"),
        ("klassamhället", "klass", "klas"),
        (IMPLIED + "kulturnämnden", "nämnd", "nämnden"),
    ],
)
def test_a_part_of_a_compound_is_a_term_with_its_own_span(swedish: Analyzer, form: str, term: str, marked: str) -> None:
    assert (term, marked) in [(part.term, form[part.start : part.end]) for part in swedish.word(form).parts]


@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ("folkhälsoplan", ("folkhälsa", "plan")),
        ("samverkansöverenskommelse", ("samverkan", "överenskommelse")),
        ("arbetsmarknadsinsatser", ("arbetsmarknad", "insats")),
        ("brottsofferjouren", ("brottsoffer", "jour")),
        ("förslag", ()),
        ("överenskommelse", ()),
        ("", ()),
    ],
)
def test_a_compound_has_largest_parts(swedish: Analyzer, form: str, parts: tuple[str, ...]) -> None:
    assert swedish.compound_parts(form) == parts


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("verksamhets", "bidrag", "verksamhetsbidrag"),
        ("brottsoffer", "jour", "brottsofferjour"),
        ("folkhälso", "plan", "folkhälsoplan"),
        ("folkhälsa", "plan", "folkhälsoplan"),
        ("verksamhet", "bidrag", "verksamhetsbidrag"),
        ("zuni", "gaxy", "zunigaxy"),
    ],
)
def test_two_words_written_apart_can_be_joined(swedish: Analyzer, left: str, right: str, whole: str) -> None:
    assert whole in swedish.joined(left, right)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("monika", "monica"),
        ("dalmo", "dahlmo"),
        ("kristoffersson", "christoffersson"),
        ("carlsson", "karlsson"),
        ("lundqvist", "lundkvist"),
        ("gustafsson", "gustavsson"),
        ("ekström", "ekstrøm"),
        ("svensson", "svenson"),
    ],
)
def test_spellings_of_one_name_share_a_key(swedish: Analyzer, one: str, other: str) -> None:
    assert swedish.name_key(one) is not None
    assert fold(swedish.name_key(one) or "") == fold(swedish.name_key(other) or "")


@pytest.mark.parametrize("form", ["och", "nämnd", "kommunutredningen", "vård", "rs/240542", "2015", "bo"])
def test_common_words_and_identifiers_have_no_name_key(swedish: Analyzer, form: str) -> None:
    assert swedish.name_key(form) is None


def test_different_names_have_different_keys(swedish: Analyzer) -> None:
    names = ["monika", "ekström", "lindgren", "magnusson", "emsevik", "vikner", "sundenhammar", "hugosson"]
    assert len({swedish.name_key(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("marked", "plain"),
    [("överenskommelse", "overenskommelse"), ("idé", "ide"), ("årsmöte", "arsmote"), ("plan", "plan")],
)
def test_folding_takes_the_marks_off(marked: str, plain: str) -> None:
    assert fold(marked) == plain


def test_a_piece_of_a_name_of_abbreviations_is_its_last_one_only(swedish: Analyzer) -> None:
    terms = swedish.word("rf-sisu").terms("part")
    assert "sisu" in terms
    assert "rf" not in terms


@given(FORMS)
def test_every_form_has_terms_in_every_layer_and_spans_within_itself(swedish: Analyzer, form: str) -> None:
    for analyzer in (swedish, PlainAnalyzer()):
        word = analyzer.word(form)
        assert all(word.terms(layer) and all(word.terms(layer)) for layer in LAYERS)
        assert set(word.lemmas) <= set(word.terms("part"))
        assert all(0 <= part.start < part.end <= len(form) for part in word.parts)


@given(FORMS)
def test_an_implied_form_has_the_terms_of_the_written_one(swedish: Analyzer, form: str) -> None:
    written, implied = swedish.word(form), swedish.word(IMPLIED + form)
    assert [written.terms(layer) for layer in LAYERS[1:]] == [implied.terms(layer) for layer in LAYERS[1:]]


@given(FORMS)
def test_parts_of_a_compound_are_two_or_more_or_none(swedish: Analyzer, form: str) -> None:
    assert len(swedish.compound_parts(form)) != 1


def test_stop_words_are_analysed_like_any_word(swedish: Analyzer) -> None:
    assert swedish.is_stop_word("att")
    assert not swedish.is_stop_word("överenskommelse")
    assert swedish.word("att").lemmas == ("att",)


def test_the_fingerprint_names_code_lists_and_lexicon(swedish: Analyzer) -> None:
    kind, version, tables, stems, lexicon = swedish.fingerprint.split("-")
    assert kind == "sv"
    assert version.isdigit()
    assert (len(tables), len(stems), len(lexicon)) == (8, 8, 16)
    assert swedish.fingerprint != PlainAnalyzer().fingerprint
