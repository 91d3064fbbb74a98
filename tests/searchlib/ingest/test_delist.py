from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.errors import InvalidSetting
from searchlib.ingest.delist import Delist, read_delist
from searchlib.ingest.listing import CorpusFile


def delist(folder: Path, text: str, source: str = "delist.txt") -> Delist:
    path = folder / "delist.txt"
    path.write_text(text, encoding="utf-8")
    return read_delist([CorpusFile(source, path)])


@pytest.mark.parametrize(
    ("line", "source", "covered"),
    [
        ("2015/möte.txt", "2015/möte.txt", True),
        ("2015/möte.txt", "2016/möte.txt", False),
        ("möte.txt", "möte.txt", True),
        ("möte.txt", "2015/möte.txt", True),
        ("möte.txt", "2015/annat möte.txt", False),
        ("./2015/möte.txt", "2015/möte.txt", True),
        ("2015\\möte.txt", "2015/möte.txt", True),
        ("2015/MÖTE.TXT", "2015/möte.txt", True),
        ("2015", "2015/möte.txt", True),
        ("2015/", "2015/a/möte.txt", True),
        ("2015/", "2015.txt", False),
        ("*.pdf", "a/b.pdf", True),
        ("*.pdf", "a/b.pdf.txt", False),
        ("2015/*.txt", "2015/möte.txt", True),
        ("2015/*.txt", "2015/a/möte.txt", False),
        ("2015/**.txt", "2015/a/möte.txt", True),
        ("**/möte.txt", "möte.txt", True),
        ("**/möte.txt", "a/b/möte.txt", True),
        ("möte-?.txt", "möte-1.txt", True),
        ("möte-?.txt", "möte-12.txt", False),
        ("a+(b).txt", "a+(b).txt", True),
        ("# möte.txt", "möte.txt", False),
        ("möte.txt  # bestridet", "möte.txt", True),
        ("ärende #4.txt", "ärende", True),
        ("ärende#4.txt", "ärende#4.txt", True),
        ("", "möte.txt", False),
    ],
)
def test_a_line_covers_its_documents(tmp_path: Path, line: str, source: str, covered: bool) -> None:
    assert delist(tmp_path, line + "\n").covers(source) is covered


def test_decomposed_lines_and_a_byte_order_mark_are_understood(tmp_path: Path) -> None:
    assert delist(tmp_path, "\ufeffmo\u0308te.txt\r\n").covers("möte.txt")


def test_a_list_in_a_folder_speaks_of_that_folder(tmp_path: Path) -> None:
    listed = delist(tmp_path, "möte.txt", source="nämnd/delist.txt")
    assert listed.covers("nämnd/möte.txt")
    assert not listed.covers("möte.txt")


def test_lines_without_effect_are_told(tmp_path: Path) -> None:
    listed = delist(tmp_path, "# rubrik\nfinns.txt\nfins.txt\n")
    assert [(line.number, line.pattern) for line in listed.without_effect(["finns.txt"])] == [(3, "fins.txt")]


def test_a_list_that_cannot_be_read_stops_the_run(tmp_path: Path) -> None:
    path = tmp_path / "delist.txt"
    path.write_bytes("möte.txt".encode("utf-16"))
    with pytest.raises(InvalidSetting):
        read_delist([CorpusFile("delist.txt", path)])


@given(line=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=30))
def test_any_line_is_a_pattern(tmp_path_factory: pytest.TempPathFactory, line: str) -> None:
    delist(tmp_path_factory.mktemp("lista"), line).covers("2015/möte.txt")
