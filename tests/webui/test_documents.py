"""A document shows its text, its marked words, where it comes from and how to cite it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from tests.webui.clients import client_of
from tests.webui.fake import MINUTES, FakeIndex
from webui.citation import citation

RADET = MINUTES[0]


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def text(soup):
    return " ".join(soup.get_text(" ").split())


@pytest.fixture
def page(client):
    return read(client, f"/dokument/{RADET.id}?q=buss")


def test_the_whole_text_stands_there_by_section(page):
    sections = page.select("section.section")
    assert [section["id"] for section in sections] == ["avsnitt-avsnitt0", "avsnitt-avsnitt1", "avsnitt-avsnitt2"]
    for bar in page.select(".steg"):
        bar.decompose()
    assert [section.h2.get_text() for section in sections] == ["Inledning", "1. Bussarna", "2. Övrigt"]
    for section, stored in zip(sections, RADET.sections, strict=True):
        paragraphs = section.find_all("p", class_=False, recursive=False)
        assert [paragraph.get_text() for paragraph in paragraphs] == stored.text.split("\n")


def test_the_contents_lead_to_every_section(page):
    for link in page.select(".contents a"):
        assert page.select_one(link["href"]) is not None
    assert text(page.select(".contents li")[1]) == "1. Bussarna 3 träffar"


def test_marked_words_are_numbered_through_the_document_and_linked(page):
    assert [mark["id"] for mark in page.find_all("mark")] == ["traff-1", "traff-2", "traff-3", "traff-4"]
    assert text(page.select(".steg")[1]) == "Träff 2 av 4 Föregående Nästa"
    assert [link["href"] for link in page.select(".steg")[1].find_all("a")] == ["#traff-1", "#traff-3"]
    assert text(page.find(role="status")) == "4 träffar på ” buss ” i texten. Gå till den första"
    assert "Träff 1–3 av 4" in text(page.select("section.section")[1])


def test_words_in_a_heading_are_marked_behind_its_number(page):
    mark = page.select("section.section")[1].h2.mark
    assert mark.get_text() == "Buss"
    assert mark.previous_sibling == "1. "


def test_every_id_is_unique(page):
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_what_is_known_of_the_meeting_is_told(page):
    known = {text(pair.dt): text(pair.dd) for pair in page.select(".metadata div")}
    assert known == {
        "Datum": "23 oktober 2015 , ur sidhuvudet",
        "Organ": "Pensionärsrådet",
        "Typ": "Protokoll",
        "Plats": "Folkets hus, Ekby",
        "Diarienummer": "PR/150044",
        "Webbadress": "https://exempel.se/radet",
        "Originalfil": "Ladda ner 2015/radet.txt",
    }
    assert "Asta Lind, ordförande" in text(page.select_one(".participants"))


def test_the_way_back_keeps_the_question(page):
    assert [link["href"] for link in page.select(".crumbs a")] == ["/", "/sok?q=buss"]


def test_the_document_and_each_section_can_be_cited(page):
    base = f"http://localhost/dokument/{RADET.id}"
    said = "Pensionärsrådets möte om bussarna. Pensionärsrådet, 23 oktober 2015. Dnr PR/150044."
    assert page.select_one(".citation p").get_text() == f"{said} {base}"
    assert page.select(".cite p")[1].get_text() == f"{said} Avsnitt: 1. Bussarna. {base}#avsnitt-avsnitt1"


def test_without_a_question_nothing_is_marked(client):
    page = read(client, f"/dokument/{RADET.id}")
    assert page.find("mark") is None
    assert page.find(role="status") is None


def test_a_question_without_marks_says_so(client):
    assert "Inga ord ur ” tåg ” är markerade" in text(read(client, f"/dokument/{RADET.id}?q=t%C3%A5g"))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x", "//evil.example", "ftp://a.se", " https://a.se"]
)
def test_only_web_addresses_become_links(url):
    minutes = replace(RADET, url=url)
    page = read(client_of(FakeIndex([minutes])), f"/dokument/{minutes.id}")
    assert not any(link["href"] == url for link in page.find_all("a"))


def test_the_original_is_saved_and_not_shown(client):
    answer = client.get(f"/dokument/{RADET.id}/original")
    assert answer.text == RADET.title
    assert answer.headers["Content-Disposition"] == "attachment; filename=radet.txt"
    assert answer.mimetype == "application/octet-stream"


def test_an_html_original_is_no_page_of_this_site(client):
    answer = client.get(f"/dokument/{MINUTES[1].id}/original")
    assert answer.status_code == 200
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_each_of_several_originals_can_be_had(corpus):
    (corpus / "kopia.txt").write_text("kopian", encoding="utf-8")
    minutes = replace(RADET, sources=(RADET.source, "borta.txt", "kopia.txt"))
    client = client_of(FakeIndex([minutes]), corpus)
    links = [link["href"] for link in read(client, f"/dokument/{minutes.id}").select("a[download]")]
    assert links == [f"/dokument/{minutes.id}/original", f"/dokument/{minutes.id}/original?nr=3"]
    assert client.get(links[1]).text == "kopian"
    assert client.get(f"/dokument/{minutes.id}/original?nr=2").status_code == 404


def test_a_name_with_odd_characters_can_be_saved(corpus):
    name = "möte\n2015.txt"
    (corpus / name).write_text("x", encoding="utf-8")
    minutes = replace(RADET, sources=(name,))
    answer = client_of(FakeIndex([minutes]), corpus).get(f"/dokument/{minutes.id}/original")
    assert answer.status_code == 200
    assert "\n" not in answer.headers["Content-Disposition"]


def test_marks_outside_the_text_do_no_harm():
    index = FakeIndex()
    index.marks = lambda query, minutes: {0: ((-5, 3), (1000, 2000)), 99: ((0, 1),)}
    assert client_of(index).get(f"/dokument/{RADET.id}?q=x").status_code == 200


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Protokoll", "Protokoll. Pensionärsrådet, 23 oktober 2015. Dnr PR/150044. x"),
        ("Protokoll 2015-10-23", "Protokoll 2015-10-23. Pensionärsrådet. Dnr PR/150044. x"),
        ("Pensionärsrådet 23 oktober 2015", "Pensionärsrådet 23 oktober 2015. Dnr PR/150044. x"),
        ("Vad hände?", "Vad hände? Pensionärsrådet, 23 oktober 2015. Dnr PR/150044. x"),
    ],
)
def test_a_citation_says_nothing_twice(title, said):
    assert citation(replace(RADET, title=title), "x") == said
