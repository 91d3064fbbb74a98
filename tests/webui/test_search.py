"""What a reader sees of an answer, and where its links lead."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from searchlib.results import FormCount, Hit, Total
from tests.webui.fake import MINUTES


@pytest.fixture
def page(client):
    def get(path, status=200):
        answer = client.get(path)
        assert answer.status_code == status
        return BeautifulSoup(answer.text, "html.parser")

    return get


def text(soup):
    return " ".join(soup.get_text(" ").split())


def asked(link):
    return parse_qs(urlsplit(link["href"]).query)


def test_the_start_page_says_what_there_is(page):
    start = page("/")
    assert "Här finns 26 dokument" in text(start)
    assert start.find("label", string="Sök i minnesanteckningar och protokoll")["for"] == start.find("input")["id"]
    assert asked(start.find("a", string="Trafiknämnden")) == {"organ": ["Trafiknämnden"]}
    assert next(link["href"] for link in start.select(".newest a")) == f"/dokument/{MINUTES[-1].id}"


def test_an_answer_is_counted_and_explained(page):
    answer = page("/sok?q=buss")
    assert answer.find(role="status").get_text() == "4 avsnitt i 3 möten"
    assert text(answer.select_one(".explanation")) == "Söker möten med ”buss”."
    assert answer.title.get_text() == "buss – 4 avsnitt i 3 möten – Sök i minnesanteckningar och protokoll"
    assert answer.find("input", type="search")["value"] == "buss"
    assert answer.select_one(".skip").get_text() == "Hoppa till sökresultat"
    assert answer.select_one(answer.select_one(".skip")["href"]) is not None


def test_each_hit_says_when_where_and_why(page):
    hit, monthly, undated = page("/sok?q=buss").find_all("article")
    assert hit.h2.a["href"] == f"/dokument/{MINUTES[0].id}?q=buss"
    assert "23 oktober 2015 , ur sidhuvudet · Pensionärsrådet" in text(hit)
    assert hit.time["datetime"] == "2015-10-23"
    assert hit.select_one(".where a")["href"] == f"/dokument/{MINUTES[0].id}?q=buss#avsnitt-avsnitt1"
    assert hit.select_one(".where").get_text() == "1. Bussarna sid 2"
    assert [mark.get_text() for mark in hit.select(".snippet mark")] == ["Buss", "buss"]
    assert [mark.get_text() for mark in hit.select("h2 mark, .where mark")] == ["buss", "Buss"]
    assert "1 avsnitt till i samma möte" in text(hit)
    assert monthly.time.get_text() == "mars 2017"
    assert "odaterad" in text(undated)
    assert undated.time is None


def test_filters_are_counted_links_that_keep_the_question(page):
    answer = page("/sok?q=buss&sortera=nyast")
    links = {text(link): asked(link) for link in answer.select(".filters a")}
    assert links["2015 antal: 1"] == {"q": ["buss"], "ar": ["2015"], "sortera": ["nyast"]}
    assert links["Trafiknämnden"] == {"q": ["buss"], "organ": ["Trafiknämnden"], "sortera": ["nyast"]}
    assert links["Protokoll"] == {"q": ["buss"], "typ": ["protokoll"], "sortera": ["nyast"]}
    assert links["Äldst först"] == {"q": ["buss"], "sortera": ["aldst"]}
    assert links["Bäst träff först"] == {"q": ["buss"]}
    assert links["odaterade antal: 1"] == {"q": ["buss datum:okänt"], "sortera": ["nyast"]}


def test_chosen_filters_can_be_taken_away(page):
    answer = page("/sok?q=buss&ar=2015&organ=Pension%C3%A4rsr%C3%A5det&typ=protokoll")
    assert answer.find(role="status").get_text() == "2 avsnitt i 1 möte"
    chips = {text(link): asked(link) for link in answer.select(".chosen a")}
    assert list(chips) == ["Ta bort filtret 2015 ×", "Ta bort filtret Pensionärsrådet ×", "Ta bort filtret Protokoll ×"]
    assert "ar" not in chips["Ta bort filtret 2015 ×"]


def test_a_new_question_keeps_the_filters_and_nothing_else(page):
    form = page("/sok?q=buss&ar=2015&organ=A&organ=B&utan=bussar&exakt=1&sida=1").find("form", role="search")
    hidden = [(field["name"], field["value"]) for field in form.find_all("input", type="hidden")]
    assert hidden == [("ar", "2015"), ("organ", "A"), ("organ", "B")]


def test_undated_meetings_are_never_silently_dropped(page):
    answer = page("/sok?q=buss&ar=2015")
    notice = answer.select_one(".undated")
    assert text(notice) == "1 möte som annars passar saknar datum och visas inte här. Visa det"
    assert asked(notice.a) == {"q": ["buss datum:okänt"]}
    assert page("/sok?q=buss").select_one(".undated") is None


def test_every_other_form_can_be_switched_off(page, index):
    forms = page("/sok?q=buss&utan=bussar").select_one(".forms")
    assert forms.summary.get_text() == "Vi sökte även på bussarna, bussresa"
    assert [text(reason) for reason in forms.find_all("dt")] == ["Böjningar", "Sammansättningar"]
    assert asked(forms.find("a")) == {"q": ["buss"], "utan": ["bussar", "bussarna"]}
    assert index.calls[-1][1]["without"] == ("bussar",)


def test_many_forms_are_summed_up(page, index):
    index.changes = {"forms": tuple(FormCount(f"buss{n}", n, "inflection") for n in range(1, 31))}
    summary = page("/sok?q=buss").select_one(".forms summary")
    assert summary.get_text() == "Vi sökte även på buss30, buss29, buss28, buss27 och 26 ord till"


def test_a_suggestion_is_proposed(page, index):
    index.changes = {"suggestion": "bussar"}
    notice = page("/sok?q=buss&sida=1&utan=x").select_one(".notice")
    assert text(notice) == "Menade du bussar ?"
    assert asked(notice.a) == {"q": ["bussar"]}


def test_a_correction_is_said_and_can_be_undone(page, index):
    index.changes = {"suggestion": "buss", "corrected": True, "explanation": "Inget hittades på ”bus”. Söker …"}
    answer = page("/sok?q=bus")
    assert text(answer.select_one(".notice")) == "Inget hittades på ”bus”. Söker … Sök ändå på det du skrev"
    assert asked(answer.select_one(".notice a")) == {"q": ["bus"], "exakt": ["1"]}
    assert answer.select_one("article h2 a")["href"].endswith("?q=buss")
    literal = page("/sok?q=bus&exakt=1")
    assert asked(literal.select_one(".chosen a")) == {"q": ["bus"]}
    assert index.calls[-1][1]["exact"] is True


def test_a_relaxed_answer_says_what_each_hit_lacks(page, index):
    index.changes = {"relaxed": True, "hits": (Hit(MINUTES[0], 1.0, (), 0, ("färja", "tåg")),), "total": Total(1, 0, 0)}
    answer = page("/sok?q=buss+f%C3%A4rja+t%C3%A5g")
    assert answer.select_one(".notice") is not None
    assert text(answer.select_one(".missing")) == "Saknar: färja , tåg"


def test_an_answer_that_was_cut_short_says_so(page, index):
    index.changes = {"partial": True}
    assert "svaret är inte fullständigt" in text(page("/sok?q=buss"))


def test_nothing_found_gives_four_tips_and_a_way_out(page):
    answer = page("/sok?q=finnsinte&organ=A")
    assert answer.find(role="status").get_text() == "Inga träffar"
    assert len(answer.select(".tips li")) == 4
    assert asked(answer.find("a", string="Sök utan filter")) == {"q": ["finnsinte"]}
    assert page("/sok?q=finnsinte").find("a", string="Sök utan filter") is None


def test_pages_can_be_turned(page, index):
    second = page("/sok?q=v%C3%A4g&sida=2")
    assert index.calls[-1][1]["offset"] == 10
    assert len(second.find_all("article")) == 10
    assert [text(item) for item in second.select(".pages li")] == ["Sida 1", "Sida 2", "Sida 3"]
    assert second.select_one('.pages [aria-current="page"]').get_text() == "Sida 2"
    assert asked(second.find("a", rel="next")) == {"q": ["väg"], "sida": ["3"]}
    assert asked(second.find("a", rel="prev")) == {"q": ["väg"]}
    assert page("/sok?q=v%C3%A4g&sida=3").find("a", rel="next") is None


def test_a_page_past_the_end_leads_back(page):
    answer = page("/sok?q=v%C3%A4g&sida=7", status=404)
    assert "Sidan 7 finns inte. Svaret har 3 sidor." in text(answer)
    assert asked(answer.find("a", string="Gå till den sista")) == {"q": ["väg"], "sida": ["3"]}


def test_the_answer_names_the_index_it_came_from(page):
    assert "Sökindexet byggdes 22 november 2026 kl. 09.00 (UTC). Utgåva g1" in text(page("/sok?q=buss").footer)


def test_all_parameters_reach_the_search(client, index):
    client.get("/sok?q=buss&ar=2015-&organ=A&organ=B&typ=C&sortera=aldst&utan=d&exakt=1&sida=3")
    assert index.calls[-1] == (
        "buss",
        {
            "years": (2015, None),
            "organ": ("A", "B"),
            "kind": ("C",),
            "sort": "oldest",
            "match": "all",
            "limit": 10,
            "offset": 20,
            "without": ("d",),
            "exact": True,
        },
    )
