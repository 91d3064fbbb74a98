from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.clauses import Adjacent, All, Any, DateRange, InSentence, Key, Lookup, Near, StartsWith, Value
from searchlib.documents import MeetingDate, Minutes, Section, minutes_id
from searchlib.engines.base import Request
from searchlib.query import Match, parse_query
from searchlib.widening import Widened, relaxed, widen
from tests.engines.reference import ReferenceEngine
from tests.searchlib.small_swedish import SmallSwedish

ANALYZER = SmallSwedish()
TEXTS = {
    "plan": "En plan för folkhälsan antogs.",
    "apart": "En plan för vägarna. Folkhälsan är god.",
    "compound": "Folkhälsoplanen gäller verksamhetsbidrag.",
    "agreement": "Överenskommelsen om bidraget och föreningar i länet.",
    "paragraph": "Enligt § 67 i protokollet, diarienummer RS/240542.",
    "number": "Diarienummer RS/240543 och sidan 67.",
    "name": "Monica talade i tjänsten.",
    "order": "I kommunen, tjänsten som hon fick.",
    "partnership": "Ett idéburet offentligt partnerskap.",
    "short": "IOP och covid-19.",
}
SYNONYMS = {
    ("iop",): (("idéburet", "offentligt", "partnerskap"),),
    ("idéburet", "offentligt", "partnerskap"): (("iop",),),
}


class HandMadeSynonyms:
    def of(self, words: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
        return SYNONYMS.get(words, ())


def meeting(name: str, text: str) -> Minutes:
    sections = (Section("a", None, 0, None, text),)
    return Minutes(minutes_id(name), (name,), "", "protokoll", None, MeetingDate.unknown(), sections)


ENGINE = ReferenceEngine([meeting(name, text) for name, text in TEXTS.items()], ANALYZER)
NAMES = {minutes_id(name): name for name in TEXTS}


def widened(
    text: str, match: Match = "all", *, without: Sequence[str] = (), exact: bool = False, corrected: Sequence[str] = ()
) -> Widened:
    return widen(
        parse_query(text, match=match),
        analyzer=ANALYZER,
        vocabulary=ENGINE.vocabulary,
        synonyms=HandMadeSynonyms(),
        without=without,
        exact=exact,
        corrected=corrected,
    )


def found(one: Widened) -> set[str]:
    return {NAMES[hit.id] for hit in ENGINE.search(Request(one.clause, limit=99)).page}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("överenskommelse", {"agreement"}, id="an inflection"),
        pytest.param("plan", {"plan", "apart", "compound"}, id="a part of a compound"),
        pytest.param("folkhälsoplan", {"plan", "compound"}, id="the parts of a compound in one sentence"),
        pytest.param("verksamhets bidrag", {"compound"}, id="a compound written apart"),
        pytest.param("overenskommelse", {"agreement"}, id="without marks, an inflection of a known word"),
        pytest.param("foreningarna", {"agreement"}, id="without marks, a form that the index lacks"),
        pytest.param("Monika", {"name"}, id="another spelling of a name"),
        pytest.param("IOP", {"partnership", "short"}, id="a synonym of several words"),
        pytest.param("idéburet offentligt partnerskap", {"partnership", "short"}, id="several words for a synonym"),
        pytest.param("RS/240542", {"paragraph"}, id="an identifier"),
        pytest.param("§ 67", {"paragraph"}, id="a paragraph, not any number"),
        pytest.param("covid 19", {"short"}, id="a hyphen left out"),
        pytest.param("covid19", {"short"}, id="written as one"),
        pytest.param('"i tjänsten"', {"name"}, id="a phrase in its order"),
        pytest.param('"folkhälsa"', set(), id="a quoted word in exactly this form"),
        pytest.param("i överenskommelse", {"agreement"}, id="a stop word beside another word"),
        pytest.param("överenskommelse INTE bidrag", set(), id="exclusion by any inflection"),
        pytest.param("plan -verksamhetsbidrag", {"plan", "apart"}, id="exclusion"),
        pytest.param("folkhäls*", {"plan", "apart", "compound"}, id="a beginning"),
        pytest.param("antogs NÄRA/5 plan", {"plan"}, id="words near each other"),
        pytest.param("folkh* NÄRA/2 plan", {"plan", "compound"}, id="a beginning near a word"),
        pytest.param('"i länet" NÄRA/4 föreningar', {"agreement"}, id="a phrase near a word"),
        pytest.param("Monika ELLER (plan OCH antogs)", {"plan", "name"}, id="operators"),
        pytest.param("typ:protokollet covid-19", {"short"}, id="a kind in another inflection"),
        pytest.param("typ:avtal covid-19", set(), id="another kind"),
        pytest.param("rubrik:plan", set(), id="a field without the word"),
        pytest.param("år:2015 plan", set(), id="dates that no meeting has"),
        pytest.param("-plan", set(TEXTS) - {"plan", "apart", "compound"}, id="exclusion alone"),
    ],
)
def test_a_query_finds_what_is_meant(query: str, expected: set[str]) -> None:
    assert found(widened(query)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("plan", {"plan", "apart"}, id="no compounds"),
        pytest.param("överenskommelse", set(), id="no inflections"),
        pytest.param("överenskommelsen", {"agreement"}, id="the form itself"),
        pytest.param("Monika", set(), id="no names"),
        pytest.param("IOP", {"short"}, id="no synonyms"),
        pytest.param("RS/240542", {"paragraph"}, id="identifiers as ever"),
    ],
)
def test_exact_turns_all_widening_off(query: str, expected: set[str]) -> None:
    assert found(widened(query, exact=True)) == expected


