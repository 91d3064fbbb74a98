"""The address of a search page says exactly what is asked, and what is wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.urls import _urlencode

from webui.params import MAX_PAGE, BadParameter, SearchParams, parse_years, read_search, write_search, written_years

years = st.integers(1000, 2999)
values = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).map(str.strip).filter(bool)
some = st.lists(values, max_size=4, unique=True).map(tuple)
params = st.builds(
    SearchParams,
    query=values | st.just(""),
    years=st.none()
    | st.tuples(years, st.none())
    | st.tuples(st.none(), years)
    | st.tuples(years, years).map(lambda both: (min(both), max(both))),
    organs=some,
    kinds=some,
    sort=st.sampled_from(["relevance", "newest", "oldest"]),
    without=some,
    exact=st.booleans(),
    page=st.integers(1, MAX_PAGE),
)


@given(params)
def test_what_is_written_is_read_back_the_same(asked):
    assert read_search(MultiDict(write_search(asked))) == asked


@given(params)
def test_it_survives_the_way_through_an_address(asked):
    from werkzeug.test import EnvironBuilder

    builder = EnvironBuilder(query_string=_urlencode(write_search(asked)))
    assert read_search(builder.get_request().args) == asked


@given(
    st.lists(
        st.tuples(st.sampled_from(["q", "ar", "organ", "typ", "sortera", "utan", "exakt", "sida", "x"]), st.text())
    )
)
def test_any_query_string_is_read_or_refused_with_a_sentence(pairs):
    refusal = None
    try:
        page = read_search(MultiDict(pairs)).page
    except BadParameter as raised:
        refusal = raised.description or ""
    assert refusal.endswith(".") if refusal is not None else 1 <= page <= MAX_PAGE


def test_defaults_are_left_out_of_the_address():
    assert write_search(SearchParams("buss")) == {"q": "buss"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2015", (2015, 2015)),
        (" 2015 ", (2015, 2015)),
        ("2015-2018", (2015, 2018)),
        ("2015–2018", (2015, 2018)),
        ("2015 - 2018", (2015, 2018)),
        ("2018-2015", (2015, 2018)),
        ("2015-", (2015, None)),
        ("-2018", (None, 2018)),
        ("", None),
        ("  ", None),
    ],
)
def test_a_year_or_period_is_read(typed, read):
    assert parse_years(typed, "ar") == read


@pytest.mark.parametrize(
    "typed",
    ["15", "0000", "3000", "20155", "2015-18", "20152016", "-", "–", "i fjol", "2015--2016", "٢٠١٥", "2015,2016"],
)
def test_what_is_no_year_is_refused(typed):
    with pytest.raises(BadParameter, match="fyra siffror"):
        parse_years(typed, "ar")


def test_control_characters_become_spaces():
    assert read_search(MultiDict({"q": "a\0b\x1b"})).query == "a b"


@given(st.none() | years.map(lambda year: (year, year)) | st.tuples(years, st.none()))
def test_a_written_period_is_read_back(period):
    assert parse_years(written_years(period, "-"), "ar") == period
