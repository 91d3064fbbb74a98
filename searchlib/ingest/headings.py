"""Which lines are headings: numbered ones, those the format marks, or short lines set apart from the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from searchlib.ingest.lines import Line, Lines
from searchlib.ingest.numbering import MAX_HEADING, numbered_sections
from searchlib.ingest.plain_headings import plain_headings
from searchlib.ingest.rising_chain import Candidate

# Headings that stand inside a section of minutes: they never belong to the heading above them.
_SUBHEADING = re.compile(
    r"(?:beslut|beslutet|ärendet|ärendebeskrivning|handling|handlingar|information|bakgrund|sammanfattning|yrkande|yrkanden"
    r"|tidigare behandling|förslag till beslut|beslutsunderlag|fråga \d+"
    r"|[\wåäö-]+ (?:beslutar|beslutade|föreslår|antecknar|medger)\b.*"
    r"|(?:beslutar|beslutade|föreslår|antecknar|medger)(?: att\b.*)?|dnr\b.*|diarienummer\b.*)[.:]?\s*$",
    re.IGNORECASE,
)
# A reference number that shares the line of the number: `§ 15 1435/22`, `§ 44 Ärendenummer SLK-2023-00644`.
_reference = re.compile(
    r"(?:(?:ärendenummer|ärendenr|ärende\s?nr|diarienummer|diarienr|dnr)\b[.:]?\s*[A-ZÅÄÖa-zåäö]{0,8}[-/ ]?[\d:/. -]*"
    r"|\(?[A-ZÅÄÖ]{0,8}[-/ ]?\d{2,6}(?:[-/:]-?\d+)+\)?)\s*(?=$|\s)",
    re.IGNORECASE,
)
_ABBREVIATED = ("..", "m.m.", "m.fl.", "m. m.", "m. fl.", "mm.", "etc.", "osv.", "dyl.", "nr.")
_MARKS = frozenset("-–—•*")
_MOST_LINES = 7
_FULL_LINE = 75
_mark = re.compile(r"^(?:[-–—•*]\s+)+|\*+\s*$|^\*+")


class Heading(NamedTuple):
    """A heading: the lines `first` to `end` (exclusive) with its number, its words, and what else stood there."""

    first: int
    end: int
    number: str | None
    text: str | None
    rest: str = ""


def find_headings(lines: Lines, title: int | None = None, *, wrapped: bool = True) -> list[Heading]:
    """The headings of a document, in order; `title` is the line that is its title and no section.

    `wrapped` says that lines are those of a page, so that a heading may take several.
    """
    chain = numbered_sections(lines)
    if chain:
        found = _numbered(lines, chain, wrapped)
        return _with_unnumbered(lines, found, title)
    marked = [_marked(lines, index) for index in lines.marked() if index != title]
    return marked or plain_headings_of(lines.texts, title)


def plain_headings_of(texts: list[str], title: int | None) -> list[Heading]:
    """Short lines set apart, as headings."""
    return [
        Heading(first, end, None, _clean(" ".join([text.strip() for text in texts[first:end]])))
        for first, end in plain_headings(texts, title)
    ]


def _marked(lines: Sequence[Line], index: int) -> Heading:
    return Heading(index, index + 1, None, _clean(lines[index].text))


def _numbered(lines: Lines, chain: Sequence[Candidate], wrapped: bool) -> list[Heading]:
    width = _heading_width(lines, chain) if wrapped else 0
    stops = {candidate.line for candidate in chain}
    return [_numbered_heading(lines, candidate, width, stops) for candidate in chain]


def _with_unnumbered(lines: Lines, found: list[Heading], title: int | None) -> list[Heading]:
    """Headings of the format that stand beside the numbered ones; those under them are parts of their text."""
    levels = [level for heading in found if (level := lines[heading.first].level)] if lines.levels else []
    if not levels:
        return found
    taken = {heading.first for heading in found}
    rest = [index for index in lines.marked() if index not in taken and index != title]
    shallow = sum(1 for index in rest if (lines[index].level or 0) <= max(levels))
    numbers_rule = len(levels) >= shallow
    limit = max(levels) if numbers_rule else 9
    extra = [_marked(lines, index) for index in rest if (lines[index].level or 0) <= limit]
    return sorted((*found, *extra))


def _heading_width(lines: Sequence[Line], chain: Sequence[Candidate]) -> int:
    """How long a line of a heading gets before it goes on on the next line."""
    firsts = (_reference_apart(candidate.rest)[1] or _first_after(lines, candidate.line)[1] for candidate in chain)
    return max([40, *(len(text) for text in firsts if len(text) <= _FULL_LINE)])


def _reference_apart(rest: str) -> tuple[str, str]:
    """What follows a number, as a reference number that may begin it and the words of the heading."""
    match = _reference.match(rest)
    return (match[0].strip(), rest[match.end() :].strip()) if match else ("", rest)


def _first_after(lines: Sequence[Line], index: int) -> tuple[int, str]:
    """The next line that is not empty, and its place."""
    for place in range(index + 1, min(index + 4, len(lines))):
        if lines[place].text:
            return place, lines[place].text.strip()
    return len(lines), ""


def _numbered_heading(lines: Sequence[Line], candidate: Candidate, width: int, stops: set[int]) -> Heading:
    """The heading that a candidate begins, over as many lines as it takes."""
    index = candidate.line
    reference, words = _reference_apart(candidate.rest)
    end = index + 1
    if not words:
        place, text = _first_after(lines, index)
        if place in stops or not _can_be_heading(text) or lines[index].level:
            return Heading(index, end, candidate.number, None, reference)
        words, end = text, place + 1
    elif not _can_be_heading(words):
        return Heading(index, end, candidate.number, None, f"{reference} {words}".strip())
    parts = [words]
    least = _before_subheading(lines, end) if width else 0
    while width and end < len(lines) and end not in stops and (end < least or _goes_on(lines, end, parts, width)):
        parts.append(lines[end].text.strip())
        end += 1
    return Heading(index, end, candidate.number, _clean(_heading_joined(parts)), reference)


def _can_be_heading(text: str) -> bool:
    """A sentence is no heading, nor is a paragraph."""
    if not text or len(text) > MAX_HEADING or _SUBHEADING.fullmatch(text):
        return False
    return not (text.endswith((".", ";")) and not text.endswith(_ABBREVIATED) and text.count(" ") > 4)


def _before_subheading(lines: Sequence[Line], first: int) -> int:
    """The line of the subheading that ends the heading, when only short lines without sentences stand before it."""
    for place in range(first, min(first + _MOST_LINES, len(lines))):
        text = lines[place].text.strip()
        if _SUBHEADING.fullmatch(text):
            return place
        if not text or len(text) > _FULL_LINE or text[-1] in ".:;?!" or lines[place].level:
            break
    return first


def _goes_on(lines: Sequence[Line], index: int, parts: Sequence[str], width: int) -> bool:
    """Whether the next line still belongs to the heading: the line before was full, and this is no text line."""
    line = lines[index]
    text = line.text.strip()
    if (
        not text
        or line.level
        or lines[index - 1].level
        or len(parts) >= _MOST_LINES
        or len(text) > width + 4
        or _SUBHEADING.fullmatch(text)
    ):
        return False
    first_word = text.split(None, 1)[0]
    return len(parts[-1]) + 1 + len(first_word) > width - 6 or _hyphened(parts[-1], text) or text[0].islower()


def _hyphened(before: str, after: str) -> bool:
    return before.endswith("-") and after[:1].islower()


def _heading_joined(parts: Sequence[str]) -> str:
    joined = parts[0]
    for part in parts[1:]:
        if _hyphened(joined, part) and not part.startswith(("och ", "eller ", "samt ")):
            joined = joined[:-1] + part
        else:
            joined = f"{joined} {part}"
    return joined


def _clean(text: str) -> str | None:
    """The words of a heading: one line, no list marks before it, no stray marks of Markdown after it."""
    words = text.strip()
    if words and (words[0] in _MARKS or words[-1] == "*"):
        words = _mark.sub("", words)
    words = " ".join(words.split())
    if not words.endswith("."):
        return words or None
    return (words if words.endswith(_ABBREVIATED) else words.rstrip(".")) or None
