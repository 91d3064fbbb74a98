"""OpenDocument text (ODT) to an outline: headings, lists with their numbers, tables, pages, the page header once.

Read from the XML itself: see docs/decisions/0021.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from searchlib.errors import EncryptedFile, MalformedFile, NoText
from searchlib.ingest.extracts import Block, Outline
from searchlib.ingest.formats.archives import Package
from searchlib.ingest.formats.docx_settings import whole_number
from searchlib.ingest.formats.list_labels import Numbering
from searchlib.ingest.formats.odt_lists import OUTLINE, STYLE, TEXT, read_lists, read_title_styles
from searchlib.ingest.formats.page_header import with_page_header
from searchlib.text import normalised

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"

_GROUPS = frozenset({TEXT + "section", TEXT + "list-header", _TABLE + "table-header-rows", _TABLE + "table-rows"})
_UNSEEN = frozenset({TEXT + "tracked-changes", TEXT + "note", TEXT + "number", _OFFICE + "annotation"})
# A space may be said to repeat any number of times.
_MAX_SPACES = 100


@dataclass(slots=True)
class _Walk:
    """What the walk through one document knows, and where it is."""

    numbering: Numbering
    titles: frozenset[str]
    page: int = 1


@dataclass(frozen=True, slots=True)
class _Place:
    """In which list a paragraph stands, how deep, and whether it is the first of its item, which has the number."""

    list_name: str
    depth: int
    first: bool


def extract(data: bytes, source: str) -> Outline:
    """Read an ODT file. Raises NoText, MalformedFile, EncryptedFile, and FileTooLarge for what unpacks too large."""
    package = Package(data, source)
    if b"encryption-data" in (package.part("META-INF/manifest.xml") or b""):
        raise EncryptedFile(source)
    content, styles = package.tree("content.xml"), package.tree("styles.xml")
    body = None if content is None else content.find(f"{_OFFICE}body/{_OFFICE}text")
    if content is None or body is None:
        raise MalformedFile(source, "the OpenDocument file has no text in it")
    trees = [tree for tree in (styles, content) if tree is not None]
    walk = _Walk(read_lists(*trees), read_title_styles(*trees))
    blocks = with_page_header(_page_header(styles, walk), _blocks(body, walk, None))
    if not blocks:
        raise NoText(source)
    links = dict.fromkeys(one.get(_HREF, "") for one in body.iter(TEXT + "a"))
    return Outline(blocks, links=tuple(link for link in links if link.startswith(("http://", "https://"))))


def _page_header(styles: _Element | None, walk: _Walk) -> Iterator[Block]:
    header = None if styles is None else styles.find(f".//{STYLE}header")
    yield from () if header is None else _blocks(header, walk, None)


def _blocks(parent: _Element, walk: _Walk, place: _Place | None) -> Iterator[Block]:
    for element in parent:
        if element.tag in (TEXT + "h", TEXT + "p"):
            yield from _paragraph(element, walk, place)
            place = place and _Place(place.list_name, place.depth, first=False)
        elif element.tag == TEXT + "list":
            yield from _list(element, walk, place)
        elif element.tag == _TABLE + "table":
            yield from _table(element, walk)
        elif element.tag == TEXT + "soft-page-break":
            walk.page += 1
        elif element.tag in _GROUPS:
            yield from _blocks(element, walk, place)


def _list(element: _Element, walk: _Walk, place: _Place | None) -> Iterator[Block]:
    """A list, which inherits its style from the list around it."""
    name = element.get(TEXT + "style-name") or (place.list_name if place else "")
    depth = place.depth + 1 if place else 0
    if depth == 0 and element.get(TEXT + "continue-numbering") != "true":
        walk.numbering.restart(name)
    for item in element:
        if item.tag == TEXT + "list-item":
            yield from _blocks(item, walk, _Place(name, depth, first=True))
        else:
            yield from _blocks(item, walk, None)


def _paragraph(element: _Element, walk: _Walk, place: _Place | None) -> Iterator[Block]:
    page = walk.page
    text = normalised("".join(_text(element, walk))).strip()
    if not text:
        return
    label = walk.numbering.label(place.list_name, place.depth) if place and place.first else None
    if element.tag == TEXT + "h":
        level = max(1, whole_number(element.get(TEXT + "outline-level"), 1))
        if label is None:
            label = walk.numbering.label(OUTLINE, level - 1)
        yield Block("heading", f"{label} {text}" if label else text, level, page)
    elif element.get(TEXT + "style-name") in walk.titles:
        yield Block("heading", text, 0, page)
    else:
        kind: Literal["list_item", "paragraph"] = "paragraph" if label is None else "list_item"
        yield Block(kind, text if label is None else f"{label or '-'} {text}", page=page)


def _table(element: _Element, walk: _Walk) -> Iterator[Block]:
    """Rows with tabs between the cells."""
    for row in element.iter(_TABLE + "table-row"):
        page = walk.page
        cells = [" ".join(block.text for block in _blocks(cell, walk, None)) for cell in row]
        if any(cells):
            yield Block("table_row", "\t".join(" ".join(cell.split()) for cell in cells), page=page)


def _text(element: _Element, walk: _Walk) -> Iterator[str]:
    """The visible text inside a paragraph."""
    yield element.text or ""
    for child in element:
        if child.tag == TEXT + "s":
            yield " " * min(whole_number(child.get(TEXT + "c"), 1), _MAX_SPACES)
        elif child.tag == TEXT + "tab":
            yield "\t"
        elif child.tag == TEXT + "line-break":
            yield "\n"
        elif child.tag == TEXT + "soft-page-break":
            walk.page += 1
        elif child.tag not in _UNSEEN:
            yield from _text(child, walk)
        yield child.tail or ""
