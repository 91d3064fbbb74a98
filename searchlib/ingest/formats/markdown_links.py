"""Links and images of Markdown: `[words](address)`, `![words](address)`.

They are looked for at the brackets in their middle, and each closing bracket once, so that openings without end
(`![a](` a thousand times) cost one look each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MAX_WORDS = 500
# What stands between the brackets of an address with a title, with room for spaces.
_MAX_TARGET = 2_600
_link_target = re.compile(r"\s*+<?([^)\s>]{1,2000}+)>?+[^)\n]{0,500}+\)")
_image_target = re.compile(r"([^)\n]{0,2000}+)\)")


class Link(NamedTuple):
    """A link or image: its place, the words that show it, the address it leads to."""

    start: int
    end: int
    words: str
    address: str


def find_links(text: str) -> Iterator[Link]:
    """The links of a text, in order."""
    return _found(text, "[", _link_target)


def without_links(text: str) -> str:
    """The text with the words of links and the descriptions of images in their place."""
    for opening, target in (("![", _image_target), ("[", _link_target)):
        text = _replaced(text, _found(text, opening, target))
    return text


def _replaced(text: str, links: Iterator[Link]) -> str:
    parts: list[str] = []
    end = 0
    for link in links:
        parts += (text[end : link.start], link.words)
        end = link.end
    return "".join((*parts, text[end:]))


def _found(text: str, opening: str, target: re.Pattern[str]) -> Iterator[Link]:
    end, closing, middle = 0, -1, text.find("](")
    while middle >= 0:
        if closing < middle:
            closing = text.find(")", middle)
        if closing < 0:
            return
        start = _opening(text, opening, end, middle) if closing - middle <= _MAX_TARGET else -1
        if start >= 0 and (match := target.match(text, middle + 2)):
            end = match.end()
            yield Link(start, end, text[start + len(opening) : middle], match[1])
        middle = text.find("](", middle + 2)


def _opening(text: str, opening: str, end: int, middle: int) -> int:
    """Where the words before the brackets begin: on the same line, after the last link, at the first opening."""
    first = max(end, middle - _MAX_WORDS - len(opening))
    first = max(first, text.rfind("]", first, middle) + 1, text.rfind("\n", first, middle) + 1)
    return text.find(opening, first, middle)
