"""Which format a file is in: by its content first, by its suffix second."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from searchlib.errors import EmptyFile, UnsupportedFormat

# How far into a file a signature may stand: PDF allows junk before it, and pages begin with comments.
_HEAD = 2048

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"BM", "image"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\xfd7zXZ\0", "archive"),
    (b"BZh", "archive"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"MZ\x90", "program"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3\0", "database"),
    (b"%!PS", "postscript"),
)

# Signatures that are letters too: only believed when what follows is not text.
_LETTERS = frozenset({b"BM", b"BZh", b"ID3", b"GIF8"})

_UNREAD_SUFFIXES = {
    ".eml": "eml",
    ".mbox": "eml",
    ".mht": "mht",
    ".mhtml": "mht",
    ".csv": "spreadsheet",
    ".tsv": "spreadsheet",
    ".svg": "image",
    ".ics": "calendar",
    ".vcf": "calendar",
    ".json": "data",
    ".xml": "data",
    ".css": "program",
    ".js": "program",
    ".py": "program",
    ".sh": "program",
    ".bat": "program",
    ".ps1": "program",
}

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown"})
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_TEXT_SUFFIXES = frozenset({".txt", ".text", ".asc"})

_MAIL_HEADER = re.compile(rb"(?i)(?:return-path|received|delivered-to|message-id|mime-version|x-[\w-]+): ?\S")
_HTML_START = re.compile(rb"(?is)\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b")
_HTML_TAG = re.compile(rb"(?i)</?(?:p|div|h[1-6]|br|table|ul|ol|li|a|span|main|article|section|body|html)\b[^<>]*>")
_XML_START = re.compile(rb"\s*<\?xml\b")
_FRONT_MATTER = re.compile(rb"---\r?\n[\w-]+:")
_MARKDOWN_HEADING = re.compile(rb"(?m)^#{1,6} \S")


def detect(data: bytes, source: str) -> str:
    """Name the format of a file: text, markdown, html, pdf, docx, odt or rtf.

    The suffix of `source` decides only between formats that the content allows. Raises EmptyFile,
    and UnsupportedFormat for a kind that is recognised but not read.
    """
    if not data:
        raise EmptyFile(source)
    suffix = PurePosixPath(source).suffix.lower()
    found = _by_signature(data, source)
    if found in _READ_BY_SIGNATURE:
        return found
    if found is None and _MAIL_HEADER.match(data):
        found = "eml"
    head = _single_byte(data[: _HEAD * 4])
    if found is None and _HTML_START.match(head):
        return "html"
    if found is None and _XML_START.match(head):
        found = "data"
    if found := found or _UNREAD_SUFFIXES.get(suffix):
        raise UnsupportedFormat(source, found)
    return _by_suffix(head, suffix)


TEXT_FORMATS = frozenset({"text", "markdown", "html"})
_READ_BY_SIGNATURE = frozenset({"pdf", "docx", "odt", "rtf"})


def _by_signature(data: bytes, source: str) -> str | None:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:5] == rb"{\rtf":
        return "rtf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(data)
    if data[4:8] == b"ftyp":
        return "film"
    if data.startswith(b"RIFF"):
        return "image" if data[8:12] == b"WEBP" else "sound"
    for signature, kind in _SIGNATURES:
        if data.startswith(signature) and (signature not in _LETTERS or b"\0" in data[:512]):
            return kind
    return None


def _zip_kind(data: bytes) -> str:
    """Tell the kinds of ZIP apart by the member names, which stand in the file uncompressed.

    The archive is not opened here: its directory may be a bomb too, and is read in isolation.
    """
    if data[30:38] == b"mimetype":
        mime = data[38:120]
        if mime.startswith(b"application/vnd.oasis.opendocument.text"):
            return "odt"
        if mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return "spreadsheet"
        if mime.startswith(b"application/vnd.oasis.opendocument.presentation"):
            return "presentation"
        return "epub" if mime.startswith(b"application/epub") else "zip"
    if b"[Content_Types].xml" in data:
        for member, kind in (
            (b"word/document", "docx"),
            (b"xl/workbook", "spreadsheet"),
            (b"ppt/presentation", "presentation"),
        ):
            if member in data:
                return kind
    return "zip"


def _ole_kind(data: bytes) -> str:
    for stream, kind in (("WordDocument", "doc"), ("Workbook", "spreadsheet"), ("PowerPoint", "presentation")):
        if stream.encode("utf-16-le") in data:
            return kind
    return "ole"


def _single_byte(head: bytes) -> bytes:
    """The head without the zero bytes of UTF-16 and without a byte order mark, so that tags can be seen."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _by_suffix(head: bytes, suffix: str) -> str:
    tags = len(_HTML_TAG.findall(head))
    if suffix in _MARKDOWN_SUFFIXES:
        return "markdown"
    if suffix in _HTML_SUFFIXES:
        return "html" if b"<" in head else "text"
    if head.lstrip().startswith(b"<") and tags >= 3:
        return "html"
    if suffix in _TEXT_SUFFIXES:
        return "text"
    return "markdown" if _FRONT_MATTER.match(head) or len(_MARKDOWN_HEADING.findall(head)) >= 2 else "text"
