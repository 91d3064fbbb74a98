"""Only files inside the corpus can be had, whatever a source says."""

from __future__ import annotations

import os
import unicodedata

import pytest

from tests.webui.clients import client_of
from tests.webui.fake import FakeIndex, minutes_of
from webui.originals import content_type, download_name, find_original

SECRET = "hemligt"
# Each leads, if anything at all trusts it, to `secret.txt` beside the corpus, or to a file of the system.
ESCAPES = [
    "../secret.txt",
    "./../secret.txt",
    "2015/../../secret.txt",
    "2015/../../../guarded/../secret.txt",
    "..",
    "../",
    ".",
    "",
    "/",
    "//",
    "2015//radet.txt",
    "2015/./radet.txt",
    "/etc/passwd",
    "//etc/passwd",
    "2015/../../../../../../../../etc/passwd",
    "..\\secret.txt",
    "2015\\..\\..\\secret.txt",
    "\\\\server\\share\\secret.txt",
    "C:\\secret.txt",
    "C:/secret.txt",
    "C:secret.txt",
    "2015/radet.txt\0.html",
    "\0",
    "../secret.txt\0",
    "%2e%2e/secret.txt",
    "%2e%2e%2fsecret.txt",
    "..%2fsecret.txt",
    "..%252fsecret.txt",
    "..%c0%afsecret.txt",
    "..%5csecret.txt",
    "....//secret.txt",
    "..;/secret.txt",
    "．．/secret.txt",
    "..\u2215secret.txt",
    "..\u2044secret.txt",
    "~/secret.txt",
    "~root/.bashrc",
    "file:///etc/passwd",
    "http://localhost/secret.txt",
    "radet.txt:stream",
    "link.txt",
    "folder/secret.txt",
    "loop",
    "2015",
    "x" * 5000,
]


@pytest.fixture
def guarded(tmp_path):
    corpus = tmp_path / "guarded"
    (corpus / "2015").mkdir(parents=True)
    (corpus / "2015" / "radet.txt").write_text("öppet", encoding="utf-8")
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    for name, target in (("link.txt", tmp_path / "secret.txt"), ("folder", tmp_path), ("loop", corpus / "loop")):
        try:
            os.symlink(target, corpus / name)
        except (OSError, NotImplementedError):
            pytest.skip("this system makes no symbolic links")
    return corpus


@pytest.mark.parametrize("source", ESCAPES)
def test_no_source_leads_out_of_the_corpus(guarded, source):
    assert find_original(guarded, source) is None


@pytest.mark.parametrize("source", ESCAPES)
def test_a_document_with_such_a_source_has_no_original(guarded, source):
    evil = minutes_of(source, "Möte", "2015", [(None, "text")])
    client = client_of(FakeIndex([evil]), guarded)
    answer = client.get(f"/dokument/{evil.id}/original")
    assert answer.status_code == 404
    assert SECRET not in answer.text
    assert "Ladda ner" not in client.get(f"/dokument/{evil.id}").text


@pytest.mark.parametrize("name", [source for source in ESCAPES if source])
def test_an_id_is_never_a_path(client, name):
    from urllib.parse import quote

    for spelled in (quote(name, safe=""), quote(name)):
        answer = client.get(f"/dokument/{spelled}/original")
        assert answer.status_code in (400, 404, 308)
        assert SECRET not in answer.text


def test_a_file_in_the_corpus_is_found(guarded):
    assert find_original(guarded, "2015/radet.txt") == (guarded / "2015" / "radet.txt").resolve()


def test_a_link_that_stays_inside_is_followed(guarded):
    os.symlink(guarded / "2015" / "radet.txt", guarded / "samma.txt")
    assert find_original(guarded, "samma.txt") == (guarded / "2015" / "radet.txt").resolve()


def test_a_name_that_the_disk_spells_in_parts_is_found(guarded):
    decomposed = unicodedata.normalize("NFD", "rådet.txt")
    (guarded / decomposed).write_text("x", encoding="utf-8")
    assert find_original(guarded, "rådet.txt") is not None


def test_a_corpus_that_is_gone_has_no_files(tmp_path):
    assert find_original(tmp_path / "borta", "a.txt") is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.html", "application/octet-stream"),
        ("a.svg", "application/octet-stream"),
        ("a.txt", "application/octet-stream"),
        ("a.PDF", "application/pdf"),
        ("a", "application/octet-stream"),
    ],
)
def test_nothing_that_a_browser_would_run_is_declared_as_such(tmp_path, name, kind):
    assert content_type(tmp_path / name) == kind


def test_a_downloaded_name_fits_a_header():
    assert download_name("2015/rå\r\nX-Evil: 1.txt") == "rå__X-Evil: 1.txt"
