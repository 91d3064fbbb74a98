"""Plain text: pages parted by form feeds, or Markdown that lies in a text file."""

from __future__ import annotations

import re

from searchlib.errors import FileTooLarge
from searchlib.ingest.encodings import decode
from searchlib.ingest.extracts import Extract, PagedText
from searchlib.ingest.formats.markdown import outline_of
from searchlib.text import normalised

LIMIT = 5_000_000  # bytes

_markdown_heading = re.compile(r"^#{1,6} \S", re.MULTILINE)


def extract(data: bytes, source: str) -> Extract:
    """Read a text file. Raises EmptyFile, BinaryFile, and FileTooLarge above 5 MB."""
    if len(data) > LIMIT:
        raise FileTooLarge(source, len(data), LIMIT)
    return extract_text(normalised(decode(data, source)))


def extract_text(text: str) -> Extract:
    """What a normalised text holds: an outline when it is Markdown by its headings, pages otherwise."""
    # The lone sign is found many times faster than the pair, and most texts have none.
    if "#" in text and "\n#" in text and len(_markdown_heading.findall(text)) >= 2:
        return outline_of(text)
    return PagedText(tuple(text.split("\f")))
