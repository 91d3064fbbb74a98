from __future__ import annotations

import json
from pathlib import Path

import pytest

from searchlib.check import Report, check_corpus, render, report_as_json
from searchlib.errors import CorpusMissing
from tests.searchlib.ingest.office_files import docx, paragraph, pdf

MINUTES = """Protokoll

Sammanträdesdatum: 2019-04-03

§ 1 Mötets öppnande
Ordföranden öppnar mötet klockan nio.

§ 2 Val av justerare
Till att justera protokollet valdes Eva Ek.
"""
NUMBER = "900101-0017"  # nobody's: a number of the kind that the tax agency keeps for tests


def write(folder: Path, name: str, content: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A corpus in which nothing is wrong."""
    write(tmp_path, "råd/protokoll 1.txt", MINUTES)
    return tmp_path


def test_a_clean_corpus_needs_nobody(clean: Path) -> None:
    report = check_corpus(clean)
    assert not report.needs_person
    assert "Inget behöver ses över." in render(report)


def test_each_file_is_shown_as_it_was_understood(clean: Path) -> None:
    write(clean, "corpus.toml", 'organ = "Rådet"')
    report = check_corpus(clean)
    (one,) = report.understood
    assert (one.date, one.date_source, one.organ, one.sections) == ("2019-04-03", "label", "Rådet", 3)
    row = render(report).splitlines()[-1]
    for cell in ("råd/protokoll 1.txt", "2019-04-03", "ur datumraden", "Rådet", "3", one.title):
        assert cell in row


def test_the_columns_of_the_table_stand_under_each_other(clean: Path) -> None:
    write(clean, "x" * 60 + ".txt", MINUTES.replace("2019-04-03", "2019-05-03"))
    head, *rows = render(check_corpus(clean)).splitlines()[-3:]
    assert [row.index("2019") for row in rows] == [head.index("Datum")] * 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("tom.txt", "", "Gick inte att läsa (1)."),
        ("skannad.pdf", pdf([[], []]), "saknar text"),
        ("bild.png", b"\x89PNG\r\n\x1a\n", "läses inte"),
        ("utan.txt", "Minnesanteckningar\n\nVi talade om årets arbete.", "Utan datum (1)."),
        ("trasig.meta.json", "{", "trasig.meta.json: "),
        ("råd/protokoll 1.txt.meta.json", "{", "1.txt.meta.json: går inte att tolka, se rad 1\n"),
        ("råd/protokoll 1.txt.meta.json", '{"date": "2019-13-45"}', "1.txt.meta.json: datumet 2019-13-45 finns inte\n"),
        ("corpus.toml", 'organ = "x"\nfärg = "röd"', "corpus.toml: går inte att tolka, se rad 2\n"),
        ("corpus.toml", 'organe = "x"', "okänd nyckel organe"),
        ("delist.txt", "# rubrik\nfins inte.txt\n", "delist.txt, rad 2: fins inte.txt motsvarar inget dokument"),
    ],
)
def test_what_a_person_should_see_to_is_told(clean: Path, name: str, content: str | bytes, said: str) -> None:
    write(clean, name, content)
    report = check_corpus(clean)
    assert report.needs_person
    assert said in render(report)


def test_conflicting_dates_are_told_with_both_days(clean: Path) -> None:
    write(clean, "2019-04-08 protokoll.txt", MINUTES)
    report = check_corpus(clean)
    assert report.needs_person
    assert "2019-04-08 protokoll.txt: 2019-04-03 eller 2019-04-08" in render(report)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("mall.docx", "x", "mall.docx: mall"),
        ("~$x.docx", "x", "~$x.docx: tillfällig fil"),
        ("kopia.txt", MINUTES, "kopia.txt = råd/protokoll 1.txt"),
        ("kopia.docx", docx("".join(map(paragraph, MINUTES.split("\n")))), "kopia.docx = råd/protokoll 1.txt"),
    ],
)
def test_what_is_as_it_should_be_is_told_and_needs_nobody(
    clean: Path, name: str, content: str | bytes, said: str
) -> None:
    write(clean, name, content)
    report = check_corpus(clean)
    assert said in render(report)
    assert not report.needs_person


def test_a_document_that_is_said_to_be_undated_needs_nobody(clean: Path) -> None:
    write(clean, "utan.txt", "Minnesanteckningar\n\nVi talade om årets arbete.")
    write(clean, "utan.txt.meta.json", '{"date": null}')
    assert not check_corpus(clean).needs_person


def test_a_delisted_file_is_named_and_not_read(clean: Path) -> None:
    write(clean, "hemlig.txt", MINUTES + NUMBER)
    write(clean, "delist.txt", "hemlig.txt")
    report = check_corpus(clean)
    assert [one.source for one in report.understood] == ["råd/protokoll 1.txt"]
    assert "hemlig.txt: undantagen i delist.txt" in render(report)
    assert not report.needs_person


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.txt", MINUTES + f"Sökande: {NUMBER}\r\n", "rad 10"),
        ("a.html", f"<h1>Protokoll 2019-05-06</h1>\n<p>{NUMBER}</p>", "rad 2"),
        ("a.txt", f"Protokoll 2019-05-06\r{NUMBER} åäö".encode("cp1252"), "rad 2"),
        (
            "a.docx",
            docx(paragraph("Protokoll 2019-05-06") + paragraph("§ 1 Val") + paragraph(NUMBER)),
            "avsnittet 1 Val",
        ),
        ("a.pdf", pdf([[(700, 11, "Protokoll 2019-05-06")], [(700, 11, "§ 1 Val"), (686, 11, NUMBER)]]), "sidan 2"),
    ],
)
def test_personal_numbers_are_told_masked_with_their_place(
    clean: Path, name: str, content: str | bytes, place: str
) -> None:
    write(clean, name, content)
    report = check_corpus(clean)
    assert report.needs_person
    assert f"{name}, {place}: 19900101-****" in render(report)
    assert NUMBER not in render(report)
    assert NUMBER not in json.dumps(report_as_json(report))


def test_the_report_is_json(clean: Path) -> None:
    write(clean, "tom.txt", "")
    said = json.loads(json.dumps(report_as_json(check_corpus(clean))))
    assert said["needs_person"] is True
    assert said["failed"] == [
        {"source": "tom.txt", "kind": "EmptyFile", "reason": "the file is empty", "said": "filen är tom."}
    ]
    assert said["understood"][0]["date_source"] == "label"


def test_a_report_on_nothing_can_be_shown() -> None:
    assert "0 filer lästes" in render(Report("corpus"))


def test_a_missing_corpus_is_not_checked(tmp_path: Path) -> None:
    with pytest.raises(CorpusMissing):
        check_corpus(tmp_path / "finns inte")
