from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.errors import MalformedFile, NoText, UnreadableFile
from searchlib.ingest.formats.rtf import extract


def blocks(rtf: str, head: str = r"\ansi\ansicpg1252") -> list[tuple[str, str, int | None]]:
    data = (r"{\rtf1" + head + rtf + "}").encode("latin-1")
    return [(block.kind, block.text, block.level) for block in extract(data, "a.rtf").blocks]


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (r"\pard M\'f6te\par", "Möte"),
        (r"\pard\uc1 M\u246?te\par", "Möte"),
        (r"\pard\uc1 M\u246\'f6te\par", "Möte"),
        (r"\pard\uc0 M\u246te\par", "Mö te".replace(" ", "")),
        (r"{\uc2 M\u246\'d6\'d6te}\par", "Möte"),
        (r"\u-10179?\u-8704?\par", "\U0001f600"),
        (r"\pard \u-10179? ensam\par", "\ufffd ensam"),
        (r"a\tab b\line c\par", "a\tb\nc"),
        (r"a\~b\_c\-d \{e\}\par", "a b-cd {e}"),
        (r"syns{\v syns inte} igen\par", "syns igen"),
        (r"syns{\*\bkmkstart syns inte} igen\par", "syns igen"),
        (r"syns{\footnote syns inte{\b alls}} igen\par", "syns igen"),
        (r"syns{\pict 89504e47} igen\par", "syns igen"),
        (r"före\bin4 {}\}efter\par", "föreefter"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt länk}}\par", "länk"),
        ("över\r\nenskommelse\\par", "överenskommelse"),
        (r"citat \ldblquote så\rdblquote  \endash  slut\par", "citat “så” – slut"),
        (r"utan slut", "utan slut"),
    ],
)
def test_text_is_what_can_be_seen(rtf: str, text: str) -> None:
    assert blocks(rtf) == [("paragraph", text, None)]


@pytest.mark.parametrize(
    ("head", "rtf"),
    [
        (r"\ansi\ansicpg1252", r"\'e5\'e4\'f6"),
        (r"\mac", r"\'8c\'8a\'9a"),
        (r"\pca", r"\'86\'84\'94"),
        (r"\ansi\ansicpg0", r"\'e5\'e4\'f6"),
        (r"\ansi\ansicpg1252{\fonttbl{\f0\fnil\fcharset0 A;}{\f1\fnil\fcharset77 B;}}", r"\f1 \'8c\'8a\'9a"),
    ],
)
def test_letters_are_read_in_the_encoding_that_the_file_names(head: str, rtf: str) -> None:
    assert blocks(rtf + r"\par", head) == [("paragraph", "åäö", None)]


def test_headings_come_from_styles_and_outline_levels() -> None:
    styles = r"{\stylesheet{\s0 Normal;}{\s1\b\f0 heading 1;}{\s15 Rubrik 2;}}"
    rtf = styles + r"\pard\s1 Ett\par\pard\s15 Två\par\pard\outlinelevel2 Tre\par\pard Text\par"
    assert blocks(rtf) == [
        ("heading", "Ett", 1),
        ("heading", "Två", 2),
        ("heading", "Tre", 3),
        ("paragraph", "Text", None),
    ]


def test_labels_stand_before_their_paragraphs() -> None:
    rtf = r"\pard{\listtext 1.\tab}ett\par{\pntext\f1\'b7\tab}punkt\par{\listtext § 4\tab}\outlinelevel0 Val\par"
    assert blocks(rtf) == [("list_item", "1. ett", None), ("list_item", "- punkt", None), ("heading", "§ 4 Val", 1)]


def test_cells_of_a_row_stand_apart() -> None:
    rtf = r"\trowd\pard\intbl Namn\cell Eva\par Ek\cell\row\pard Text\par"
    assert blocks(rtf) == [("table_row", "Namn\tEva Ek", None), ("paragraph", "Text", None)]


def test_the_first_page_header_comes_once_and_first() -> None:
    rtf = r"{\header Nämnden\par Sida 1\par}{\header Nämnden\par}\pard Text\par"
    assert [text for _, text, _ in blocks(rtf)] == ["Nämnden", "Text"]


def test_pages_are_counted_where_they_are_broken() -> None:
    outline = extract(rb"{\rtf1 ett\par\page tv\'e5\par}", "a")
    assert [block.page for block in outline.blocks] == [1, 2]


def test_groups_may_be_as_deep_as_they_like() -> None:
    assert blocks("{" * 100_000 + "djupt" + "}" * 100_000) == [("paragraph", "djupt", None)]


def test_a_file_without_text_says_so() -> None:
    with pytest.raises(NoText):
        extract(rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\par}", "a.rtf")


def test_what_is_no_rtf_is_refused() -> None:
    with pytest.raises(MalformedFile):
        extract(b"vanlig text", "a.rtf")


WORDS = st.sampled_from(
    [r"\par", r"\'e5", r"\u246?", r"\uc9", r"\bin9", "{", "}", r"\*", r"\cell", r"\row", r"\header", "text "]
)


@given(st.lists(WORDS | st.text(st.characters(max_codepoint=255), max_size=5)))
def test_any_rtf_gives_blocks_or_an_error_of_ours(parts: list[str]) -> None:
    with contextlib.suppress(UnreadableFile):
        assert extract((r"{\rtf1 " + "".join(parts)).encode("latin-1"), "a.rtf").blocks
