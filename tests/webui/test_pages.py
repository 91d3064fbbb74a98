"""The help teaches what the query language can, with examples that work."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from searchlib.query import explain, parse_query
from webui.pages import EXAMPLES, FIELDS


@pytest.mark.parametrize("query", [query for query, _ in (*EXAMPLES, *FIELDS)])
def test_every_example_is_read_without_remarks(query):
    parsed = parse_query(query)
    assert parsed.root is not None
    assert not parsed.notes
    assert explain(parsed)


def test_every_example_can_be_tried(client):
    help_page = BeautifulSoup(client.get("/sokhjalp").text, "html.parser")
    tried = {parse_qs(urlsplit(link["href"]).query)["q"][0] for link in help_page.select("table a")}
    assert tried == {query for query, _ in (*EXAMPLES, *FIELDS)}


def test_every_operator_and_field_is_explained(client):
    text = client.get("/sokhjalp").text
    for word in ("OCH", "ELLER", "INTE", "NÄRA", "rubrik:", "organ:", "dnr:", "typ:", "år:", "datum:", "deltagare:"):
        assert word in text


@pytest.mark.parametrize("path", ["/", "/sok?q=buss", "/sok?q=finnsinte", "/sokhjalp", "/finnsinte"])
def test_no_page_needs_scripts_styles_or_anything_from_elsewhere(client, path):
    page = BeautifulSoup(client.get(path).text, "html.parser")
    assert not page.find_all(["script", "style", "iframe"])
    assert not page.find_all(style=True)
    for tag in page.find_all(["link", "img", "form"]):
        assert (tag.get("href") or tag.get("src") or tag.get("action")).startswith("/")
