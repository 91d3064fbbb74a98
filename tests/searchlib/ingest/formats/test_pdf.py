from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from searchlib.errors import EncryptedFile, ExtraMissing, MalformedFile, NoText, TooManyPages
from searchlib.ingest.formats import pdf
from tests.searchlib.ingest.office_files import pdf as pdf_file

pytest.importorskip("pypdfium2")

PAGES = [
    [(760, 16, "Protokoll"), (720, 11, "§ 1 Mötets öppnande"), (706, 11, "Ordföranden öppnar mötet.")],
    [(760, 11, "§ 2 Val av justerare"), (746, 11, "Vald är Eva Ek.")],
]


def test_each_page_is_a_text_of_its_own() -> None:
    first, second = pdf.extract(pdf_file(PAGES), "a.pdf").pages
    assert first == "Protokoll\n\n§ 1 Mötets öppnande\nOrdföranden öppnar mötet."
    assert second == "§ 2 Val av justerare\nVald är Eva Ek."


def test_white_space_between_lines_is_a_paragraph() -> None:
    lines = [(height, 11, text) for height, text in ((700, "ett"), (686, "två"), (672, "tre"), (640, "fyra"))]
    assert pdf.extract(pdf_file([lines]), "a.pdf").pages == ("ett\ntvå\ntre\n\nfyra",)


def test_a_word_broken_at_the_line_end_keeps_hyphen_and_line_break() -> None:
    lines = [(700, 11, "samverkan i över-"), (686, 11, "enskommelsen"), (672, 11, "hälso- och sjukvård")]
    assert pdf.extract(pdf_file([lines]), "a.pdf").pages == ("samverkan i över-\nenskommelsen\nhälso- och sjukvård",)


def test_a_page_without_text_stays_a_page() -> None:
    assert pdf.extract(pdf_file([[], [(700, 11, "text")]]), "a.pdf").pages == ("", "text")


def test_a_scan_has_no_text() -> None:
    with pytest.raises(NoText):
        pdf.extract(pdf_file([[], []]), "a.pdf")


def test_more_pages_than_the_limit_are_refused_at_once() -> None:
    with pytest.raises(TooManyPages) as refused:
        pdf.extract(pdf_file([[(700, 11, "x")]] * 10_000), "a.pdf")
    assert refused.value.pages == 10_000


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n" + bytes(1000), b"%PDF-1.4 trailer << /Root 1 0 R >>"])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedFile):
        pdf.extract(data, "a.pdf")


def test_a_file_whose_table_of_objects_is_wrong_is_still_read() -> None:
    moved = b"%PDF-1.4\n% inskjutet\n" + pdf_file(PAGES).removeprefix(b"%PDF-1.4\n")[:-10]
    assert "Vald" in pdf.extract(moved, "a.pdf").pages[1]


def test_a_locked_file_is_told() -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_file(PAGES)))
    writer.encrypt("hemligt", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(EncryptedFile):
        pdf.extract(locked.getvalue(), "a.pdf")


def test_pypdf_reads_where_pdfium_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdf")
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    first, second = pdf.extract(pdf_file(PAGES), "a.pdf").pages
    assert "§ 1 Mötets öppnande" in first
    assert "Vald är Eva Ek." in second
    with pytest.raises(TooManyPages):
        pdf.extract(pdf_file([[]] * 2001), "a.pdf")


def test_without_a_pdf_library_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ExtraMissing) as refused:
        pdf.extract(pdf_file(PAGES), "a.pdf")
    assert refused.value.remedy == "pip install 'searchlib[pdf]'"


def test_real_reports_keep_their_paragraphs_and_scans_are_told(testdata: Path) -> None:
    files = sorted((testdata / "minutes" / "goteborg-stadsrevision").glob("*.pdf"))
    scans = []
    for file in files:
        try:
            pages = pdf.extract(file.read_bytes(), file.name).pages
        except NoText:
            scans.append(file.name)
            continue
        paragraphs = "\n\n".join(pages).split("\n\n")
        assert 2 < len("\n".join(pages).splitlines()) / len(paragraphs) < 10
    assert len(scans) == 1
