from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from searchlib.errors import CorpusEmpty, CorpusMissing
from searchlib.ingest.listing import list_corpus, source_name


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("hej", encoding="utf-8")


def sources(folder: Path) -> list[str]:
    return [document.source for document in list_corpus(folder).documents]


def skipped(folder: Path) -> dict[str, str]:
    return {one.source: one.reason for one in list_corpus(folder).skipped}


def test_documents_come_in_order_of_path_with_slashes(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a/ö.txt", "a/b/c.md", "Z.txt", "ä.txt")
    assert sources(tmp_path) == ["Z.txt", "a/b/c.md", "a/ö.txt", "b.txt", "ä.txt"]


def test_settings_hidden_and_temporary_files_and_templates_are_no_documents(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", ".dold.txt", ".git/x.txt", "~$a.docx", "mall.docx", "delist.txt", "m/corpus.toml")
    listing = list_corpus(tmp_path)
    assert [document.source for document in listing.documents] == ["a.txt"]
    assert [file.source for file in listing.settings] == ["delist.txt", "m/corpus.toml"]
    assert skipped(tmp_path) == {"mall.docx": "template", "~$a.docx": "temporary"}


def test_a_missing_folder_and_a_file_are_no_corpus(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    for path in (tmp_path / "finns inte", tmp_path / "a.txt"):
        with pytest.raises(CorpusMissing):
            list_corpus(path)


def test_a_corpus_of_settings_alone_is_empty(tmp_path: Path) -> None:
    fill(tmp_path, "synonymer.txt", ".dold")
    with pytest.raises(CorpusEmpty):
        list_corpus(tmp_path)


def test_decomposed_names_become_composed_and_keep_their_path(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "möte.txt")
    fill(tmp_path, name)
    (document,) = list_corpus(tmp_path).documents
    assert document.source == "möte.txt"
    assert document.path.read_text(encoding="utf-8") == "hej"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep one of the two names")
def test_of_two_names_that_are_one_the_composed_is_read_and_the_other_reported(tmp_path: Path) -> None:
    fill(tmp_path, "möte.txt", unicodedata.normalize("NFD", "möte.txt"))
    (document,) = list_corpus(tmp_path).documents
    assert document.path.name == "möte.txt"
    assert skipped(tmp_path) == {"möte.txt": "same_name"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no names that are not text")
def test_a_name_in_an_old_encoding_becomes_text(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), "möte.txt".encode("cp1252"))
    with open(path, "wb") as stream:
        stream.write(b"hej")
    assert sources(tmp_path) == ["möte.txt"]


def test_source_names_are_valid_text() -> None:
    assert source_name("m\udcf6te") == "möte"


@pytest.fixture
def links(tmp_path: Path) -> Path:
    """A corpus and a folder beside it, with a file in each."""
    fill(tmp_path, "corpus/a.txt", "utanför/hemlig.txt")
    try:
        (tmp_path / "corpus" / "b.txt").symlink_to(tmp_path / "corpus" / "a.txt")
    except OSError:
        pytest.skip("no links here")
    return tmp_path


def test_a_link_inside_the_corpus_is_read(links: Path) -> None:
    assert sources(links / "corpus") == ["a.txt", "b.txt"]


def test_links_out_of_the_corpus_are_refused(links: Path) -> None:
    corpus = links / "corpus"
    (corpus / "c.txt").symlink_to(links / "utanför" / "hemlig.txt")
    (corpus / "d.txt").symlink_to("../utanför/hemlig.txt")
    (corpus / "mapp").symlink_to(links / "utanför", target_is_directory=True)
    (corpus / "bruten.txt").symlink_to("finns inte")
    assert sources(corpus) == ["a.txt", "b.txt"]
    assert skipped(corpus) == {"c.txt": "link", "d.txt": "link", "mapp": "link", "bruten.txt": "special"}


def test_a_folder_that_leads_to_itself_ends(links: Path) -> None:
    corpus = links / "corpus"
    (corpus / "varv").symlink_to(corpus, target_is_directory=True)
    assert sources(corpus) == ["a.txt", "b.txt"]


def test_a_corpus_may_itself_be_a_link(links: Path) -> None:
    (links / "länk").symlink_to(links / "corpus", target_is_directory=True)
    assert sources(links / "länk") == ["a.txt", "b.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "rör.txt")
    assert sources(tmp_path) == ["a.txt"]
    assert skipped(tmp_path) == {"rör.txt": "special"}


def test_folders_deeper_than_the_limit_are_reported(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "m/" * 51 + "b.txt")
    assert sources(tmp_path) == ["a.txt"]
    assert list(skipped(tmp_path).values()) == ["unreadable_folder"]
