"""Bytes to text, without asking anyone: byte order mark, UTF-8, UTF-16 by its zeros, then the likeliest 8-bit table.

What a file declares about itself (a meta tag, an XML line) is not trusted: old Swedish pages often declare
one encoding and are saved in another.
"""

from __future__ import annotations

import codecs
import re

from searchlib.errors import BinaryFile, EmptyFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How files begin that are surely not text, whatever their suffix says.
_BINARY_STARTS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
)
_TABLES = ("cp1252", "mac_roman", "cp850")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_SAMPLE = 200_000

_swedish_inside = re.compile("(?<=[a-zåäö])[åäöé]|[åäöé](?=[a-zåäö])|(?<![a-zåäö])[ÅÄÖÉ](?=[A-Za-zåäöÅÄÖ])")
_unlikely = re.compile("[^\x00-\x7fåäöÅÄÖéÉüÜèàáæøÆØ§–—’‘”“„…•·½°´»«€\u00a0\u00ad]|[a-zåäö][ÅÄÖ](?=[a-zåäö])")


def decode(data: bytes, source: str) -> str:
    """The text of a file's bytes, in whatever encoding of the last forty years they are.

    Raises EmptyFile when there are no bytes, BinaryFile when they are not text.
    """
    if not data.strip(b" \t\r\n\f\0"):
        raise EmptyFile(source)
    if data.startswith(_BINARY_STARTS):
        raise BinaryFile(source)
    marked = _by_mark(data)
    if marked is not None:
        return marked
    wide = _wide_encoding(data[:_SAMPLE])
    if wide:
        return data.decode(wide, "replace")
    if _has_too_many_controls(data[:_SAMPLE]):
        raise BinaryFile(source)
    return _narrow(data)


def _by_mark(data: bytes) -> str | None:
    """The text after a byte order mark; a broken tail is replaced, since the mark says what was meant."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return None


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every second byte is zero, always on the same side."""
    pairs = len(sample) // 2
    if not pairs or b"\0" not in sample:
        return None
    first, second = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if second > 0.6 * pairs and first < 0.05 * pairs:
        return "utf-16-le"
    if first > 0.6 * pairs and second < 0.05 * pairs:
        return "utf-16-be"
    return None


def _has_too_many_controls(sample: bytes) -> bool:
    """A stray NUL happens in text; one control character in fifty bytes does not."""
    return len(sample) - len(sample.translate(None, _CONTROLS)) > max(len(sample) // 50, 2)


def _narrow(data: bytes) -> str:
    """UTF-8 when it is that; otherwise one 8-bit table, or both by turns when a file was pasted together."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    if sum(map(lenient.count, "åäöÅÄÖé")) > 3 * broken:
        return "".join(_line(line) for line in data.splitlines(keepends=True))
    return _with_table(data)


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return _with_table(line)


def _with_table(data: bytes) -> str:
    """The table that gives most Swedish letters in the places where words have them."""
    texts = [data.decode(table, "replace") for table in _TABLES]
    return max(texts, key=lambda text: _likelihood(text[:_SAMPLE]))


def _likelihood(text: str) -> int:
    """Swedish letters inside words, less everything that no Swedish text holds many of."""
    return len(_swedish_inside.findall(text)) - len(_unlikely.findall(text))
