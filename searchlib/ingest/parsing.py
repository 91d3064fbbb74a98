"""The formats that are read: one line for each, one file with one function behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from searchlib.documents import Minutes
from searchlib.errors import FileTooLarge
from searchlib.ingest.detection import detect
from searchlib.ingest.extracts import Extract, PagedText
from searchlib.ingest.formats import docx, html, markdown, odt, pdf, plain, rtf
from searchlib.ingest.given import Given
from searchlib.ingest.minutes import build_minutes

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Format:
    """How one format is read: its function, its limit in bytes, and whether it is kept in a process of its own.

    Foreign parsers of binary formats are isolated: they can crash, hang or grow beyond what Python can catch.
    """

    extract: Callable[[bytes, str], Extract]
    limit: int
    isolated: bool = False


FORMATS = {
    "text": Format(plain.extract, 5 * MEGABYTE),
    "markdown": Format(markdown.extract, 5 * MEGABYTE),
    "html": Format(html.extract, 5 * MEGABYTE),
    "pdf": Format(pdf.extract, 50 * MEGABYTE, isolated=True),
    "docx": Format(docx.extract, 50 * MEGABYTE, isolated=True),
    "odt": Format(odt.extract, 50 * MEGABYTE, isolated=True),
    "rtf": Format(rtf.extract, 50 * MEGABYTE, isolated=True),
}

LARGEST = max(known.limit for known in FORMATS.values())


def format_of(data: bytes, source: str) -> Format:
    """Find the format of a file by its content.

    Raises EmptyFile, UnsupportedFormat, and FileTooLarge past the limit of the format.
    """
    found = FORMATS[detect(data, source)]
    if len(data) > found.limit:
        raise FileTooLarge(source, len(data), found.limit)
    return found


def parse(data: bytes, source: str, given: Given) -> tuple[Minutes, ...]:
    """Make minutes of the bytes of a file, in this process. Raises a subclass of UnreadableFile."""
    extract = format_of(data, source).extract(data, source)
    minutes = build_minutes(extract, source=source, given=given)
    empty = _pages_without_text(extract)
    if not empty:
        return minutes
    # Scanned pages between others are missed by nobody until they are searched for.
    return tuple(replace(one, warnings=(*one.warnings, f"pages_without_text:{empty}")) for one in minutes)


def _pages_without_text(extract: Extract) -> int:
    """How many pages hold nothing; one, often a cover, is nothing to tell."""
    if not isinstance(extract, PagedText):
        return 0
    empty = sum(not page.strip() for page in extract.pages)
    return empty if empty > 1 else 0
