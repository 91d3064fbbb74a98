"""Web pages, and HTML from word processors, to an outline."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from searchlib.errors import FileTooLarge, MalformedFile
from searchlib.ingest.encodings import decode
from searchlib.ingest.extracts import Extract, Outline, PagedText
from searchlib.ingest.formats.html_blocks import blocks_of
from searchlib.ingest.formats.html_content import main_content
from searchlib.ingest.formats.html_metadata import page_metadata
from searchlib.ingest.formats.html_pages import pages_of
from searchlib.ingest.formats.html_tree import Page, parsed
from searchlib.ingest.web_frame import is_web_furniture

LIMIT = 5_000_000  # bytes
# A tag takes some 800 bytes of memory and 10 µs: this many in one page are an attack, or no page.
MAX_TAGS = 400_000
MAX_LINKS = 2_000

_declaration = re.compile(r"\s*<\?xml[^>]{0,200}\?>")


def extract(data: bytes, source: str) -> Extract:
    """Read an HTML file. Raises EmptyFile, BinaryFile, MalformedFile, and FileTooLarge above 5 MB."""
    if len(data) > LIMIT:
        raise FileTooLarge(source, len(data), LIMIT)
    text = _declaration.sub("", decode(data, source), count=1)
    if text.count("<") > MAX_TAGS:
        raise MalformedFile(source, f"more than {MAX_TAGS} tags")
    try:
        page = parsed(text)
        pages = pages_of(page.root)
        metadata = page_metadata(text)
        return PagedText(pages, metadata) if pages else outline_of(page, metadata)
    except (etree.LxmlError, LookupError, UnicodeError) as error:
        raise MalformedFile(source, "the page cannot be parsed") from error


def outline_of(page: Page, metadata: Mapping[str, str]) -> Outline:
    """The blocks of a page's main content, what its head says about it (`metadata`), and its links."""
    content = main_content(page.root)
    blocks, links = blocks_of(content)
    kept = tuple(block for block in blocks if not is_web_furniture(block.text))
    said = dict(metadata)
    if len(kept) < len(blocks) or page.root.holds("nav", "main"):
        said["web_page"] = "yes"
    return Outline(kept, said, links[:MAX_LINKS])
