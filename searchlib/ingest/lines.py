"""Lines: what pages and outlines have in common, and what sections, dates and names are found in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final, NamedTuple, overload

from searchlib.ingest.extracts import Block, Outline
from searchlib.loops import compiled

_loop: Final = compiled("signs")
_letterspaced = re.compile(r"(?<!\S)(?:[A-ZÅÄÖ0-9] {1,4}){4,}[A-ZÅÄÖ0-9](?!\S)")
_letters_apart = re.compile(r"[A-ZÅÄÖ0-9] {1,4}[A-ZÅÄÖ0-9] {1,4}[A-ZÅÄÖ0-9] {1,4}[A-ZÅÄÖ0-9] ")
_word_gap = re.compile(r" {2,}")


class Line(NamedTuple):
    """One line of a page, or of a block of an outline.

    `level` is the rank that the format itself gives a heading; `page` counts from 1. An empty text separates.
    """

    text: str
    page: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Lines(Sequence[Line]):
    """The lines of a document, in columns, for most questions are about texts alone.

    `pages` and `levels` are None where no line has one.
    """

    texts: list[str]
    pages: list[int | None] | None = None
    levels: list[int | None] | None = None

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Lines:
        """The same lines in columns."""
        lines = list(lines)
        pages, levels = [line.page for line in lines], [line.level for line in lines]
        return cls([line.text for line in lines], pages if any(pages) else None, levels if any(levels) else None)

    def marked(self) -> list[int]:
        """The places of those that the format itself marks as headings."""
        return [at for at, level in enumerate(self.levels) if level and self.texts[at]] if self.levels else []

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Line]:
        return map(Line, self.texts, self.pages or repeat(None), self.levels or repeat(None))

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> Lines: ...
    def __getitem__(self, place: int | slice) -> Line | Lines:
        texts, pages, levels = self.texts, self.pages, self.levels
        if isinstance(place, slice):
            return Lines(texts[place], pages[place] if pages else None, levels[place] if levels else None)
        return Line(texts[place], pages[place] if pages else None, levels[place] if levels else None)


def page_lines(page: str) -> Lines:
    """The lines of one page."""
    return Lines(list(map(str.rstrip, close_set(page).split("\n"))))


def close_set(page: str) -> str:
    """Letterspaced words closed up: `P R O T O K O L L` is one word, two spaces part it from the next."""
    if not (_loop.has_letters_apart(page) if _loop else _letters_apart.search(page)):
        return page
    return _letterspaced.sub(lambda match: _word_gap.sub("\0", match[0]).replace(" ", "").replace("\0", " "), page)


def outline_lines(outline: Outline) -> list[Line]:
    """The lines of an outline's blocks, an empty one between blocks, except within lists and tables."""
    lines: list[Line] = []
    previous: Block | None = None
    for block in outline.blocks:
        if previous and not (block.kind == previous.kind and block.kind in ("list_item", "table_row")):
            lines.append(Line("", block.page))
        level = (block.level or 2) if block.kind == "heading" else None
        lines.extend(Line(text, block.page, level) for text in block.text.strip().split("\n"))
        previous = block
    return lines