def test_a_form_that_is_left_out_no_longer_counts_and_the_others_do() -> None:
    one = widened("plan", without=["Folkhälsoplanen"])
    assert found(one) == {"plan", "apart"}
    assert "folkhälsoplanen" not in [form.form for form in one.forms]
    assert "folkhälsoplanen" not in one.wanted.words
    assert found(widened("plan", without=["plan", "folkhälsoplanen"])) == set()


def test_any_joins_neighbouring_words_but_dates_kinds_and_exclusions_still_limit() -> None:
    assert found(widened("covid-19 Monika", "any")) == {"short", "name"}
    assert found(widened("covid-19 Monika -tjänsten", "any")) == {"short"}
    assert found(widened("covid-19 Monika typ:avtal", "any")) == set()
    assert found(widened("covid-19 OCH Monika", "any")) == set()


def test_stop_words_alone_are_looked_for() -> None:
    assert found(widened("som hon")) == {"order"}
    assert widened("som hon plan").words == ("plan",)
    assert widened("som OCH plan").words == ("som", "plan")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("plan Monika", {"plan", "apart", "compound", "name"}),
        ("plan Monika -folkhälsa", {"name"}),
        ('plan Monika "i tjänsten"', {"name"}),
    ],
)
def test_a_relaxed_query_gives_up_words_but_nothing_else(query: str, expected: set[str]) -> None:
    easier = relaxed(widened(query))
    assert easier is not None
    assert easier.words == ("plan", "Monika")
    assert {NAMES[hit.id] for hit in ENGINE.search(Request(easier.clause, limit=99)).page} == expected


@pytest.mark.parametrize("query", ["", "plan", '"en plan" Monika', "plan OCH Monika", "plan år:2015"])
def test_there_is_nothing_to_give_up_without_several_plain_words(query: str) -> None:
    assert relaxed(widened(query)) is None


def test_a_query_for_any_of_its_words_has_nothing_to_give_up() -> None:
    assert relaxed(widened("plan Monika", "any")) is None


def test_missing_words_are_named_as_typed() -> None:
    one = relaxed(widened('"i tjänsten" Plan § 67'))
    assert one is not None
    assert one.words == ("Plan", "§ 67")


