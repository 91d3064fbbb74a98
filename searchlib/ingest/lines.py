"""Lines: what pages and outlines have in common, and what sections, dates and names are found in."""

from __future__ import annotations

from typing import NamedTuple

from searchlib.ingest.extracts import Block, Outline


class Line(NamedTuple):
    """One line of a page, or of a block of an outline.

    `level` is the rank that the format itself gives a heading; `page` counts from 1. An empty text separates.
    """

    text: str
    page: int | None = None
    level: int | None = None


def page_lines(page: str) -> list[Line]:
    """The lines of a text without pages."""
    return [Line(text.rstrip()) for text in page.split("\n")]


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
