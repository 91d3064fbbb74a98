"""Every state of the answer has its address, and every filter its way back."""

from __future__ import annotations

import pytest

from webui.links import chips, pages, search_url, undated_url
from webui.params import SearchParams


@pytest.fixture(autouse=True)
def _in_a_request(app):
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("current", "meetings", "last", "numbers"),
    [
        (1, 0, 1, (1,)),
        (1, 10, 1, (1,)),
        (1, 11, 2, (1, 2)),
        (1, 100, 10, (1, 2, 3, None, 10)),
        (5, 100, 10, (1, None, 3, 4, 5, 6, 7, None, 10)),
        (10, 100, 10, (1, None, 8, 9, 10)),
        (1, 99_999, 100, (1, 2, 3, None, 100)),
    ],
)
def test_the_pages_near_the_current_one_are_offered(current, meetings, last, numbers):
    found = pages(SearchParams(page=current), meetings)
    assert (found.last, found.numbers) == (last, numbers)


def test_another_filter_begins_at_the_first_page():
    assert search_url(SearchParams("buss", page=3), sort="newest") == "/sok?q=buss&sortera=nyast"


def test_each_chip_takes_away_its_own_filter_only():
    asked = SearchParams("buss", years=(2015, 2018), organs=("A", "B"), kinds=("protokoll",), without=("bussar",))
    assert [(chip.label, chip.url) for chip in chips(asked)] == [
        ("2015–2018", "/sok?q=buss&organ=A&organ=B&typ=protokoll&utan=bussar"),
        ("A", "/sok?q=buss&ar=2015-2018&organ=B&typ=protokoll&utan=bussar"),
        ("B", "/sok?q=buss&ar=2015-2018&organ=A&typ=protokoll&utan=bussar"),
        ("Protokoll", "/sok?q=buss&ar=2015-2018&organ=A&organ=B&utan=bussar"),
        ("utan ”bussar”", "/sok?q=buss&ar=2015-2018&organ=A&organ=B&typ=protokoll"),
    ]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("", "datum:okänt"),
        ("buss", "buss datum:okänt"),
        ("buss färja", "buss färja datum:okänt"),
        ("buss ELLER färja", "(buss ELLER färja) datum:okänt"),
    ],
)
def test_undated_meetings_are_asked_for_in_the_query_language(query, asked):
    from urllib.parse import parse_qs, urlsplit

    url = undated_url(SearchParams(query, years=(2015, 2015), organs=("A",)))
    assert parse_qs(urlsplit(url).query) == {"q": [asked], "organ": ["A"]}
