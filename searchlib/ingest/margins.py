"""The margins of pages: what returns at their edges, and the numbers that they print there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from searchlib.ingest.known_furniture import is_known
from searchlib.ingest.lines import Lines, close_set

# How many lines from the top and from the bottom of a page can be its margin.
_MARGIN = 7
# A shape returns when it stands in the margin of this share of the pages, and on three at least.
_SHARE = 0.5
_MIN_PAGES = 3

_page_of = re.compile(
    r"(?<![\d/])(\d{1,4})\s?\((\d{1,4})\)\s*$|\b[Ss]id(?:a|an|nr|nummer)?\.?:?\s*(\d{1,4})(?:\s*(?:av|/|\()\s*\d{1,4}\)?)?\s*$|^\s*(\d{1,4})\s*$"
)
_page_first = re.compile(r"\s*(?:[Ss]id(?:a|an)?\.?\s*)?(\d{1,4})\s?\(\d{1,4}\)(?=\s|$)")


def without_margins(pages: Sequence[str], removed: list[str]) -> Lines:
    """The lines of all pages, an empty line between pages; what returns at the edges of pages is moved to `removed`."""
    margins = [_margins(page) for page in pages]
    offset = _page_offset(margins)
    repeated = _repeated_shapes(margins, offset)
    inner: list[str] = []
    numbers: list[int | None] = []
    for position, page in enumerate(pages, 1):
        texts = close_set(page).split("\n")
        first, last = _inner(texts, repeated, str(position + offset))
        removed.extend(text.strip() for text in (*texts[:first], *texts[last:]) if text.strip())
        inner.extend([*map(str.rstrip, texts[first:last]), ""])
        numbers.extend([position + offset] * (last - first + 1))
    return Lines(inner, numbers)


def _inner(texts: Sequence[str], repeated: frozenset[str], number: str) -> tuple[int, int]:
    """Where the text of a page begins and ends, its margins peeled off from the edges inwards."""

    def is_margin(text: str) -> bool:
        return not text or text.isspace() or _shape(text, number) in repeated or is_known(text)

    first, last = 0, len(texts)
    while first < last and is_margin(texts[first]):
        first += 1
    while last > first and is_margin(texts[last - 1]):
        last -= 1
    return first, last


def _repeated_shapes(margins: Sequence[Sequence[str]], offset: int) -> frozenset[str]:
    """The shapes that return in the margins of the pages."""
    if len(margins) < _MIN_PAGES:
        return frozenset()
    counts: Counter[str] = Counter()
    for position, texts in enumerate(margins, 1):
        number = str(position + offset)
        counts.update({_shape(text, number) for text in texts})
    enough = max(_MIN_PAGES, _SHARE * len(margins))
    return frozenset(shape for shape, count in counts.items() if count >= enough and not shape.startswith("§"))


def _margins(page: str) -> tuple[str, ...]:
    """The outermost lines of a page that hold anything."""
    texts = [text for text in page.split("\n") if text and not text.isspace()]
    return (*texts[:_MARGIN], *texts[-_MARGIN:])


def _shape(text: str, number: str) -> str:
    """A line with a sign for the number of its page: all else that is furniture stays the same."""
    words = text.split()
    return " ".join("#" if word == number else word for word in words) if number in words else " ".join(words)


def _page_offset(margins: Sequence[Sequence[str]]) -> int:
    """Printed page number less position, when most pages that print a number agree; otherwise 0."""
    offsets: Counter[int] = Counter()
    for position, texts in enumerate(margins, 1):
        offsets.update({number - position for number in _printed_numbers(texts)})
    if not offsets:
        return 0
    offset, count = offsets.most_common(1)[0]
    return offset if offset > 0 and count > len(margins) / 2 else 0


def _printed_numbers(texts: Sequence[str]) -> set[int]:
    """The numbers that the lines at the edges of a page could mean as its own."""
    numbers = set()
    for text in texts:
        ends = text.rstrip()[-1]
        if not (ends.isdigit() or ends == ")" or "(" in text):
            continue
        if match := _page_of.search(text) or _page_first.match(text):
            numbers.add(int(next(filter(None, match.groups()))))
    return numbers