def test_forms_say_why_they_count() -> None:
    def why(query: str, corrected: Sequence[str] = ()) -> dict[str, str]:
        return {form.form: form.why for form in widened(query, corrected=corrected).forms}

    assert why("plan") == {"plan": "exact", "folkhälsoplanen": "compound"}
    assert why("överenskommelse") == {"överenskommelsen": "inflection"}
    assert why("overenskommelse") == {"överenskommelsen": "spelling"}
    assert why("Monika") == {"monica": "name"}
    assert why("iop")["iop"] == "exact"
    assert why("verksamhets bidrag") == {"verksamhetsbidrag": "compound", "bidraget": "inflection"}
    assert why("covid19", corrected=["covid19"]) == {"covid19": "spelling"}
    assert why('"i tjänsten"') == {"i": "exact", "tjänsten": "exact"}


def test_marks_cover_the_part_of_a_compound_that_was_asked_for() -> None:
    words = widened("folkhälsan planen").wanted.words
    mark = words["folkhälsoplanen"]
    assert "folkhälsoplanen"[mark.start : mark.end] == "folkhälso"
    assert words["plan"].word == 1
    assert "vägarna" not in words
    assert set(words) == {"folkhälsan", "folkhälsoplanen", "plan"}


def test_phrases_and_parts_of_compounds_are_marked_only_together() -> None:
    wanted = widened('"i tjänsten" folkhälsoplan').wanted
    assert [[sorted(slot) for slot in phrase] for phrase in wanted.phrases] == [[["i"], ["tjänsten"]]]
    assert [[sorted(slot) for slot in group] for group in wanted.together] == [
        [["folkhälsan", "folkhälsoplanen"], ["folkhälsoplanen", "plan"]]
    ]


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("overenskommelse", "”overenskommelse” söktes även som ”överenskommelse”, som skrivs nästan likadant."),
        ("Monika", "”Monika” söktes även som ”monica”, som är samma namn stavat på annat sätt."),
        ("IOP", "”IOP” söktes även som ”idéburet offentligt partnerskap”, som betyder detsamma."),
        ("verksamhets bidrag", "”verksamhets bidrag” söktes även som ”verksamhetsbidrag”."),
        ("folkhälsoplan", "”folkhälsoplan” söktes även som ”folkhälsa” och ”plan” i samma mening."),
    ],
)
def test_widening_is_explained_in_plain_swedish(query: str, note: str) -> None:
    assert widened(query).explanation == (note,)


def test_words_that_were_not_widened_need_no_explanation() -> None:
    assert widened("plan").explanation == ()
    assert widened("plan", exact=True).explanation == ("Bara exakt de ordformer som skrevs.",)


def test_nothing_asked_is_no_clause() -> None:
    assert widened("").clause is None


def test_every_node_becomes_its_clause() -> None:
    lookup = Lookup((Key("form", "i"),), (), None)
    assert widened('"i"').clause == All((lookup,))
    assert widened("plan*").clause == All((StartsWith("plan"),))
    assert widened('rubrik:"i länet"').clause == All(
        (Adjacent(((Key("form", "i"),), (Key("form", "länet"),)), 1.0, "heading"),)
    )
    kinds = [type(clause) for clause in _clauses("folkhälsoplan år:2015 typ:protokoll a NÄRA/3 b")]
    assert kinds == [Any, DateRange, Value, Near]
    compound = _clauses("folkhälsoplan")[0]
    assert isinstance(compound, Any)
    assert isinstance(compound.clauses[1], InSentence)


def _clauses(query: str) -> tuple[object, ...]:
    clause = widened(query).clause
    assert isinstance(clause, All)
    return clause.clauses


PIECES = ["plan", "Monika", "§", "67", "-i", "IOP", "rubrik:", "år:2015", "(", ")", '"', "OCH", "*"]


@given(st.text(max_size=30) | st.lists(st.sampled_from(PIECES)).map(" ".join), st.sampled_from(("all", "any")))
def test_whatever_is_typed_can_be_widened_and_asked(text: str, match: Match) -> None:
    one = widened(text, match)
    ENGINE.search(Request(one.clause))
    assert len(one.words) >= len(one.optional)
    assert all(form.form for form in one.forms)
    easier = relaxed(one)
    assert easier is None or found(one) <= {
        NAMES[hit.id] for hit in ENGINE.search(Request(easier.clause, limit=99)).page
    }
