"""The pages over a real index: what the fake one cannot vouch for."""

from __future__ import annotations

import inspect
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from searchlib import Index
from tests.browser.corpus import write_corpus
from tests.webui.fake import FakeIndex
from webui import create_app, current


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    write_corpus(folder / "corpus")
    Index.rebuild(folder / "corpus", folder / "index", jobs=1)
    return folder


@pytest.fixture
def client(place):
    app = create_app({"INDEX": str(place / "index"), "CORPUS": str(place / "corpus")})
    yield app.test_client()
    app.extensions["searchlib"].close()


def read(client, path):
    answer = client.get(path, buffered=True)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


@pytest.mark.parametrize("name", ["search", "get", "marks", "refresh", "is_newest", "close"])
def test_the_fake_index_takes_what_the_real_one_takes(name):
    real, fake = (list(inspect.signature(getattr(kind, name)).parameters) for kind in (Index, FakeIndex))
    assert fake == real


def test_a_question_is_answered_and_leads_to_the_marked_place(client):
    answer = read(client, f"/sok?q={quote('färja')}")
    assert "13 möten" in answer.find(role="status").get_text()
    address, _, anchor = answer.select_one(".where a")["href"].partition("#")
    document = read(client, address)
    section = document.find(id=anchor)
    assert any("färj" in mark.get_text().lower() for mark in section.find_all("mark"))


def test_the_undated_ones_can_be_shown(client):
    notice = read(client, f"/sok?q={quote('färja')}&ar=2015").select_one(".undated")
    shown = read(client, notice.a["href"])
    assert [hit.select_one(".facts").get_text().split(" ·")[0] for hit in shown.find_all("article")] == ["odaterad"]


def test_a_form_can_be_switched_off(client):
    everything = read(client, f"/sok?q={quote('färja')}")
    fewer = read(client, next(a["href"] for a in everything.select(".forms a") if "färjan" in a.get_text().split()))
    assert all("färjan" not in mark.get_text().lower().split() for mark in fewer.select(".snippet mark"))


def test_every_page_of_the_answer_can_be_turned_to(client):
    seen = []
    path = f"/sok?q={quote('färja')}"
    while path:
        page = read(client, path)
        seen += [hit.h2.a["href"] for hit in page.find_all("article")]
        path = (page.find("a", rel="next") or {}).get("href")
    assert len(seen) == len(set(seen)) == 13


def test_the_original_comes_as_it_lies_in_the_corpus(client, place):
    document = read(client, read(client, f"/sok?q={quote('färja')}&ar=2014").select_one("article h2 a")["href"])
    answer = client.get(document.select_one("a[download]")["href"], buffered=True)
    assert answer.data == (place / "corpus" / "byrådet-2014.txt").read_bytes()


def test_a_running_server_changes_over_to_a_new_generation(tmp_path, monkeypatch):
    monkeypatch.setattr(current, "LOOK_AGAIN_AFTER", 0.0)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Protokoll\n\nMötet talade om äpplen.\n", encoding="utf-8")
    Index.rebuild(corpus, tmp_path / "index", jobs=1)
    app = create_app({"INDEX": str(tmp_path / "index"), "CORPUS": str(corpus)})
    client = app.test_client()
    before = client.get("/halsa").get_json()["generation"]
    (corpus / "b.txt").write_text("Protokoll\n\nMötet talade om päron.\n", encoding="utf-8")
    Index.update(corpus, tmp_path / "index", jobs=1)
    assert client.get("/halsa").get_json()["generation"] != before
    assert client.get(f"/api/v1/search?q={quote('päron')}").get_json()["total"]["meetings"] == 1
    app.extensions["searchlib"].close()


def test_without_an_index_every_page_says_how_to_make_one(tmp_path):
    client = create_app({"INDEX": str(tmp_path / "index")}).test_client()
    answer = client.get("/sok?q=buss")
    assert answer.status_code == 503
    assert "searchlib index" in answer.text
    assert str(tmp_path) not in answer.text


@pytest.mark.parametrize(
    "query",
    ["a" * 301, "(" * 11 + "a" + ")" * 11, " ".join(f"ord{n}" for n in range(21))],
    ids=["long", "deep", "many"],
)
def test_a_question_past_the_limits_is_refused_kindly(client, query):
    for path in ("/sok", "/api/v1/search"):
        answer = client.get(path, query_string={"q": query})
        assert answer.status_code == 400
        assert "för stor" in answer.text
