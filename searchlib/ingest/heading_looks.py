"""A first look at the lines of plain text: which could be headings, by their length, their ends and the line above.

Most lines are neither, and are not looked at again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from searchlib.loops import compiled

MAX_LENGTH: Final = 75
# Without an empty line above it, only a line this short is set apart, and only after the end of a sentence.
DENSE_LENGTH: Final = 60
# White space before and after a heading may make its line longer by this.
_SPACE: Final = 10

# What a line may be, as bits: a heading, the words that close the document, a year and nothing else.
HEADING: Final = 1
CLOSING: Final = 2
YEAR: Final = 4

_OPENINGS = frozenset('ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖÉ0123456789”"“')
_SENTENCE_ENDS = tuple('.!?:”"»…)')
# How closing words begin; ſ is a small s too, and ı and İ are an i, to patterns to whom case is all the same.
_CLOSING_FIRST = frozenset("VvJjMmAaUuSsſ")
_CLOSING_SECOND = frozenset("iIİıuUnNeE")
_loop: Final = compiled("lines")

# A line, what it may be, and the next line that is not empty; 0 when there is none among the next few.
Look = tuple[int, int, int]
_GAP: Final = 5


def heading_looks(texts: list[str], begin: int) -> list[Look]:
    """The lines from number `begin` on that may be something; a heading alone only where text follows."""
    if _loop is not None:
        looks: list[Look] = _loop.heading_looks(texts, begin, MAX_LENGTH, DENSE_LENGTH)
        return looks
    return list(plain_looks(texts, begin))


def plain_looks(texts: Sequence[str], begin: int) -> Iterator[Look]:
    """The same without the compiled loop."""
    for index in range(begin, len(texts)):
        text = texts[index]
        if not text or len(text) > MAX_LENGTH + _SPACE:
            continue
        first = text.lstrip()[:2]
        looks = CLOSING if first[:1] in _CLOSING_FIRST and first[1:] in _CLOSING_SECOND else 0
        looks |= YEAR if len(text) <= 8 and first[:1] in ("1", "2") else 0
        looks |= HEADING if _may_be_heading(texts, index) else 0
        following = next_text(texts, index) or 0
        if looks and (following or looks != HEADING):
            yield index, looks, following


def next_text(texts: Sequence[str], index: int) -> int | None:
    """The next line that is not empty, at most a few further down."""
    for place in range(index + 1, min(index + 1 + _GAP, len(texts))):
        if texts[place]:
            return place
    return None


def _may_be_heading(texts: Sequence[str], index: int) -> bool:
    text = texts[index]
    stripped = text.strip()
    if not 2 <= len(stripped) <= MAX_LENGTH or len(text) - len(text.lstrip()) >= 2 or stripped[0] not in _OPENINGS:
        return False
    if stripped[-1] in ".,:;!-–…":
        return False
    above = texts[index - 1] if index else ""
    if stripped[-1] == "?" and (above or not (index + 1 < len(texts) and texts[index + 1])):
        return False
    return not above or (len(stripped) <= DENSE_LENGTH and above.rstrip().endswith(_SENTENCE_ENDS))
