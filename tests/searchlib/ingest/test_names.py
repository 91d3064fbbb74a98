from __future__ import annotations

import pytest

from searchlib.ingest.names import role_of


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Protokoll 2015-10-23.txt", "document"),
        ("utan suffix", "document"),
        ("synonymer.txt", "settings"),
        ("Delist.txt", "settings"),
        ("corpus.toml", "settings"),
        ("protokoll.pdf.meta.json", "settings"),
        ("~$otokoll.docx", "temporary"),
        ("~WRL0001.tmp", "temporary"),
        ("protokoll.txt~", "temporary"),
        ("protokoll.docx.bak", "temporary"),
        (".~lock.protokoll.odt#", "hidden"),
        ("Thumbs.db", "temporary"),
        ("desktop.ini", "temporary"),
        (".DS_Store", "hidden"),
        ("boardmeeting-YYYY-MM-DD-template.md", "template"),
        ("protokoll ÅÅÅÅ-MM-DD.docx", "template"),
        ("Protokollsmall.dotx", "template"),
        ("protokollsmall.docx", "template"),
        ("Mall protokoll.docx", "template"),
        ("protokoll_mall.docx", "template"),
        ("2015-03-02 mall.txt", "document"),
        ("En mall för överenskommelser.txt", "document"),
        ("Småland smallfilm.txt", "document"),
        ("contemplated.md", "document"),
    ],
)
def test_a_name_says_what_a_file_is(name: str, role: str) -> None:
    assert role_of(name) == role
