"""Word files (DOCX) to an outline: headings, lists with their numbers, tables, pages, the page header once.

Read from the XML itself: see docs/decisions/0021.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchlib.errors import MalformedFile, NoText
from searchlib.ingest.extracts import Block, Outline
from searchlib.ingest.formats.archives import Package
from searchlib.ingest.formats.docx_settings import (
    Style,
    W,
    outline_rank,
    read_numbering,
    read_styles,
    value_of,
    whole_number,
)
from searchlib.ingest.formats.list_labels import Numbering
from searchlib.ingest.formats.page_header import with_page_header
from searchlib.text import normalised

if TYPE_CHECKING:
    from lxml.etree import _Element

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# Content controls, and insertions and moves that have been tracked, wrap what can be seen.
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
# Deletions that have been tracked, and the codes behind fields, cannot be seen.
_UNSEEN = frozenset({"pPr", "rPr", "del", "moveFrom", "delText", "instrText", "sectPr", "tblPr"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_PLAIN = Style()


@dataclass(slots=True)
class _Walk:
    """What the walk through one document knows, and where it is."""

    styles: Mapping[str, Style]
    numbering: Numbering
    page_mark: str
    page: int = 1


def extract(data: bytes, source: str) -> Outline:
    """Read a DOCX file. Raises NoText, MalformedFile, EncryptedFile, and FileTooLarge for what unpacks too large."""
    package = Package(data, source)
    main = _main_part(package)
    tree = package.tree(main)
    body = None if tree is None else tree.find(W + "body")
    if body is None:
        raise MalformedFile(source, "the Word file has no document in it")
    walk = _begin(package, main, body)
    blocks = with_page_header(_page_header(package, main, body, walk), _blocks(body, walk))
    if not blocks:
        raise NoText(source)
    return Outline(blocks, links=_links(package, main))


def _begin(package: Package, main: str, body: _Element) -> _Walk:
    folder = posixpath.dirname(main)
    marked = body.find(f".//{W}lastRenderedPageBreak") is not None
    return _Walk(
        read_styles(package.tree(f"{folder}/styles.xml")),
        read_numbering(package.tree(f"{folder}/numbering.xml")),
        # Word marks where its pages began when it saved last; others only keep the breaks that were asked for.
        "lastRenderedPageBreak" if marked else "br",
    )


def _main_part(package: Package) -> str:
    for target, kind, _ in _relations(package, "_rels/.rels"):
        if kind.endswith("/officeDocument"):
            return target.lstrip("/")
    return "word/document.xml"


def _relations(package: Package, name: str) -> Iterator[tuple[str, str, str]]:
    """Target, kind and id of each relation in a `.rels` part."""
    tree = package.tree(name)
    for one in () if tree is None else tree.iter(_RELATIONS + "Relationship"):
        yield one.get("Target", ""), one.get("Type", ""), one.get("Id", "")


def _relations_of(package: Package, main: str) -> Iterator[tuple[str, str, str]]:
    folder, name = posixpath.split(main)
    return _relations(package, f"{folder}/_rels/{name}.rels")


def _links(package: Package, main: str) -> tuple[str, ...]:
    links = (target for target, kind, _ in _relations_of(package, main) if kind.endswith("/hyperlink"))
    return tuple(dict.fromkeys(link for link in links if link.startswith(("http://", "https://"))))


def _page_header(package: Package, main: str, body: _Element, walk: _Walk) -> Iterator[Block]:
    """The header of the first page."""
    section = body.find(f".//{W}sectPr")
    if section is None:
        return
    headers = {one.get(W + "type"): one.get(_R + "id") for one in section.findall(W + "headerReference")}
    wanted = headers.get("first" if section.find(W + "titlePg") is not None else "default")
    targets = {name: target for target, _, name in _relations_of(package, main)}
    if wanted in targets:
        tree = package.tree(posixpath.join(posixpath.dirname(main), targets[wanted]))
        yield from () if tree is None else _blocks(tree, walk)


def _blocks(parent: _Element, walk: _Walk) -> Iterator[Block]:
    for element in parent:
        if element.tag == W + "p":
            yield from _paragraph(element, walk)
        elif element.tag == W + "tbl":
            yield from _table(element, walk)
        elif element.tag in _WRAPPERS:
            yield from _blocks(element, walk)


def _paragraph(element: _Element, walk: _Walk) -> Iterator[Block]:
    pieces = list(_text(element, walk))
    text = normalised("".join(piece for piece, _ in pieces)).strip()
    # Word writes no number before an empty paragraph, and counts none.
    if not text:
        return
    properties = element.find(W + "pPr")
    style = walk.styles.get(_said(properties, "pStyle") or "", _PLAIN)
    if style.contents:
        return
    label = _label(properties, style, walk)
    page = next(page for piece, page in pieces if piece.strip())
    outline = _said(properties, "outlineLvl")
    level = style.level if outline is None else outline_rank(outline)
    if level is not None:
        yield Block("heading", f"{label} {text}" if label else text, level, page)
    elif label is None:
        yield Block("paragraph", text, page=page)
    else:
        yield Block("list_item", f"{label or '-'} {text}", page=page)


def _said(properties: _Element | None, name: str) -> str | None:
    return None if properties is None else value_of(properties, name)


def _label(properties: _Element | None, style: Style, walk: _Walk) -> str | None:
    """The number before a paragraph, its own list going before its style's; None outside lists."""
    own = None if properties is None else properties.find(W + "numPr")
    list_id, level = style.list_id, style.list_level
    if own is not None:
        list_id = value_of(own, "numId") or list_id
        level = whole_number(value_of(own, "ilvl"), level)
    return None if list_id is None else walk.numbering.label(list_id, level)


def _table(element: _Element, walk: _Walk) -> Iterator[Block]:
    """Rows with tabs between the cells. A table of one cell is a frame around text, not a table."""
    rows = element.findall(W + "tr")
    if len(rows) == 1 and len(only := rows[0].findall(W + "tc")) == 1:
        yield from _blocks(only[0], walk)
        return
    for row in rows:
        page = walk.page
        cells = [" ".join(block.text for block in _blocks(cell, walk)) for cell in row.findall(W + "tc")]
        if any(cells):
            yield Block("table_row", "\t".join(" ".join(cell.split()) for cell in cells), page=page)


def _text(element: _Element, walk: _Walk) -> Iterator[tuple[str, int]]:
    """The visible text of a paragraph in pieces, each with its page."""
    for child in element:
        name = child.tag.removeprefix(W)
        if name == walk.page_mark and (name != "br" or child.get(W + "type") == "page"):
            walk.page += 1
        if name == "t":
            yield child.text or "", walk.page
        elif name in _SIGNS:
            yield _SIGNS[name], walk.page
        elif name == "p":
            # A text box inside a paragraph holds paragraphs of its own.
            yield from (("\n", walk.page), *_text(child, walk), ("\n", walk.page))
        # Word says a drawing twice, the second time for older programs.
        elif name not in _UNSEEN and not name.endswith("}Fallback"):
            yield from _text(child, walk)
