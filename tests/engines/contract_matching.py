"""Which meetings match a clause. The words' layers and forms can be read off their spelling: see `toy`."""

from __future__ import annotations

import datetime

import pytest

from searchlib.clauses import (
    Adjacent,
    All,
    Any,
    Clause,
    DateRange,
    Field,
    InSentence,
    Key,
    Lookup,
    Most,
    Near,
    StartsWith,
    Value,
)
from searchlib.engines.base import Request
from tests.engines.building import Build, BuildingContract, found
from tests.engines.corpora import meeting

SHELF = (
    meeting(
        "a",
        "Ordföranden öppnar mötet. Anna Berg läser.",
        ("Avtal_plan", "Planen gäller kultur och vård. Rådet säger ja."),
        title="Avtalen i länet",
        organ="Rådet",
        kind="protokoll",
        date="2015-10-23",
        references=("rs/12",),
        participants=("Anna Berg", "Åsa Ek"),
    ),
    meeting(
        "b",
        ("Kultur", "Avtal om vård slöts. Kultur nämns inte."),
        "kultur~plan antas",
        title="Möte",
        organ="Styrelse",
        kind="protokoll",
        date="2016-03",
    ),
    meeting("c", "vård och kultur", "Anna skriver om rs/240 och avtal", title="Brev"),
    meeting("d", title="Årsmöte", organ="Rådet", kind="brev", date="2016", participants=("Bertil Avtal",)),
)


def form(term: str, field: Field | None = None) -> Lookup:
    return Lookup((Key("form", term),), field=field)


def part(term: str, field: Field | None = None) -> Lookup:
    return Lookup((Key("part", term),), field=field)


def phrase(*forms: str, field: Field | None = None) -> Adjacent:
    return Adjacent(tuple((Key("form", term),) for term in forms), field=field)


def near(distance: int, *phrases: str) -> Near:
    return Near(tuple(phrase(*words.split()) for words in phrases), distance)


def in_sentence(*parts: str) -> InSentence:
    return InSentence(tuple((Key("part", term),) for term in parts))


def between(first: str | None, last: str | None) -> DateRange:
    return DateRange(*(day and datetime.date.fromisoformat(day) for day in (first, last)))  # type: ignore[arg-type]


