"""Hyphens at line ends: broken words are joined, suspended ones stay open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.documents import Minutes
from searchlib.ingest.hyphens import join_lines


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("vi ska genom-", "föra planen", "vi ska genomföra planen"),
        ("vi ska genom-", "föra och följa upp", "vi ska genomföra och följa upp"),
        ("förtroende-", "valda eller andra", "förtroendevalda eller andra"),
        ("kultur-", "och fritidsnämnden", "kultur- och fritidsnämnden"),
        ("in-", "eller utvändigt", "in- eller utvändigt"),
        ("skol-", "samt barnomsorg", "skol- samt barnomsorg"),
        ("bygg-", "& miljökontoret", "bygg- & miljökontoret"),
        ("hälso-", "sjukvård och omsorg", "hälso- sjukvård och omsorg"),
        ("till-", "lägget", "tillägget"),
        ("EU-", "ansökan", "EU-ansökan"),
        ("covid-", "19", "covid-19"),
        ("Anna-", "Karin", "Anna-Karin"),
        ("ett streck -", "sedan mer", "ett streck - sedan mer"),
        ("utan streck", "går vidare", "utan streck går vidare"),
    ],
)
def test_without_a_lexicon_the_grammar_decides(left: str, right: str, expected: str) -> None:
    assert join_lines(left, right, lambda _: False) == expected


WRAPPED = """Nämnden gick igenom hur arbetet hade gått under det gångna
året och vad som återstod att göra innan planen kunde antas
av fullmäktige. Ordföranden tackade dem som hade hjälpt till
och nämnden noterade särskilt vad som sades om {left}
{right} innan mötet gick vidare till nästa fråga."""


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        # A word that the line broke.
        ("kommunsty-", "relsen", "kommunstyrelsen"),
        ("sam-", "manträdet i maj", "sammanträdet i maj"),
        ("den verksam-", "het som pågår", "den verksamhet som pågår"),
        ("till-", "läggsbudgeten", "tilläggsbudgeten"),
        ("äldreom-", "sorgen och dess lokaler", "äldreomsorgen och dess lokaler"),
        ("upphand-", "lingar, avtal", "upphandlingar, avtal"),
        ("ställ-", "ningstaganden", "ställningstaganden"),
        ("barn-", "bidragen", "barnbidragen"),
        # A word that waits for its other half.
        ("hälso-", "och sjukvården", "hälso- och sjukvården"),
        ("barn-", "eller ungdomsvård", "barn- eller ungdomsvård"),
        ("vår-", "samt höstmöten", "vår- samt höstmöten"),
        ("mark-", "& exploateringsfrågor", "mark- & exploateringsfrågor"),
        ("gång-", "respektive cykelvägar", "gång- respektive cykelvägar"),
        ("skol-, kultur-", "och fritidsfrågor", "skol-, kultur- och fritidsfrågor"),
        ("för-", "och nackdelarna", "för- och nackdelarna"),
        # A hyphen that is a letter of its word.
        ("EU-", "kommissionen", "EU-kommissionen"),
        ("SFI-", "undervisningen", "SFI-undervisningen"),
        ("covid-", "19", "covid-19"),
        ("Maria-", "Elena Ek", "Maria-Elena Ek"),
    ],
)
def test_in_a_wrapped_text_each_hyphen_is_read_for_what_it_is(left: str, right: str, expected: str) -> None:
    minutes = Minutes.from_text(source="diarium/1", text=WRAPPED.format(left=left, right=right))
    assert f"vad som sades om {expected} innan mötet" in minutes.sections[0].text


def test_a_word_used_elsewhere_with_its_hyphen_keeps_it() -> None:
    text = WRAPPED.format(left="e-", right="posten") + " Svar kom via e-posten."
    assert "om e-posten innan" in Minutes.from_text(source="diarium/1", text=text).sections[0].text


def test_a_known_word_is_joined_whatever_follows() -> None:
    assert join_lines("hälso-", "sjukvård och omsorg", {"hälsosjukvård"}.__contains__).startswith("hälsosjukvård")


def test_a_word_known_with_its_hyphen_keeps_it() -> None:
    assert join_lines("en ad-", "hoc-grupp", {"ad-hoc-grupp"}.__contains__) == "en ad-hoc-grupp"


@given(st.text(max_size=30), st.text(min_size=1, max_size=30), st.booleans())
def test_no_letter_is_lost_but_a_third_like_one(left: str, right: str, known: bool) -> None:
    joined = join_lines(left, right, lambda _: known)
    letters = [character for character in left + right if character.isalnum()]
    kept = [character for character in joined if character.isalnum()]
    assert len(letters) - len(kept) in (0, 1)
