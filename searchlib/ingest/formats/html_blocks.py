"""The elements of a page to blocks."""

from __future__ import annotations

import re
from typing import NamedTuple

from searchlib.ingest.extracts import Block, BlockKind
from searchlib.ingest.formats.html_content import is_layout_table, is_menu, is_page_frame
from searchlib.ingest.formats.html_tree import Tag, events
from searchlib.ingest.web_frame import without_file_labels
from searchlib.text import normalised

_MAX_HEADING = 300
_MAX_ADDRESS = 2_000
_BREAK = "\x0b"

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_LISTS = frozenset({"ul", "ol"})
# The ranks of headings that word processors name without a number.
_LEVELS = {
    "dokumentrubrik": 1,
    "avsnittsrubrik": 2,
    "bilagerubrik": 2,
    "huvudrubrik": 1,
    "mellanrubrik": 4,
    "underrubrik": 4,
}
_heading_class = re.compile(r"(?i)^(?:[\wåäö-]*(?:rubrik|heading)\d?[a-zåäö]*|r[1-6])$")
_not_heading_class = re.compile(r"(?i)h[äa]?nvisning|tabell|diagram|bild|figur|dokumentinfo|sidhuvud|grupprubrik")
_contents_class = re.compile(r"(?i)^(?:mso)?toc-?\w*$|^inneh[åa]?ll")
_digit = re.compile(r"[1-9]")
_spaces = re.compile(r"[ \t\n\r\f]+")
_blanks = re.compile(r" {2,}")
_around_break = re.compile(r" ?\n ?")


class _Context(NamedTuple):
    """What a block tag makes of the words inside it."""

    kind: BlockKind = "paragraph"
    level: int | None = None
    prefix: str = ""


def blocks_of(root: Tag) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks inside an element in order, and the addresses that its links lead to."""
    reader = _Reader()
    for kind, what in events(root, _is_left_out):
        if isinstance(what, Tag):
            reader.begin(what) if kind == "start" else reader.end(what)
        else:
            reader.words.append(what)
    reader.flush()
    return reader.blocks, tuple(reader.links)


class _Reader:
    """What has been read so far: finished blocks, the words of the open one, the contexts it stands in."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.links: dict[str, None] = {}
        self.words: list[str] = []
        self._contexts = [_Context()]
        self._row: list[str] | None = None
        # Rows of a table inside a cell: they are words of the row around them.
        self._inner_rows = 0
        # For every open table whether its rows are data; for every open list the next number, 0 for bullets.
        self._tables: list[bool] = []
        self._lists: list[int] = []

    def begin(self, tag: Tag) -> None:
        """A tag begins: a block ends the one before, a line break stays within it."""
        name = tag.name
        if name == "br":
            self.words.append(_BREAK)
        elif name == "a":
            self._note_link(tag.get("href"))
        elif self._row is not None:
            self._inner_rows += name == "tr"
            self.words.append(" " if name in _BLOCKS else "")
        elif name in _BLOCKS:
            self.flush()
            self._contexts.append(self._context(tag))
            if name == "table":
                self._tables.append(not _is_layout(tag))
            elif name in _LISTS:
                self._lists.append(_first_number(tag))
            elif name == "tr" and self._tables and self._tables[-1]:
                self._row = []

    def end(self, tag: Tag) -> None:
        """A tag ends, and with it the block, cell or row that it made."""
        name = tag.name
        if self._row is not None and (name != "tr" or self._inner_rows):
            self._inner_rows -= name == "tr"
            if name in ("td", "th"):
                self._row.append(self._text().replace("\n", " "))
            elif name in _BLOCKS:
                self.words.append(" ")
        elif name in _BLOCKS:
            self._end_row() if self._row is not None else self.flush()
            self._contexts.pop()
            if name == "table" and self._tables:
                self._tables.pop()
            elif name in _LISTS and self._lists:
                self._lists.pop()

    def flush(self) -> None:
        """Make a block of the words read so far."""
        text = self._text()
        if text:
            kind, level, prefix = self._contexts[-1]
            self.blocks.append(Block(kind, prefix + text, level))
            if prefix:
                self._contexts[-1] = _Context(kind)

    def _end_row(self) -> None:
        cells, self._row = [*(self._row or []), *([rest] if (rest := self._text()) else [])], None
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            self.blocks.append(Block("paragraph", filled[0]))
        elif filled:
            self.blocks.append(Block("table_row", "\t".join(cells).rstrip("\t")))

    def _text(self) -> str:
        """The open words as text: white space as browsers show it, line breaks kept, file labels left out."""
        text = "".join(self.words)
        self.words.clear()
        if not text or text.isspace():
            return ""
        # Soft hyphens are split over tags, so the text is only normalised when it is whole again.
        text = normalised(_spaces.sub(" ", text))
        text = _around_break.sub("\n", _blanks.sub(" ", text)).strip()
        return without_file_labels(text)

    def _context(self, tag: Tag) -> _Context:
        level = _heading_level(tag)
        if level:
            return _Context("heading", level)
        if tag.name == "li":
            return _Context("list_item", None, self._marker())
        outer = self._contexts[-1]
        return outer if outer.kind in ("list_item", "heading") else _Context()

    def _marker(self) -> str:
        """What stands before a list item: its number, or a dash."""
        if not self._lists or not self._lists[-1]:
            return "- "
        self._lists[-1] += 1
        return f"{self._lists[-1] - 1}. "

    def _note_link(self, address: str | None) -> None:
        if address and not address.startswith(("#", "javascript:")):
            self.links.setdefault(address.strip()[:_MAX_ADDRESS])


def _heading_level(tag: Tag) -> int | None:
    """The rank of a heading: of its tag, or of a class that word processors give headings."""
    name = tag.name
    if len(name) == 2 and name[0] == "h" and name[1].isdigit():
        return int(name[1])
    if name != "p":
        return None
    names = [*tag.classes, *_classes_of_only_child(tag)]
    named = next((one for one in names if _heading_class.match(one) and not _not_heading_class.search(one)), None)
    if named is None or len(tag.close_text) > _MAX_HEADING:
        return None
    digit = _digit.search(named)
    return min(int(digit[0]), 6) if digit else _LEVELS.get(named.lower(), 3)


def _classes_of_only_child(tag: Tag) -> list[str]:
    children = [child for child in tag.children() if child.close_text]
    return children[0].classes if len(children) == 1 else []


def _is_layout(table: Tag) -> bool:
    """Whether a table arranges text rather than data: it holds headings, or other tables."""
    return is_layout_table(table) or any(_heading_level(tag) for tag in table.find_all("p", limit=60))


def _is_menu_cell(cell: Tag) -> bool:
    """Whether a cell is the menu of a page that a table arranges, as pages were made around the year 2000."""
    if not is_menu(cell):
        return False
    table = cell.within("table")
    return table is not None and _is_layout(table)


def _first_number(tag: Tag) -> int:
    """The number of a list's first item; 0 for bullets."""
    start = tag.get("start")
    return (int(start) if start and start.isdigit() else 1) if tag.name == "ol" else 0


def _is_left_out(tag: Tag) -> bool:
    """Frames of the page, menus, and tables of contents that a word processor has marked."""
    if is_page_frame(tag) or (tag.name in _LISTS and is_menu(tag)) or (tag.name == "td" and _is_menu_cell(tag)):
        return True
    return any(_contents_class.match(name) for name in tag.classes)
