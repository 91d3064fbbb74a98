"""What an office file puts around its text: the title, which outranks all headings, and the header of its pages.

The header is kept once: organ, date and number may stand nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from searchlib.ingest.extracts import Block

_page_number = re.compile(r"(?:sid(?:a|an)?\.?\s*)?\d*\s*(?:\(\d*\)|av\s*\d*|/\s*\d*)?", re.IGNORECASE)


def with_page_header(header: Iterable[Block], body: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a document with the lines of its page header as paragraphs near the top.

    They come after a heading that begins the text, for that is its title; page numbers are left out.
    """
    top = [Block("paragraph", one.text, page=1) for one in header if not _page_number.fullmatch(one.text.strip())]
    blocks = list(body)
    place = 1 if blocks and blocks[0].kind == "heading" else 0
    blocks[place:place] = top
    return _without_lone_pages(_from_rank_one(blocks))


def _from_rank_one(blocks: list[Block]) -> tuple[Block, ...]:
    """Headings a rank lower when there is a title (rank 0), which stands above them all."""
    if not any(block.level == 0 for block in blocks):
        return tuple(blocks)
    return tuple(block if block.level is None else replace(block, level=block.level + 1) for block in blocks)


def _without_lone_pages(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Without page numbers when all is said to stand on page 1: then the pages were never marked."""
    if any(block.page != 1 for block in blocks):
        return blocks
    return tuple(Block(block.kind, block.text, block.level) for block in blocks)
