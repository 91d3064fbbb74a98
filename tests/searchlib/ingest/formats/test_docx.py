from __future__ import annotations

import pytest

from searchlib.errors import EncryptedFile, FileTooLarge, MalformedFile, NoText
from searchlib.ingest.extracts import Block
from searchlib.ingest.formats.docx import extract
from tests.searchlib.ingest.office_files import docx, paragraph, zipped

HEADINGS = (
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="R2"><w:name w:val="Rubrik 2"/></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="Vår rubrik"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:styleId="Small"><w:name w:val="Liten"/><w:basedOn w:val="Own"/>'
    '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:styleId="Loop"><w:name w:val="Varv"/><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:styleId="Toc"><w:name w:val="toc 1"/></w:style>'
)
LEVELS = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="12"/><w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
)


def blocks(body: str, **parts: str) -> list[tuple[str, str, int | None]]:
    return [(block.kind, block.text, block.level) for block in extract(docx(body, **parts), "a.docx").blocks]


def numbered(list_id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


@pytest.mark.parametrize(
    ("style", "kind", "level"),
    [
        ("H1", "heading", 1),
        ("R2", "heading", 2),
        ("Own", "heading", 1),
        ("Small", "paragraph", None),
        ("Loop", "paragraph", None),
        ("okänd", "paragraph", None),
    ],
)
def test_a_style_says_whether_a_paragraph_is_a_heading(style: str, kind: str, level: int | None) -> None:
    body = paragraph("Öppnande", f'<w:pStyle w:val="{style}"/>')
    assert blocks(body, styles=HEADINGS) == [(kind, "Öppnande", level)]


def test_the_title_stands_above_the_headings() -> None:
    styles = HEADINGS + '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    body = paragraph("Protokoll", '<w:pStyle w:val="T"/>') + paragraph("Ett", '<w:pStyle w:val="H1"/>')
    assert blocks(body, styles=styles) == [("heading", "Protokoll", 1), ("heading", "Ett", 2)]


def test_the_page_header_comes_after_a_title() -> None:
    body = paragraph("Protokoll", '<w:pStyle w:val="H1"/>') + paragraph("Text")
    outline = extract(docx(body, styles=HEADINGS, header=paragraph("Dnr 4")), "a.docx")
    assert [block.text for block in outline.blocks] == ["Protokoll", "Dnr 4", "Text"]


def test_an_outline_level_of_its_own_goes_before_the_style() -> None:
    body = paragraph("Öppnande", '<w:pStyle w:val="H1"/><w:outlineLvl w:val="2"/>')
    assert blocks(body, styles=HEADINGS) == [("heading", "Öppnande", 3)]


def test_automatic_numbers_come_back_into_the_text() -> None:
    body = (
        paragraph("Öppnande", '<w:pStyle w:val="H1"/>' + numbered(1))
        + paragraph("först", numbered(1, 1))
        + paragraph("sedan", numbered(1, 1))
        + paragraph("", numbered(1))
        + paragraph("Val", '<w:pStyle w:val="H1"/>' + numbered(3))
        + paragraph("åter först", numbered(1, 1))
        + paragraph("en punkt", numbered(2))
        + paragraph("ingen lista", numbered(0))
    )
    assert blocks(body, styles=HEADINGS, numbering=LEVELS) == [
        ("heading", "§ 12 Öppnande", 1),
        ("list_item", "12.a) först", None),
        ("list_item", "12.b) sedan", None),
        ("heading", "§ 13 Val", 1),
        ("list_item", "13.a) åter först", None),
        ("list_item", "- en punkt", None),
        ("paragraph", "ingen lista", None),
    ]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ("<w:r><w:t>hälso</w:t></w:r><w:r><w:noBreakHyphen/></w:r><w:r><w:t> och</w:t></w:r>", "hälso- och"),
        ("<w:r><w:t>över</w:t><w:softHyphen/><w:t>enskommelse</w:t></w:r>", "överenskommelse"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        ("<w:r><w:t>kvar</w:t></w:r><w:del><w:r><w:delText>bort</w:delText></w:r></w:del>", "kvar"),
        ("<w:ins><w:r><w:t>nytt</w:t></w:r></w:ins>", "nytt"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r>", "7"),
        ("<w:hyperlink><w:r><w:t>länk</w:t></w:r></w:hyperlink>", "länk"),
        ("<w:sdt><w:sdtContent><w:r><w:t>fält</w:t></w:r></w:sdtContent></w:sdt>", "fält"),
        ("<w:r><w:t>mo\u0308te</w:t></w:r>", "möte"),
    ],
)
def test_text_is_what_can_be_seen(runs: str, text: str) -> None:
    assert blocks(f"<w:p>{runs}</w:p>") == [("paragraph", text, None)]


def test_cells_of_a_row_stand_apart_and_a_frame_is_no_table() -> None:
    def cell(text: str) -> str:
        return f"<w:tc>{paragraph(text)}</w:tc>"

    table = f"<w:tbl><w:tr>{cell('Namn')}{cell('Roll')}</w:tr><w:tr>{cell('Eva Ek')}{cell('')}</w:tr></w:tbl>"
    frame = f"<w:tbl><w:tr><w:tc>{paragraph('ett')}{paragraph('två')}</w:tc></w:tr></w:tbl>"
    assert blocks(table + frame) == [
        ("table_row", "Namn\tRoll", None),
        ("table_row", "Eva Ek\t", None),
        ("paragraph", "ett", None),
        ("paragraph", "två", None),
    ]


def test_a_table_of_contents_is_left_out() -> None:
    body = paragraph("Öppnande 1", '<w:pStyle w:val="Toc"/>') + paragraph("Text")
    assert blocks(body, styles=HEADINGS) == [("paragraph", "Text", None)]


def test_the_page_header_comes_once_and_first_without_its_page_number() -> None:
    header = paragraph("Region Norrmark 2019-04-03") + paragraph("Sida 1 av 4")
    outline = extract(docx(paragraph("Text"), header=header), "a.docx")
    assert [block.text for block in outline.blocks] == ["Region Norrmark 2019-04-03", "Text"]


def test_pages_are_those_that_word_marked() -> None:
    body = (
        paragraph("ett")
        + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>två</w:t></w:r></w:p>"
        + "<w:p><w:r><w:t>ännu två, </w:t><w:lastRenderedPageBreak/><w:t>sedan tre</w:t></w:r></w:p>"
        + paragraph("tre")
    )
    assert [block.page for block in extract(docx(body), "a").blocks] == [1, 2, 2, 3]


def test_pages_are_unknown_without_marks() -> None:
    assert extract(docx(paragraph("ett")), "a").blocks == (Block("paragraph", "ett"),)


def test_links_are_kept_when_they_lead_to_the_web() -> None:
    links = ["https://example.org/a", "mailto:a@example.org", "https://example.org/a"]
    assert extract(docx(paragraph("x"), links=links), "a").links == ("https://example.org/a",)


def test_a_file_without_text_says_so() -> None:
    with pytest.raises(NoText):
        extract(docx("<w:p/>"), "a.docx")


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 inget mer",
        zipped({"[Content_Types].xml": ""}),
        zipped({"word/document.xml": "<ofullst"}),
        zipped({"word/document.xml": "<annat/>"}),
        zipped({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        docx(paragraph("x"))[:-30],
        docx("<w:p>" * 5000 + "</w:p>" * 5000),
    ],
)
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedFile):
        extract(data, "a.docx")


def test_a_small_file_that_unpacks_to_much_is_refused() -> None:
    with pytest.raises(FileTooLarge):
        extract(zipped({"word/document.xml": b" " * 101_000_000}), "a.docx")


def test_a_locked_part_is_told() -> None:
    data = bytearray(docx(paragraph("x")))
    # The bit for encryption, in the file's directory.
    place = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1) + 1)
    for _ in range(5):
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 1)
        if place < 0:
            break
    with pytest.raises(EncryptedFile):
        extract(bytes(data), "a.docx")
