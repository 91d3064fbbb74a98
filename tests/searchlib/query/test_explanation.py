"""The Swedish sentence that tells a reader how the query was understood."""

import pytest

from searchlib.query import explain, parse_query

SENTENCES = [
    ("", "Alla möten."),
    ("budget", "Söker möten med ”budget”."),
    ("budget plan råd", "Söker möten med ”budget”, ”plan” och ”råd”."),
    ("a ELLER b", "Söker möten med ”a” eller ”b”."),
    ('"i tjänsten" -plan', "Söker möten med exakt ”i tjänsten”, men inte ”plan”."),
    ("INTE plan", "Söker möten med allt utom ”plan”."),
    ("förening*", "Söker möten med ord som börjar på ”förening”."),
    ("a NÄRA/5 b", "Söker möten med ”a” och ”b” inom 5 ord från varandra."),
    ("rubrik:budget", "Söker möten med ”budget” i en rubrik."),
    ("år:2015..2018", "Söker möten med datum 2015–2018."),
    ("datum:2015-10-23", "Söker möten med datum 2015-10-23."),
    ("datum:2015-10..", "Söker möten med datum från 2015-10-01."),
    ("år:..2015", "Söker möten med datum till och med 2015-12-31."),
    ("plan datum:okänt", "Söker möten med ”plan” och okänt datum."),
    ("dnr:RS/1", "Söker möten med diarienummer ”RS/1”."),
    ("a (b ELLER c)", "Söker möten med ”a” och (”b” eller ”c”)."),
]


@pytest.mark.parametrize(("typed", "sentence"), SENTENCES)
def test_a_query_is_explained_as(typed, sentence):
    assert explain(parse_query(typed)) == sentence


def test_match_any_is_explained_with_or():
    assert explain(parse_query("a b", match="any")) == "Söker möten med ”a” eller ”b”."
