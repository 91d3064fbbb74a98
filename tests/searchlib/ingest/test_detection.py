from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.errors import EmptyFile, UnreadableFile, UnsupportedFormat
from searchlib.ingest import detection
from searchlib.ingest.detection import detect
from searchlib.swedish import in_swedish
from tests.searchlib.ingest.office_files import docx, odt, pdf, zipped

DOCX, ODT = docx("<w:p/>"), odt("<text:p/>")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("data", "source", "expected"),
    [
        (b"Protokoll\n", "a.txt", "text"),
        (b"Protokoll\n", "utan suffix", "text"),
        (b"Protokoll\n", "a.protokoll", "text"),
        (b"# Protokoll\n", "a.md", "markdown"),
        (b"# Protokoll\n\nhej\n\n## Punkt 1\n", "utan suffix", "markdown"),
        (b"---\ntitel: x\n---\nhej", "utan suffix", "markdown"),
        (b"<p>hej", "a.html", "html"),
        (b"ingen enda tagg", "a.html", "text"),
        (b"<!-- x -->\n<!DOCTYPE html><p>hej", "a.txt", "html"),
        (b"<html><body>hej", "a.doc", "html"),
        (b"<div><p>hej</p></div>", "a.txt", "html"),
        (b"<ordf> och <sekr> skriver", "a.txt", "text"),
        ("<html><p>hej".encode("utf-16"), "a", "html"),
        (b"\xef\xbb\xbf<html><p>hej", "a.txt", "html"),
        (rb"{\rtf1 hej}", "a.doc", "rtf"),
        (b"\r\n" + rb"{\rtf1 hej}", "a.txt", "rtf"),
        (DOCX, "a.doc", "docx"),
        (DOCX, "a.zip", "docx"),
        (ODT, "a", "odt"),
        (pdf([[]]), "a.txt", "pdf"),
        (b"skr\xe4p\n" + pdf([[]]), "a.pdf", "pdf"),
        (b"BMW och annat i text", "a.txt", "text"),
        (b"BZh kan vara en rubrik", "a", "text"),
    ],
)
def test_content_decides_before_the_suffix(data: bytes, source: str, expected: str) -> None:
    assert detect(data, source) == expected


@pytest.mark.parametrize(
    ("data", "source", "kind"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "doc"),
        (OLE + "Workbook".encode("utf-16-le"), "a.doc", "spreadsheet"),
        (OLE, "a.msg", "ole"),
        (zipped({"a.txt": "hej"}), "a.zip", "zip"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "a.xlsx", "spreadsheet"),
        (zipped({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), "a.pptx", "presentation"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "a.odt", "spreadsheet"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "a.txt", "image"),
        (b"\xff\xd8\xff\xe0", "a.jpg", "image"),
        (b"BM" + bytes(30), "a.bmp", "image"),
        (b"Return-Path: <a@b.se>\r\nSubject: hej\r\n\r\nhej", "a.txt", "eml"),
        (b"From: a@b.se\r\n\r\nhej", "a.eml", "eml"),
        (b"a;b\n1;2", "a.csv", "spreadsheet"),
        (b"<?xml version='1.0'?><x/>", "a.txt", "data"),
        (b"MZ\x90\0", "a.exe", "program"),
        (b"\0\0\0\x18ftypmp42", "a.mp4", "film"),
    ],
)
def test_what_is_not_read_is_named_and_not_guessed(data: bytes, source: str, kind: str) -> None:
    with pytest.raises(UnsupportedFormat) as refused:
        detect(data, source)
    assert refused.value.format_name == kind


def test_a_file_without_bytes_is_empty() -> None:
    with pytest.raises(EmptyFile):
        detect(b"", "a.pdf")


STARTS = st.sampled_from(
    [b"", b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"RIFF", b"<", b"\xff\xfe"]
)


@given(STARTS, st.binary(max_size=200), st.text(max_size=10))
def test_any_bytes_have_a_format_or_an_error_of_ours(start: bytes, rest: bytes, source: str) -> None:
    try:
        found = detect(start + rest, source)
    except UnreadableFile:
        return
    assert found in {"text", "markdown", "html", "pdf", "docx", "odt", "rtf"}


def test_every_kind_that_is_not_read_has_a_swedish_name() -> None:
    kinds = {kind for _, kind in detection._SIGNATURES} | set(detection._UNREAD_SUFFIXES.values())
    for kind in kinds | {"doc", "ole", "zip", "epub", "presentation"}:
        assert "av typen" not in in_swedish(UnsupportedFormat("a", kind))
