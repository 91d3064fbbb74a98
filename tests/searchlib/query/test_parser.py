"""What each way of typing a query is read as, and that every string can be read."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.query import And, Dates, Near, Not, Or, Phrase, Prefix, Query, Term, explain, leaves, parse_query

A, B, C = Term("a"), Term("b"), Term("c")
YEAR_2015 = Dates(datetime.date(2015, 1, 1), datetime.date(2015, 12, 31))

READINGS = [
    ("", None),
    ("   ", None),
    ('- ( ) " * – &', None),
    ("budget", Term("budget")),
    ("Budget,", Term("Budget")),
    ("a b", And((A, B), implied=True)),
    ("a OCH b", And((A, B))),
    ("a AND b", And((A, B))),
    ("a ELLER b", Or((A, B))),
    ("a OR b", Or((A, B))),
    ("a och b eller", And((A, Term("och"), B, Term("eller")), implied=True)),
    ("a b OCH c", And((And((A, B), implied=True), C))),
    ("a OCH b ELLER c", Or((And((A, B)), C))),
    ("a OCH (b ELLER c)", And((A, Or((B, C))))),
    ("a INTE b", And((A, Not(B)), implied=True)),
    ("a OCH INTE b", And((A, Not(B)))),
    ("a -b", And((A, Not(B)), implied=True)),
    ("a NOT b", And((A, Not(B)), implied=True)),
    ("-b", Not(B)),
    ("INTE INTE b", B),
    ("a -(b c)", And((A, Not(And((B, C), implied=True))), implied=True)),
    ('-"b c"', Not(Phrase("b c"))),
    ("covid-19", Term("covid-19")),
    ("barnomsorg och -utbildning", And((Term("barnomsorg"), Term("och"), Term("utbildning")), implied=True)),
    ('"i tjänsten"', Phrase("i tjänsten")),
    ("”i tjänsten”", Phrase("i tjänsten")),
    ("«i tjänsten»", Phrase("i tjänsten")),
    ('"a b', And((A, B), implied=True)),
    ("förening*", Prefix("förening")),
    ("för*", Prefix("för")),
    ("fö*", Term("fö")),
    ("*förening", Term("förening")),
    ("a NÄRA/5 b", Near((A, B), 5)),
    ("a NEAR b", Near((A, B), 10)),
    ("a NÄRA/0 b", Near((A, B), 1)),
    ("a NÄRA/999999 b", Near((A, B), 99)),
    ('a NÄRA/2 "b c" NÄRA/3 c', Near((A, Phrase("b c"), C), 3)),
    ("rubrik:budget", Term("budget", "heading")),
    ("Rubrik:budget", Term("budget", "heading")),
    ('rubrik:"god vård"', Phrase("god vård", "heading")),
    ("rubrik:(a ELLER b)", Or((Term("a", "heading"), Term("b", "heading")))),
    ("rubrik:bud*", Prefix("bud", "heading")),
    ("organ:styrelse -typ:protokoll", And((Term("styrelse", "organ"), Not(Term("protokoll", "kind"))), implied=True)),
    ("dnr:RS/240542", Term("RS/240542", "reference")),
    ("deltagare:Ström", Term("Ström", "participant")),
    ("rubrik: budget", And((Term("rubrik"), Term("budget")), implied=True)),
    ("år:2015", YEAR_2015),
    ("ar:2015", YEAR_2015),
    ("år:2015..2018", Dates(datetime.date(2015, 1, 1), datetime.date(2018, 12, 31))),
    ("år:2015-2018", Dates(datetime.date(2015, 1, 1), datetime.date(2018, 12, 31))),
    ("år:2018..2015", Dates(datetime.date(2015, 1, 1), datetime.date(2018, 12, 31))),
    ("år:2015..", Dates(datetime.date(2015, 1, 1), None)),
    ("år:..2015", Dates(None, datetime.date(2015, 12, 31))),
    ("datum:2015-10..2016-02", Dates(datetime.date(2015, 10, 1), datetime.date(2016, 2, 29))),
    ("datum:2015-10-23", Dates(datetime.date(2015, 10, 23), datetime.date(2015, 10, 23))),
    ("datum:okänt", Not(Dates(None, None))),
    ("år:2015-13", And((Term("år"), Term("2015-13")), implied=True)),
    ("RS/240542", Term("RS/240542")),
    ("§ 67", Term("§ 67")),
    ("§67 a", Term("§67 a")),
    ("(a", A),
    ("a))", A),
    ("OCH", Term("och")),
    ("a OCH", And((A, Term("och")), implied=True)),
    ("ELLER a", And((Term("eller"), A), implied=True)),
    ("NÄRA/3", Term("nära")),
    ("INTE", Term("inte")),
    ("a\x00b\ud800c\u200fd", And((A, B, C, Term("d")), implied=True)),
]


@pytest.mark.parametrize(("typed", "root"), READINGS)
def test_a_query_is_read_as(typed, root):
    assert parse_query(typed).root == root


def test_match_any_keeps_the_tree_and_says_how_to_join():
    query = parse_query("a b", match="any")
    assert (query.root, query.match) == (And((A, B), implied=True), "any")


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("a OCH", "OCH har inget att förena"),
        ("år:igår", "måste följas av ett år"),
        ("(a b) NÄRA/4 c", "NÄRA kan bara stå mellan ord och fraser"),
    ],
)
def test_an_operator_that_is_not_used_is_said(typed, note):
    assert note in explain(parse_query(typed))


@pytest.mark.parametrize(
    "typed", ["(" * 5000 + "a", "rubrik:" * 5000, "INTE " * 5000 + "a", "-" * 5000 + "a", '"' * 5001]
)
def test_no_depth_of_nesting_exhausts_the_stack(typed):
    assert isinstance(parse_query(typed), Query)


def test_nesting_is_counted_as_typed():
    assert parse_query("((a) (((b))))").nesting == 4


PIECES = st.sampled_from(
    [
        "a",
        "å",
        "OCH",
        "ELLER",
        "INTE",
        "NÄRA/3",
        "NÄRA",
        "(",
        ")",
        '"',
        "-",
        "*",
        "ord*",
        "rubrik:",
        "år:",
        "2015..",
        "§ 5",
    ]
)


@pytest.mark.parametrize("text", ["-(-(", "(-(-", "(- -)", "(-(-)", "plan NÄRA -(-(", "plan OCH -(-(", "INTE -("])
def test_an_exclusion_of_nothing_is_read(text):
    assert isinstance(explain(parse_query(text)), str)


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_every_string_is_read_and_explained(text):
    query = parse_query(text)
    assert explain(query)
    assert all(leaf.text.strip() for leaf in leaves(query.root) if not isinstance(leaf, Dates))


@given(st.lists(st.sampled_from(["budget", "plan", "råd"]), min_size=1))
def test_plain_words_are_all_kept(words):
    assert [leaf.text for leaf in leaves(parse_query(" ".join(words)).root)] == words
