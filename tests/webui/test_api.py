"""Programs get the same answers, in the shape that the design promises."""

from __future__ import annotations

from searchlib.results_json import minutes_as_json, results_as_json
from tests.webui.fake import MINUTES


def test_a_search_has_the_promised_shape(client, index):
    answer = client.get("/api/v1/search?q=buss&year=2015&limit=5")
    assert answer.mimetype == "application/json"
    assert answer.get_json() == results_as_json(index.search("buss", years=(2015, 2015), limit=5))
    assert list(answer.get_json()) == [
        *("query", "explanation", "relaxed", "corrected", "partial", "suggestion", "total", "offset", "limit"),
        *("hits", "facets", "forms", "index"),
    ]


def test_letters_stand_as_they_are(client):
    assert "Pensionärsrådet" in client.get("/api/v1/search?q=buss").text


def test_every_parameter_reaches_the_search(client, index):
    client.get(
        "/api/v1/search?q=buss&year=-2018&organ=A&organ=B&kind=C&sort=newest&match=any&without=d&exact=1&limit=3&offset=6"
    )
    assert index.calls[-1] == (
        "buss",
        {
            "years": (None, 2018),
            "organ": ("A", "B"),
            "kind": ("C",),
            "sort": "newest",
            "match": "any",
            "without": ("d",),
            "exact": True,
            "limit": 3,
            "offset": 6,
        },
    )


def test_a_document_comes_whole(client):
    answer = client.get(f"/api/v1/documents/{MINUTES[0].id}")
    assert answer.get_json() == minutes_as_json(MINUTES[0])
    assert answer.get_json()["sections"][1]["text"].startswith("Bussen till Ekby")


def test_health_names_the_generation(client):
    assert client.get("/halsa").get_json() == {"status": "ok", "generation": "g1", "built": "2026-11-22T09:00:00+00:00"}