MATCHES: list[tuple[str, Clause | None, str]] = [
    ("no clause: every meeting", None, "abcd"),
    # Lookup
    ("a part in title, heading and text", part("avtal"), "abc"),
    ("a form is the word as it stands", form("avtal"), "bc"),
    ("participants count for their field only", part("avtal", "participant"), "d"),
    ("a name in the text is a word like others", form("anna"), "ac"),
    ("a name in the field", form("anna", "participant"), "a"),
    ("heading is section headings and title", part("avtal", "heading"), "a"),
    ("part of a compound in a heading", part("plan", "heading"), "a"),
    ("organ", part("rådet", "organ"), "ad"),
    ("an organ's word in the text is not the organ", form("styrelse", "organ"), "b"),
    ("reference", form("rs", "reference"), "a"),
    ("the extra forms of an identifier", form("rs"), "ac"),
    ("the identifier whole", form("rs/240"), "c"),
    ("any of the deciding keys", Lookup((Key("form", "läser"), Key("part", "slöts"))), "ab"),
    ("ranking keys decide nothing", Lookup((Key("form", "saknas"),), (Key("lemma", "avtal"),)), ""),
    ("parts of an implied form", part("kultur_plan"), "b"),
    ("an implied form stands in no text", form("kultur_plan"), ""),
    ("nothing decides: nothing matches", Lookup(()), ""),
    # StartsWith
    ("a prefix of several forms", StartsWith("avtal"), "abc"),
    ("a prefix that is a whole form", StartsWith("slöts"), "b"),
    ("no prefix reaches an implied form", StartsWith("kultur_"), ""),
    ("a prefix in the text, names aside", StartsWith("b"), "ac"),
    ("a prefix in a field", StartsWith("b", field="participant"), "ad"),
    ("a prefix beyond ASCII", StartsWith("å"), "d"),
    # Adjacent
    ("two words side by side", phrase("vård", "slöts"), "b"),
    ("the order matters", phrase("slöts", "vård"), ""),
    ("across the end of a sentence", phrase("vård", "rådet"), "a"),
    ("not across from heading to text", phrase("avtal_plan", "planen"), ""),
    ("not from title to organ", phrase("länet", "rådet"), ""),
    ("not from section to section", phrase("läser", "avtal_plan"), ""),
    ("among participants in their field only", phrase("bertil", "avtal"), ""),
    ("in the field participant", phrase("bertil", "avtal", field="participant"), "d"),
    ("not from one participant to the next", phrase("berg", "åsa", field="participant"), ""),
    ("every slot must be in the field", phrase("avtalen", "i", field="heading"), "a"),
    ("a phrase of the text is not in a heading", phrase("anna", "berg", field="heading"), ""),
    ("any key of a slot", Adjacent(((Key("form", "om"),), (Key("form", "vård"), Key("part", "rs/240")))), "bc"),
    ("parts of an implied form in a phrase", Adjacent(((Key("part", "plan"),), (Key("form", "antas"),))), "b"),
    ("a phrase of one word", phrase("mötet"), "a"),
    ("a phrase of no words", Adjacent(()), ""),
    ("the same word twice", phrase("kultur", "kultur"), ""),
    # Near
    ("close by in any order", near(2, "vård", "kultur"), "abc"),
    ("not close enough", near(1, "vård", "kultur"), ""),
    ("a phrase brings the room for its words", near(2, "anna berg", "öppnar"), "a"),
    ("but no more than that", near(1, "anna berg", "öppnar"), ""),
    ("not from heading to text", near(99, "avtal_plan", "planen"), ""),
    ("not from section to section", near(99, "läser", "planen"), ""),
    ("three operands", near(4, "vård", "kultur", "gäller"), "a"),
    ("operands may overlap", near(0, "anna berg", "berg"), "a"),
    ("one operand", near(0, "berg"), "a"),
    # InSentence
    ("within one sentence, any order", in_sentence("vård", "kultur"), "ac"),
    ("not in the sentence before", in_sentence("rådet", "plan"), ""),
    ("one word may meet several slots", in_sentence("plan", "avtal"), "a"),
    ("a heading is a sentence of its own", in_sentence("kultur", "slöts"), ""),
    ("never in participants", in_sentence("bertil"), ""),
    ("of no words", InSentence(()), ""),
    # DateRange and Value
    ("a day", between("2015-10-23", "2015-10-23"), "a"),
    ("a month and a year overlap the range", between("2016-03-15", "2016-03-20"), "bd"),
    ("after the month", between("2016-04-01", None), "d"),
    ("the last day of the month", between("2016-03-31", None), "bd"),
    ("before", between(None, "2015-12-31"), "a"),
    ("open both ways: every dated meeting", between(None, None), "abd"),
    ("a range that ends before it begins", between("2016-12-31", "2016-01-01"), ""),
    ("organ, letter for letter", Value("organ", ("Rådet",)), "ad"),
    ("organ in other letters", Value("organ", ("rådet",)), ""),
    ("any of several kinds", Value("kind", ("protokoll", "brev", "saknas")), "abd"),
    ("none of no values", Value("kind", ()), ""),
    # Trees
    ("every clause, in any sections", All((part("avtal"), part("kultur"), form("om"))), "bc"),
    ("no clauses: every meeting", All(()), "abcd"),
    ("every meeting but", All((), (part("avtal"),)), "d"),
    ("the excluded, whatever else", All((part("avtal"),), (form("anna"), Value("kind", ("brev",)))), "b"),
    ("words and dates", All((part("kultur"), between("2016-01-01", None))), "b"),
    ("at least one", Any((form("12"), Value("kind", ("brev",)))), "ad"),
    ("one of none", Any(()), ""),
    ("a tree in a tree", All((Any((form("läser"), form("slöts"))), All((part("vård"),), (form("mötet"),)))), "b"),
    ("an exclusion undone", All((), (All((part("avtal"),), (form("anna"),)),)), "acd"),
    ("some of the words", Most((part("kultur"), form("anna"), form("12"))), "abc"),
    ("none of no words", Most(()), ""),
    ("some, with required and excluded", Most((part("kultur"), form("anna")), (part("avtal"),), (form("12"),)), "bc"),
]


class MatchingContract(BuildingContract):
    @pytest.mark.parametrize(("why", "clause", "expected"), MATCHES, ids=[why for why, _, _ in MATCHES])
    def test_a_clause_matches_exactly_these_meetings(
        self, build: Build, why: str, clause: Clause | None, expected: str
    ) -> None:
        assert sorted(found(build(SHELF), clause)) == list(expected), why

    def test_positions_beyond_sixteen_bits_are_kept(self, build: Build) -> None:
        engine = build([meeting("long", "ord " * 70_000 + "sista avtalet. här"), meeting("short", "sista ordet")])
        assert found(engine, phrase("sista", "avtalet")) == ["long"]
        assert found(engine, phrase("ord", "sista")) == ["long"]
        assert found(engine, in_sentence("sista", "här")) == []

    def test_a_frequency_beyond_sixteen_bits_is_counted(self, build: Build) -> None:
        engine = build([meeting("long", "ord " * 70_000)])
        assert engine.search(Request(form("ord"))).occurrences(["ord"]) == [70_000]

    def test_words_of_any_script_are_found(self, build: Build) -> None:
        words = ["ångström", "смета", "予算", "a\u0301bc", "𝔄𝔅", "naïve", "straße", "\u00adx"]
        engine = build([meeting(f"m{index}", word) for index, word in enumerate(words)])
        assert [found(engine, form(word.lower())) for word in words] == [[f"m{index}"] for index in range(len(words))]
