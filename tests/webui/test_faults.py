"""Whatever goes wrong, the reader gets one kind Swedish sentence, and no internals."""

from __future__ import annotations

import logging

import pytest
from bs4 import BeautifulSoup

from searchlib.errors import (
    CorpusMissing,
    IndexClosed,
    IndexDamaged,
    IndexMissing,
    IndexOutdated,
    InvalidOption,
    QueryTooLarge,
)
from tests.webui.clients import client_of
from tests.webui.fake import MINUTES, FakeIndex

ID = MINUTES[0].id
YEAR = "Skriv året med fyra siffror, till exempel 2017, eller en period som 2015-2018."
BAD = [
    ("/sok?okand=1", "Den här sidan har ingen parameter som heter ”okand”."),
    ("/sok?Q=buss", "Den här sidan har ingen parameter som heter ”Q”."),
    ("/sok?%00=1", "Den här sidan har ingen parameter som heter ””."),
    ("/sok?" + "x" * 60 + "=1", "Den här sidan har ingen parameter som heter ”" + "x" * 39 + "…”."),
    ("/sok?q=a&q=b", "Parametern ”q” får bara anges en gång."),
    ("/sok?q=a&ar=2015&ar=2016", "Parametern ”ar” får bara anges en gång."),
    ("/sok?q=a&ar=abc", YEAR),
    ("/sok?q=a&ar=15", YEAR),
    ("/sok?q=a&ar=-", YEAR),
    ("/sok?q=a&sortera=datum", "Parametern ”sortera” kan vara relevans, nyast eller aldst."),
    ("/sok?q=a&exakt=ja", "Parametern ”exakt” kan vara 0 eller 1."),
    ("/sok?q=a&sida=0", "Parametern ”sida” måste vara ett heltal mellan 1 och 100."),
    ("/sok?q=a&sida=-1", "Parametern ”sida” måste vara ett heltal mellan 1 och 100."),
    ("/sok?q=a&sida=101", "Parametern ”sida” måste vara ett heltal mellan 1 och 100."),
    ("/sok?q=a&sida=10000", "Parametern ”sida” måste vara ett heltal mellan 1 och 100."),
    ("/sok?q=a&sida=2.5", "Parametern ”sida” måste vara ett heltal mellan 1 och 100."),
    ("/sok?q=a&sida=%D9%A2", "Parametern ”sida” måste vara ett heltal mellan 1 och 100."),
    ("/sok?q=a&sida=" + "9" * 5000, "Parametern ”sida” måste vara ett heltal mellan 1 och 100."),
    ("/sok?organ=" + "a" * 201, "Värdet på ”organ” får ha högst 200 tecken."),
    ("/sok?" + "&".join(f"utan=o{n}" for n in range(51)), "Parametern ”utan” får anges högst 50 gånger."),
    ("/sok?q=" + "a" * 10_000, "Adressen är för lång. Skriv en kortare fråga eller välj färre filter."),
    ("/?q=buss", "Den här sidan har ingen parameter som heter ”q”."),
    (f"/dokument/{ID}?sida=2", "Den här sidan har ingen parameter som heter ”sida”."),
    (f"/dokument/{ID}/original?nr=2", "Parametern ”nr” måste vara ett heltal mellan 1 och 1."),
    ("/sokhjalp?a=1", "Den här sidan har ingen parameter som heter ”a”."),
    ("/halsa?a=1", "Den här sidan har ingen parameter som heter ”a”."),
]
BAD_API = [
    ("/api/v1/search?sida=2", "Den här sidan har ingen parameter som heter ”sida”."),
    ("/api/v1/search?year=15", YEAR),
    ("/api/v1/search?sort=nyast", "Parametern ”sort” kan vara relevance, newest eller oldest."),
    ("/api/v1/search?match=some", "Parametern ”match” kan vara all eller any."),
    ("/api/v1/search?limit=101", "Parametern ”limit” måste vara ett heltal mellan 0 och 100."),
    ("/api/v1/search?limit=x", "Parametern ”limit” måste vara ett heltal mellan 0 och 100."),
    ("/api/v1/search?offset=-1", "Parametern ”offset” måste vara ett heltal mellan 0 och 10000."),
    ("/api/v1/search?q=a&q=b", "Parametern ”q” får bara anges en gång."),
    ("/api/v1/search?q=" + "a" * 10_000, "Adressen är för lång. Skriv en kortare fråga eller välj färre filter."),
    (f"/api/v1/documents/{ID}?q=a", "Den här sidan har ingen parameter som heter ”q”."),
]


