"""The header of an office file's pages, kept once before the text: organ, date and number may stand nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from searchlib.ingest.extracts import Block

_page_number = re.compile(r"(?:sid(?:a|an)?\.?\s*)?\d*\s*(?:\(\d*\)|av\s*\d*|/\s*\d*)?", re.IGNORECASE)


def header_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The lines of a page header as paragraphs of page 1, without the page number."""
    for block in blocks:
        if not _page_number.fullmatch(block.text.strip()):
            yield Block("paragraph", block.text, page=1)


def without_lone_pages(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Without page numbers when all is said to stand on page 1: then the pages were never marked."""
    if any(block.page != 1 for block in blocks):
        return blocks
    return tuple(Block(block.kind, block.text, block.level) for block in blocks)
