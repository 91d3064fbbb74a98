"""S12: every reader on arbitrary input, built from the pieces that the reader looks for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.errors import UnreadableFile
from searchlib.ingest.dates import find_dates
from searchlib.ingest.extracts import Extract, PagedText
from searchlib.ingest.formats import docx, html, markdown, odt, pdf, plain, rtf
from searchlib.ingest.given import Given
from searchlib.ingest.parsing import parse
from searchlib.text import normalised
from tests.searchlib.ingest.office_files import docx as docx_file
from tests.searchlib.ingest.office_files import odt as odt_file

Reader = Callable[[bytes, str], Extract]

PIECES = {
    "text": [
        "§ 1 ",
        "1.",
        "\n",
        "\n\n",
        "\f",
        "-\n",
        "- och ",
        "\t",
        "2015-10-23",
        "Närvarande:",
        "Sida 1 (3)",
        "\u00ad",
        "å",
        " ",
    ],
    "markdown": [
        "# ",
        "## ",
        "**",
        "_",
        "`",
        "[a](b)",
        "> ",
        "- ",
        "1. ",
        "|",
        "---\n",
        "\\",
        "<!--",
        "\n",
        "\n\n",
        "ord ",
    ],
    "html": [
        "<p>",
        "</p>",
        "<h1>",
        "<table>",
        "<tr>",
        "<td>",
        "<li>",
        "<!--",
        "<![",
        "&nbsp;",
        "&#0;",
        "<br>",
        "<script>",
        "ord ",
    ],
    "xml": [
        "<w:p>",
        "</w:p>",
        "<w:r>",
        "<w:t>",
        "<text:p>",
        "</text:p>",
        "<text:h>",
        "<text:list>",
        "&amp;",
        "<!--",
        "ord ",
    ],
    "rtf": ["{\\rtf1", "{", "}", "\\par ", "\\'e5", "\\u246?", "\\uc9", "\\bin9 ", "\\*", "\\cell", "\\row", "ord "],
    "pdf": [
        "%PDF-1.4\n",
        "1 0 obj",
        "<<",
        ">>",
        "stream\n",
        "endstream",
        "endobj",
        "xref\n",
        "trailer",
        "/Root 1 0 R",
        "%%EOF",
    ],
}


def text_of(kind: str) -> st.SearchStrategy[str]:
    piece = st.sampled_from(PIECES[kind]) | st.text(max_size=4)
    return st.lists(piece, max_size=60).map("".join)


def bytes_of(kind: str) -> st.SearchStrategy[bytes]:
    encoding = st.sampled_from(["utf-8", "cp1252", "utf-16", "mac_roman", "cp850"])
    encoded = st.builds(lambda text, name: text.encode(name, "replace"), text_of(kind), encoding)
    return encoded | st.binary(max_size=300)


def accepts(reader: Reader, data: bytes) -> None:
    """The reader gives text in the one shape, or an error of ours."""
    try:
        extract = reader(data, "a")
    except UnreadableFile:
        return
    texts = extract.pages if isinstance(extract, PagedText) else [block.text for block in extract.blocks]
    assert all(text == normalised(text) for text in texts)


@given(bytes_of("text"))
def test_plain_text(data: bytes) -> None:
    accepts(plain.extract, data)


@given(bytes_of("markdown"))
def test_markdown(data: bytes) -> None:
    accepts(markdown.extract, data)


@given(bytes_of("html"))
def test_html(data: bytes) -> None:
    accepts(html.extract, data)


@given(bytes_of("rtf"))
def test_rtf(data: bytes) -> None:
    accepts(rtf.extract, data)


@given(text_of("xml"))
def test_word_files(body: str) -> None:
    accepts(docx.extract, docx_file(body.encode("utf-8", "replace").decode()))


@given(text_of("xml"))
def test_open_document_files(body: str) -> None:
    accepts(odt.extract, odt_file(body.encode("utf-8", "replace").decode()))


@given(bytes_of("pdf"))
def test_pdf(data: bytes) -> None:
    pytest.importorskip("pypdfium2")
    accepts(pdf.extract, b"%PDF-1.4\n" + data)


@given(
    st.sampled_from(["text", "markdown", "html"]).flatmap(bytes_of), st.sampled_from(["a.txt", "a.md", "a.html", "a"])
)
def test_whole_reading(data: bytes, source: str) -> None:
    # Not `minutes_of`: it turns errors that nobody foresaw into ours, and here they are wanted.
    try:
        minutes = parse(data, source, Given())
    except UnreadableFile:
        return
    assert minutes
    assert all(one.sections for one in minutes)


DATE_PIECES = [
    "den ",
    "2015",
    "-",
    "10",
    "/",
    "23",
    " oktober ",
    "okt",
    "fredagen ",
    ".",
    " ",
    "v. 7",
    "31",
    "februari",
    "å",
    "–",
    ":",
]


@given(st.lists(st.sampled_from(DATE_PIECES) | st.text(max_size=3), max_size=30).map("".join))
def test_the_date_grammar(text: str) -> None:
    text = normalised(text)
    end = 0
    for date in find_dates(text):
        assert end <= date.start < date.end <= len(text)
        assert (date.value is None) == (date.precision == "unknown")
        end = date.end


def test_a_row_that_strayed_into_a_cell_belongs_to_the_row_around_it() -> None:
    page = "<table><tr><td>1</td><td>2<div><tr><td>3</td></tr></div></td></tr><tr><td>4</td><td>5</td></tr></table>"
    extract = html.extract(page.encode(), "a.html")
    assert not isinstance(extract, PagedText)
    assert [block.text for block in extract.blocks] == ["1\t2 3", "4\t5"]
