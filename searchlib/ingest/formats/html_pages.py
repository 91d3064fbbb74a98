"""Web pages that a program made of a PDF: an element for each page, a paragraph or table row for each line.

What they hold is a PDF's text, and it is read as one: pages of lines, with the headers and numbers of pages in cells
of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from searchlib.ingest.formats.html_tree import Tag, events
from searchlib.text import normalised

_page = re.compile(r"page_?\d{1,4}")
_MIN_PAGES = 3
# So many lines from the top and from the bottom of a page hold its header and number.
_MARGIN = 3
# A header returns on this share of the pages at least: left and right pages may have different ones.
_SHARE = 0.25
_number = re.compile(r"^\d{1,4}\s+|\s+\d{1,4}$")
_LINES = frozenset({"p", "tr", "div", "table", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br"})
_CELLS = frozenset({"td", "th"})

Cells = list[str]


def pages_of(root: Tag) -> tuple[str, ...]:
    """The text of each page, its lines apart; nothing when the pages of a PDF are not what the page is made of."""
    pages = [tag for tag in root.find_all("div") if _page.fullmatch(tag.get("id") or "")]
    if len(pages) < _MIN_PAGES:
        return ()
    lines = [list(_lines(page)) for page in pages]
    headers = _headers(lines)
    return tuple(_text(page, headers, str(number)) for number, page in enumerate(lines, 1))


def _lines(page: Tag) -> Iterator[Cells]:
    """The lines of a page, each as its cells that hold something."""
    cells: Cells = []
    words: list[str] = []
    for _, what in events(page, lambda tag: False):
        if isinstance(what, str):
            words.append(what)
        elif what.name in _CELLS or what.name in _LINES:
            cells += _cell(words)
            if what.name in _LINES and not (what.name != "tr" and what.within("tr")) and cells:
                yield cells
                cells = []
    if cells := [*cells, *_cell(words)]:
        yield cells


def _cell(words: list[str]) -> Cells:
    text = " ".join(normalised("".join(words)).split())
    words.clear()
    return [text] if text else []


def _margins(page: Sequence[Cells]) -> Iterator[Cells]:
    yield from page if len(page) <= 2 * _MARGIN else (*page[:_MARGIN], *page[-_MARGIN:])


def _headers(pages: Sequence[Sequence[Cells]]) -> frozenset[str]:
    """The cells that return at the edges of pages, less a page number that they may hold."""
    counts = Counter(cell for page in pages for cell in {_bare(cell) for cells in _margins(page) for cell in cells})
    enough = max(_MIN_PAGES, _SHARE * len(pages))
    return frozenset(cell for cell, count in counts.items() if count >= enough and not cell.isdigit())


def _bare(cell: str) -> str:
    return _number.sub("", cell)


def _text(page: Sequence[Cells], headers: frozenset[str], number: str) -> str:
    """A page without its headers and its number. Cells are joined by a space: it parts a number from its heading."""
    edges = {id(cells) for cells in _margins(page)}
    lines = (_without(cells, headers, number) if id(cells) in edges else cells for cells in page)
    return "\n".join(" ".join(cells) for cells in lines if cells)


def _without(cells: Cells, headers: frozenset[str], number: str) -> Cells:
    kept = [cell for cell in cells if cell not in headers and cell != number]
    if len(kept) == 1 and _bare(kept[0]) in headers:
        return []
    # Where a header shares the cell of a line, or of a number that belongs to the line, it stands before or after it.
    for header in headers:
        kept = [cell.removeprefix(f"{header} ").removesuffix(f" {header}") for cell in kept]
    return kept
