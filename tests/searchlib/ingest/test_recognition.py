"""Texts that tesseract read, well and badly: tests/data/ocr/README.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchlib.check import check_corpus
from searchlib.documents import Minutes
from searchlib.ingest.recognition import looks_misread

TESTS = Path(__file__).resolve().parents[2]
OCR = TESTS / "data" / "ocr"


def read(name: str) -> Minutes:
    return Minutes.from_text(source=name, text=(OCR / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["noise.txt", "small-letters.txt", "tiny-letters.txt"])
def test_text_with_every_fourth_word_wrong_is_suspected(name: str) -> None:
    assert looks_misread(read(name).sections)


@pytest.mark.parametrize("name", ["clean.txt", "few-errors.txt"])
def test_text_with_few_errors_or_none_is_not(name: str) -> None:
    assert not looks_misread(read(name).sections)


def test_a_few_lines_are_too_little_to_tell() -> None:
    assert not looks_misread(Minutes.from_text(source="x", text="Eedlstings mumantrödes huschuppshåll.").sections)


def test_a_check_says_which_files_to_recognise_again(tmp_path: Path) -> None:
    for name in ("clean.txt", "tiny-letters.txt"):
        (tmp_path / name).write_bytes((OCR / name).read_bytes())
    noted = {one.source for one in check_corpus(tmp_path, jobs=1).understood if "ocr_suspect" in one.notes}
    assert noted == {"tiny-letters.txt"}


def test_our_own_minutes_are_not_suspected() -> None:
    report = check_corpus(TESTS.parent / "corpus", jobs=1)
    assert [one.source for one in report.understood if "ocr_suspect" in one.notes] == []


@pytest.mark.slow
def test_no_public_minutes_are_suspected(testdata: Path) -> None:
    report = check_corpus(testdata / "minutes", jobs=1)
    assert len(report.understood) >= 190
    assert [one.source for one in report.understood if "ocr_suspect" in one.notes] == []
