from __future__ import annotations

import pytest

from searchlib.errors import EncryptedFile, MalformedFile, NoText
from searchlib.ingest.formats.odt import extract
from tests.searchlib.ingest.office_files import odt, zipped

NUMBERED = (
    '<text:list-style style:name="P"><text:list-level-style-number text:level="1" style:num-prefix="§ " '
    'style:num-format="1" text:start-value="4"/><text:list-level-style-number text:level="2" text:display-levels="2" '
    'style:num-format="a" style:num-suffix=")"/></text:list-style>'
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>'
)
OUTLINE = (
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format=""/>'
    '<text:outline-level-style text:level="2" style:num-format="1" style:num-suffix="."/></text:outline-style>'
)


def blocks(body: str, **parts: str) -> list[tuple[str, str, int | None]]:
    return [(block.kind, block.text, block.level) for block in extract(odt(body, **parts), "a.odt").blocks]


def item(content: str) -> str:
    return f"<text:list-item>{content}</text:list-item>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("hälso- och <text:span>sjukvård</text:span>", "hälso- och sjukvård"),
        ('a<text:tab/>b<text:s text:c="3"/>c<text:line-break/>d', "a\tb   c\nd"),
        ('a<text:s text:c="99999999999"/>b', "a b"),
        ("syns<text:note>syns inte</text:note> igen", "syns igen"),
        ("före<office:annotation><text:p>kommentar</text:p></office:annotation> efter", "före efter"),
        ('<text:a xlink:href="https://example.org">länk</text:a>', "länk"),
        ("mo\u0308te", "möte"),
    ],
)
def test_text_is_what_can_be_seen(inside: str, text: str) -> None:
    assert blocks(f"<text:p>{inside}</text:p>") == [("paragraph", text, None)]


def test_headings_have_their_level() -> None:
    body = '<text:h>Ett</text:h><text:h text:outline-level="3">Tre</text:h>'
    assert blocks(body) == [("heading", "Ett", 1), ("heading", "Tre", 3)]


def test_the_title_stands_above_the_headings() -> None:
    made_from = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    body = '<text:p text:style-name="P1">Protokoll</text:p><text:h>Ett</text:h>'
    assert blocks(body, automatic=made_from) == [("heading", "Protokoll", 1), ("heading", "Ett", 2)]


def test_automatic_numbers_come_back_into_the_text() -> None:
    inner = f"<text:list>{item('<text:p>först</text:p>')}{item('<text:p>sedan</text:p>')}</text:list>"
    body = (
        f'<text:list text:style-name="P">{item("<text:h>Val</text:h>" + inner)}</text:list>'
        f'<text:list text:style-name="P" text:continue-numbering="true">{item("<text:h>Nästa</text:h>")}</text:list>'
        f'<text:list text:style-name="P">{item("<text:p>om igen</text:p><text:p>samma</text:p>")}</text:list>'
        f'<text:list text:style-name="B">{item("<text:p>punkt</text:p>")}</text:list>'
    )
    assert blocks(body, automatic=NUMBERED) == [
        ("heading", "§ 4 Val", 1),
        ("list_item", "4.a) först", None),
        ("list_item", "4.b) sedan", None),
        ("heading", "§ 5 Nästa", 1),
        ("list_item", "§ 4 om igen", None),
        ("paragraph", "samma", None),
        ("list_item", "- punkt", None),
    ]


def test_headings_that_the_outline_numbers_have_their_numbers() -> None:
    second = '<text:h text:outline-level="2">{}</text:h>'
    body = "<text:h>Protokoll</text:h>" + second.format("Val") + second.format("Slut")
    assert [text for _, text, _ in blocks(body, styles=OUTLINE)] == ["Protokoll", "1. Val", "2. Slut"]


def test_cells_of_a_row_stand_apart() -> None:
    row = "<table:table-row><table:table-cell><text:p>Namn</text:p></table:table-cell><table:table-cell/>"
    row += "</table:table-row>"
    assert blocks(f"<table:table>{row}</table:table>") == [("table_row", "Namn\t", None)]


def test_the_page_header_comes_once_and_first() -> None:
    styles = "<style:header><text:p>Nämnden 2020-01-02</text:p><text:p>Sida 1</text:p></style:header>"
    assert [text for _, text, _ in blocks("<text:p>Text</text:p>", styles=styles)] == ["Nämnden 2020-01-02", "Text"]


def test_pages_are_those_that_were_marked() -> None:
    body = (
        "<text:p>ett</text:p><text:soft-page-break/><text:p>två <text:soft-page-break/>tre</text:p><text:p>tre</text:p>"
    )
    assert [block.page for block in extract(odt(body), "a").blocks] == [1, 2, 3]


def test_a_table_of_contents_is_left_out() -> None:
    contents = (
        "<text:table-of-content><text:index-body><text:p>Val 1</text:p></text:index-body></text:table-of-content>"
    )
    assert blocks(contents + "<text:p>Text</text:p>") == [("paragraph", "Text", None)]


def test_a_locked_file_is_told() -> None:
    with pytest.raises(EncryptedFile):
        extract(odt("<text:p>x</text:p>", manifest="<m><manifest:encryption-data/></m>"), "a.odt")


def test_a_file_without_text_says_so() -> None:
    with pytest.raises(NoText):
        extract(odt("<text:p/>"), "a.odt")


@pytest.mark.parametrize("content", ["<x", "<x/>", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'])
def test_a_damaged_file_is_refused(content: str) -> None:
    with pytest.raises(MalformedFile):
        extract(zipped({"content.xml": content}), "a.odt")