def said(answer):
    return BeautifulSoup(answer.text, "html.parser").main.get_text(" ", strip=True)


@pytest.mark.parametrize(("path", "sentence"), BAD)
def test_a_bad_address_is_told_what_is_wrong(client, path, sentence):
    answer = client.get(path)
    assert answer.status_code == 400
    assert sentence in said(answer)


@pytest.mark.parametrize(("path", "sentence"), BAD_API)
def test_a_bad_call_is_told_so_in_json(client, path, sentence):
    answer = client.get(path)
    assert answer.status_code == 400
    assert answer.get_json() == {"error": {"status": 400, "message": sentence}}


@pytest.mark.parametrize(
    "query",
    [
        "%00",
        "%ED%A0%80",
        "%FF%FE",
        "%E2%80%AE",
        "OCH ELLER INTE",
        "((((",
        '"',
        "*",
        "-",
        "%F0%9F%9A%8C",
        "a:b:c",
        "%25",
        "+++",
    ],
)
def test_odd_questions_are_questions_all_the_same(client, query):
    assert client.get(f"/sok?q={query}").status_code == 200
    assert client.get(f"/api/v1/search?q={query}").status_code == 200
    assert client.get(f"/dokument/{ID}?q={query}").status_code == 200


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (QueryTooLarge("characters", 400, 300), 400, "400 tecken, och gränsen är 300"),
        (QueryTooLarge("something new", 400, 300), 400, "Förkorta den."),
        (InvalidOption("years", "x", "a pair"), 400, "Något i adressen är fel skrivet."),
        (IndexMissing("/hemlig/mapp"), 503, "Sökindexet är inte byggt. Bygg det så här: searchlib index"),
        (IndexOutdated("/hemlig/mapp", "1", "2"), 503, "Bygg om det så här: searchlib index --full"),
        (
            IndexDamaged("/hemlig/mapp", "cut off"),
            503,
            "Sökindexet är skadat. Bygg om det så här: searchlib index --full",
        ),
        (IndexClosed(), 503, "Försök igen om en stund."),
        (CorpusMissing("/hemlig/mapp"), 500, "Felet är noterat. Försök igen om en stund."),
        (OSError("/hemlig/mapp"), 500, "Felet är noterat. Försök igen om en stund."),
        (RecursionError("/hemlig/mapp"), 500, "Felet är noterat. Försök igen om en stund."),
    ],
)
def test_errors_of_the_library_become_sentences(index, client, error, status, sentence):
    index.error = error
    page, call = client.get("/sok?q=buss"), client.get("/api/v1/search?q=buss")
    assert page.status_code == call.status_code == status
    assert sentence in said(page)
    assert call.get_json()["error"]["status"] == status
    assert sentence in call.get_json()["error"]["message"]
    for answer in (page, call):
        assert "hemlig" not in answer.text
        assert "Traceback" not in answer.text
        assert type(error).__name__ not in answer.text


def test_a_document_that_is_not_there_is_told_kindly(client):
    answer = client.get("/dokument/0123456789ab")
    assert answer.status_code == 404
    assert "Dokumentet finns inte" in said(answer)
    assert client.get("/api/v1/documents/0123456789ab").get_json()["error"]["status"] == 404


def test_what_may_be_done_is_named_when_something_may_not(client):
    answer = client.post("/sok")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "går bara att läsa" in said(answer)


def test_without_an_index_the_help_still_opens():
    client = client_of(IndexMissing("index"))
    assert client.get("/sokhjalp").status_code == 200
    assert client.get("/").status_code == 503
    assert client.get("/halsa").status_code == 503


def test_no_question_is_ever_written_to_a_log(index, client, caplog):
    with caplog.at_level(logging.DEBUG):
        client.get("/sok?q=hemligfraga")
        client.get("/sok?q=hemligfraga&fel=1")
        client.get(f"/dokument/{ID}?q=hemligfraga")
        index.error = ValueError("cannot parse 'hemligfraga'")
        assert client.get("/sok?q=hemligfraga").status_code == 500
        assert client.get("/api/v1/search?q=hemligfraga").status_code == 500
    assert "hemligfraga" not in caplog.text
    assert "fault in search.results: ValueError" in caplog.text


def test_two_applications_share_nothing():
    first, second = client_of(FakeIndex(name="a")), client_of(FakeIndex(name="b"))
    assert first.get("/halsa").get_json()["generation"] == "a"
    assert second.get("/halsa").get_json()["generation"] == "b"
