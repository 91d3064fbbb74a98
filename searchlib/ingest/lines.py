"""Lines: what pages and outlines have in common, and what sections, dates and names are found in."""

from __future__ import annotations

import re
from typing import NamedTuple

from searchlib.ingest.extracts import Block, Outline
from searchlib.loops import compiled

_loop = compiled("signs")
_letterspaced = re.compile(r"(?<!\S)(?:[A-ZÅÄÖ0-9] {1,4}){4,}[A-ZÅÄÖ0-9](?!\S)")
_letters_apart = re.compile(r"[A-ZÅÄÖ0-9] {1,4}[A-ZÅÄÖ0-9] {1,4}[A-ZÅÄÖ0-9] {1,4}[A-ZÅÄÖ0-9] ")
_word_gap = re.compile(r" {2,}")


class Line(NamedTuple):
    """One line of a page, or of a block of an outline.

    `level` is the rank that the format itself gives a heading; `page` counts from 1. An empty text separates.
    """

    text: str
    page: int | None = None
    level: int | None = None


_GAP = Line("")


def page_lines(page: str) -> list[Line]:
    """The lines of one page."""
    return [Line(text) if text else _GAP for text in map(str.rstrip, close_set(page).split("\n"))]


def close_set(page: str) -> str:
    """Letterspaced words closed up: `P R O T O K O L L` is one word, two spaces part it from the next."""
    if not (_loop.has_letters_apart(page) if _loop else _letters_apart.search(page)):
        return page
    return _letterspaced.sub(lambda match: _word_gap.sub("\0", match[0]).replace(" ", "").replace("\0", " "), page)


def outline_lines(outline: Outline) -> list[Line]:
    """The lines of an outline's blocks, an empty one between blocks, except within lists and tables."""
    lines: list[Line] = []
    previous: Block | None = None
    for block in outline.blocks:
        if previous and not (block.kind == previous.kind and block.kind in ("list_item", "table_row")):
            lines.append(Line("", block.page))
        level = (block.level or 2) if block.kind == "heading" else None
        lines.extend(Line(text, block.page, level) for text in block.text.strip().split("\n"))
        previous = block
    return lines
