"""Every answer of every kind carries the security headers, and none a cookie."""

from __future__ import annotations

import pytest

from searchlib.errors import IndexMissing
from tests.webui.clients import client_of
from tests.webui.fake import MINUTES, FakeIndex

CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ID = MINUTES[0].id
ROUTES = [
    ("GET", "/", 200),
    ("HEAD", "/", 200),
    ("OPTIONS", "/", 200),
    ("GET", "/sok?q=buss", 200),
    ("GET", "/sok?q=finnsinte", 200),
    ("GET", "/sok?q=buss&sida=100", 404),
    ("GET", "/sok?fel=1", 400),
    ("POST", "/sok", 405),
    ("GET", f"/dokument/{ID}", 200),
    ("GET", f"/dokument/{ID}?q=buss", 200),
    ("GET", "/dokument/finnsinte", 404),
    ("GET", f"/dokument/{ID}/original", 200),
    ("GET", f"/dokument/{MINUTES[5].id}/original", 404),
    ("GET", "/sokhjalp", 200),
    ("GET", "/halsa", 200),
    ("GET", "/robots.txt", 200),
    ("GET", "/static/style.css", 200),
    ("GET", "/static/../app.py", 404),
    ("GET", "/finnsinte", 404),
    ("GET", "/api/v1/search?q=buss", 200),
    ("GET", "/api/v1/search?fel=1", 400),
    ("GET", f"/api/v1/documents/{ID}", 200),
    ("GET", "/api/v1/documents/finnsinte", 404),
    ("GET", "/api/finnsinte", 404),
    ("DELETE", "/api/v1/search", 405),
]


def check(answer):
    assert answer.headers["Content-Security-Policy"] == CSP
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(("method", "path", "status"), ROUTES)
def test_every_route_has_the_headers(client, method, path, status):
    answer = client.open(path, method=method)
    assert answer.status_code == status
    check(answer)


def test_every_rule_of_the_application_is_in_the_table(app):
    adapter = app.url_map.bind("localhost")
    visited = {adapter.match(path.partition("?")[0])[0] for _, path, status in ROUTES if status == 200}
    assert visited == {rule.endpoint for rule in app.url_map.iter_rules()}


@pytest.mark.parametrize("path", ["/", "/sok?q=buss", f"/dokument/{ID}", "/halsa", "/api/v1/search?q=a"])
@pytest.mark.parametrize(("fault", "status"), [(IndexMissing("index"), 503), (RuntimeError("hemlig"), 500)])
def test_failures_have_the_headers_too(path, fault, status):
    answer = client_of(fault).get(path)
    assert answer.status_code == status
    check(answer)


def test_a_request_that_is_too_large_has_the_headers_too(client):
    answer = client.post("/sok", data=b"x" * 100_000)
    assert answer.status_code == 413
    check(answer)


def test_a_foreign_host_name_is_refused_with_the_headers(client):
    answer = client.get("/sok?q=buss", headers={"Host": "angripare.example"})
    assert answer.status_code == 400
    assert "TRUSTED_HOSTS" in answer.text
    assert "angripare" not in answer.text
    check(answer)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000"])
def test_the_machine_itself_is_trusted(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_trusted_hosts_can_be_chosen(monkeypatch):
    chosen = client_of(FakeIndex(), TRUSTED_HOSTS=["sok.example.se"])
    assert chosen.get("/", headers={"Host": "sok.example.se"}).status_code == 200
    assert chosen.get("/", headers={"Host": "localhost"}).status_code == 400
    monkeypatch.setenv("SEARCHLIB_TRUSTED_HOSTS", "a.se, b.se")
    assert client_of(FakeIndex()).get("/", headers={"Host": "b.se"}).status_code == 200
    assert client_of(FakeIndex(), TRUSTED_HOSTS=None).get("/", headers={"Host": "c.se"}).status_code == 200


@pytest.mark.parametrize(
    ("path", "indexable"),
    [
        ("/", True),
        ("/sokhjalp", True),
        (f"/dokument/{ID}", True),
        (f"/dokument/{ID}?q=buss", False),
        (f"/dokument/{ID}/original", False),
        ("/sok?q=buss", False),
        ("/sok", False),
        ("/api/v1/search?q=buss", False),
        ("/finnsinte", False),
    ],
)
def test_pages_with_a_question_are_kept_out_of_search_engines(client, path, indexable):
    assert ("X-Robots-Tag" not in client.get(path).headers) == indexable


def test_robots_are_asked_to_leave_the_answers_alone(client):
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    assert "Disallow: /sok\n" in answer.text
