from __future__ import annotations

import os
from pathlib import Path

import pytest

from searchlib import read_minutes
from searchlib.errors import FileTooLarge, FileVanished, NoText, UnreadableFile
from searchlib.ingest.given import Given
from searchlib.ingest.isolation import Worker
from searchlib.ingest.opening import read_bytes
from tests.searchlib.ingest.office_files import docx, odt, paragraph, pdf

LINES = ["Protokoll", "Sammanträdesdatum: 2019-04-03", "§ 1 Mötets öppnande", "Ordföranden öppnar mötet."]
FILES = {
    "a.txt": "\n\n".join(LINES).encode(),
    "a.md": "\n\n".join(LINES).encode(),
    "a.html": "".join(f"<p>{line}</p>" for line in LINES).encode(),
    "a.docx": docx("".join(map(paragraph, LINES))),
    "a.odt": odt("".join(f"<text:p>{line}</text:p>" for line in LINES)),
    "a.rtf": ("{\\rtf1 " + "\\par ".join(LINES) + "}").encode("latin-1"),
    "a.pdf": pdf([[(700 - 40 * number, 11, line) for number, line in enumerate(LINES)]]),
}


@pytest.fixture(scope="module")
def child() -> Worker:
    """One process for the whole table."""
    with Worker() as worker:
        yield worker


@pytest.mark.parametrize("name", FILES)
def test_the_same_minutes_are_read_from_every_format(tmp_path: Path, child: Worker, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    (minutes,) = read_minutes(path, worker=child)
    assert minutes.source == name
    assert str(minutes.meeting_date.value) == "2019-04-03"
    assert [(one.number, one.heading, one.text) for one in minutes.sections][-1] == (
        "1",
        "Mötets öppnande",
        "Ordföranden öppnar mötet.",
    )


def test_a_pdf_knows_the_page_of_each_section(tmp_path: Path, child: Worker) -> None:
    path = tmp_path / "a.pdf"
    pages = [[(700, 11, "§ 1 Öppnande"), (686, 11, "Text ett.")], [(700, 11, "§ 2 Val"), (686, 11, "Text två.")]]
    path.write_bytes(pdf(pages))
    (minutes,) = read_minutes(path, worker=child)
    assert [(section.number, section.page) for section in minutes.sections] == [("1", 1), ("2", 2)]


def test_pages_without_text_among_others_are_a_warning(tmp_path: Path, child: Worker) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([[(700, 11, "Protokoll från mötet")], [], []]))
    (minutes,) = read_minutes(path, worker=child)
    assert "pages_without_text:2" in minutes.warnings


def test_what_is_given_overrules_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(FILES["a.txt"])
    (minutes,) = read_minutes(path, "arkiv/4711", Given(title="Rubrik", organ="Nämnden"))
    assert (minutes.source, minutes.title, minutes.organ) == ("arkiv/4711", "Rubrik", "Nämnden")


@pytest.mark.parametrize(("name", "start"), [("a.txt", b"a "), ("a.html", b"<p>a "), ("a.md", b"# a ")])
def test_text_over_five_megabytes_is_refused(tmp_path: Path, name: str, start: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(start + b"b " * 2_500_001)
    with pytest.raises(FileTooLarge) as refused:
        read_minutes(path)
    assert refused.value.limit == 5_000_000


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as stream:
        stream.truncate(10**11)
    with pytest.raises(FileTooLarge):
        read_minutes(path)


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 20)
    small = os.stat_result((*os.stat(path)[:6], 5, *os.stat(path)[7:]))
    monkeypatch.setattr(os, "fstat", lambda _: small)
    with pytest.raises(FileTooLarge):
        read_bytes(path, "a.txt", 10)


@pytest.mark.parametrize("name", ["finns inte.txt", "mapp"])
def test_what_is_no_file_has_vanished(tmp_path: Path, name: str) -> None:
    (tmp_path / "mapp").mkdir()
    with pytest.raises(FileVanished):
        read_minutes(tmp_path / name)


def test_all_real_files_are_read_but_scans(testdata: Path) -> None:
    failed: list[str] = []
    with Worker() as worker:
        for path in sorted((testdata / "minutes" / "goteborg-stadsrevision").iterdir()):
            try:
                assert read_minutes(path, worker=worker)[0].sections
            except NoText:
                failed.append(path.name)
            except UnreadableFile as error:
                pytest.fail(str(error))
    assert len(failed) == 1
