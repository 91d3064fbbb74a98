"""Headings and lines to sections, each with an id that survives edits elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from searchlib.documents import Section
from searchlib.ingest.headings import Heading
from searchlib.ingest.lines import Lines

MAX_ID = 60

_not_slug = re.compile(r"[^a-z0-9]+")
_slug_letters = str.maketrans({"å": "a", "ä": "a", "ö": "o", "ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ł": "l"})


def split_sections(
    lines: Lines, headings: Sequence[Heading], text_of: Callable[[Sequence[str]], str]
) -> tuple[Section, ...]:
    """The sections that the headings begin, after one for the text before the first; `text_of` makes their texts.

    Together they hold every word of the lines: numbers, headings and texts, in order.
    """
    texts = lines.texts
    parts: list[tuple[Heading | None, str, int | None]] = []
    preamble = text_of(texts[: headings[0].first]) if headings else text_of(texts)
    if preamble:
        parts.append((None, preamble, _first_page(lines)))
    ends = [heading.first for heading in headings[1:]] + [len(texts)]
    for heading, end in zip(headings, ends, strict=False):
        text = text_of(texts[heading.end : end])
        if heading.rest:
            text = f"{heading.rest}\n\n{text}".strip()
        parts.append((heading, text, lines.pages[heading.first] if lines.pages else None))
    seen: dict[str, int] = {}
    # The text before the first heading has position 0, so headings count from 1 even when there is none.
    first = 0 if parts and parts[0][0] is None else 1
    return tuple(
        _section(heading, text, page, position, seen) for position, (heading, text, page) in enumerate(parts, first)
    )


def section_id(number: str | None, heading: str | None, ordinal: int = 1) -> str:
    """The anchor of a section: its number and heading as ASCII, at most 60 characters, and an ordinal among equals."""
    slug = _slug(f"{number or ''} {heading or ''}")[:MAX_ID].strip("-") or "inledande-text"
    if ordinal == 1:
        return slug
    tail = f"-{ordinal}"
    return slug[: MAX_ID - len(tail)].rstrip("-") + tail


def _section(heading: Heading | None, text: str, page: int | None, position: int, seen: dict[str, int]) -> Section:
    """A section with an id that none before it has; `seen` counts the ids given."""
    number, words = (heading.number, heading.text) if heading else (None, None)
    unique = base = section_id(number, words)
    while unique in seen:
        seen[base] += 1
        unique = section_id(number, words, seen[base])
    seen[unique] = 1
    return Section(unique, number, position, words, text, page)


@lru_cache(maxsize=4096)
def _slug(text: str) -> str:
    """A text as small ASCII letters and digits, a hyphen for whatever else parts them."""
    try:
        slug = text.encode("latin-1").translate(_SLUG_SIGNS, _NO_SIGNS)
    except UnicodeEncodeError:
        return _any_slug(text)
    return _any_slug(text) if _SEVERAL in slug else b"-".join(slug.split()).decode("ascii")


def _any_slug(text: str) -> str:
    """The same for every text, and slower."""
    return _not_slug.sub("-", _ascii(text)).strip("-")


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().translate(_slug_letters))
    return plain.encode("ascii", "ignore").decode("ascii")


def _slug_sign(sign: str) -> bytes:
    """What becomes of a sign of Latin-1 in a slug: a letter, a space where a hyphen comes, or the mark for several."""
    plain = _not_slug.sub(" ", _ascii(sign)).encode("ascii")
    return plain if len(plain) == 1 else _SEVERAL


_SEVERAL = b"?"
_SLUG_SIGNS = b"".join(_slug_sign(chr(code)) for code in range(256))
# Those of which nothing is left.
_NO_SIGNS = bytes(code for code in range(256) if not _ascii(chr(code)))


def _first_page(lines: Lines) -> int | None:
    return next((line.page for line in lines if line.text), None) if lines.pages else None
