"""A web page as a flat row of its tags and words, as lxml's parser calls them out; nothing is fetched.

A tag stands in the row twice, where it begins and where it ends, so that everything inside it is a slice, and
nothing that reads a page recurses: pages nested a hundred thousand levels deep do exist, and are no error.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

_SILENT = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "title",
        "svg",
        "object",
        "iframe",
        "select",
        "button",
        "textarea",
        "math",
    }
)
# What stands in these is no text of the elements around them.
_HIDING = frozenset({"script", "style", "template", "rt", "rp"})
_SPACES = " \n\t\f\r"

MAX_DEPTH = 200


class _Hidden(str):
    """Words that do not count as text of the elements around them."""

    __slots__ = ()


class Tag:
    """One element: `place` and `end` are where it stands in the row of its page."""

    __slots__ = ("attributes", "end", "name", "page", "parent", "place")

    def __init__(self, page: Page, name: str, attributes: Mapping[str, str], parent: Tag | None, place: int) -> None:
        self.page = page
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.place = self.end = place

    def get(self, name: str) -> str | None:
        """The value of an attribute."""
        return self.attributes.get(name)

    @property
    def classes(self) -> list[str]:
        """The names in the attribute `class`."""
        return self.attributes["class"].split() if "class" in self.attributes else []

    def find_all(self, name: str, limit: int | None = None) -> list[Tag]:
        """The elements of this name inside it, in order, at most `limit`."""
        tags = self.page.tags.get(name, [])
        first = bisect_left(tags, self.place + 1, key=_place)
        last = bisect_left(tags, self.end, key=_place)
        return tags[first : last if limit is None else min(last, first + limit)]

    def holds(self, *names: str) -> bool:
        """Whether an element of any of these names is inside it."""
        return any(self.find_all(name, limit=1) for name in names)

    def within(self, *names: str) -> Tag | None:
        """The nearest element of any of these names that it is inside of."""
        tag = self.parent
        while tag is not None and tag.name not in names:
            tag = tag.parent
        return tag

    def children(self) -> Iterator[Tag]:
        """The elements directly inside it."""
        place = self.place + 1
        while place < self.end:
            item = self.page.row[place]
            if isinstance(item, Tag):
                yield item
                place = item.end
            place += 1

    @property
    def text(self) -> str:
        """The words inside it as they stand."""
        return "".join([item for item in self.page.row[self.place : self.end] if type(item) is str])

    @property
    def close_text(self) -> str:
        """The words inside it without the white space around each piece."""
        return "".join([item.strip() for item in self.page.row[self.place : self.end] if type(item) is str])


def _place(tag: Tag) -> int:
    return tag.place


class Page:
    """A page: the row of its tags and words, its tags by name, and the element around them all.

    It is made by lxml, which calls `start`, `data`, `end` and so on as it reads.
    """

    def __init__(self) -> None:
        self.row: list[Tag | str] = []
        self.tags: dict[str, list[Tag]] = {}
        self._words: list[str] = []
        self._open: list[Tag] = []
        self._hiding = 0
        self.root = self._begin("[document]", {})

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._end_words()
        self.tags.setdefault(name, []).append(self._begin(name, attributes))

    def end(self, name: str) -> None:
        """An element ends: the last that began, for the parser ends those that the page forgot."""
        self._end_words()
        if self._open[-1].name == name:
            self._end_last()

    def data(self, words: str) -> None:
        """Words, or a piece of them."""
        self._words.append(words)

    def comment(self, _text: str) -> None:
        """A comment parts words and says nothing."""
        self._end_words()

    def pi(self, _target: str, _data: str | None = None) -> None:
        """So does an instruction."""
        self._end_words()

    def close(self) -> None:
        """The page ends, and with it what is still open."""
        self._end_words()
        while self._open:
            self._end_last()

    def _begin(self, name: str, attributes: Mapping[str, str]) -> Tag:
        tag = Tag(self, name, attributes, self._open[-1] if self._open else None, len(self.row))
        self.row.append(tag)
        self._open.append(tag)
        self._hiding += name in _HIDING
        return tag

    def _end_last(self) -> None:
        tag = self._open.pop()
        tag.end = len(self.row)
        self.row.append(tag)
        self._hiding -= tag.name in _HIDING

    def _end_words(self) -> None:
        """One piece of text of the words since the last tag; white space alone is one space or line break."""
        if not self._words:
            return
        words = "".join(self._words)
        self._words.clear()
        if not words.strip(_SPACES):
            words = "\n" if "\n" in words else " "
        self.row.append(_Hidden(words) if self._hiding else words)


def parsed(text: str) -> Page:
    """Read a page leniently, as browsers do. Raises lxml's errors, and LookupError, where that is impossible."""
    page = Page()
    parser = etree.HTMLParser(target=page, recover=True, huge_tree=False)
    parser.feed(text)
    parser.close()
    return page


# An event: a tag that begins, a tag that ends, or a piece of text.
Event = tuple[str, Tag | str]


def events(root: Tag, is_skipped: Callable[[Tag], bool]) -> Iterator[Event]:
    """`("start", tag)`, `("end", tag)` and `("text", words)` in the order of the page, for what is inside `root`.

    Below a depth that no real page has, tags only part words: to ask each what it is would take the square of
    the depth.
    """
    row, place, depth = root.page.row, root.place + 1, 1
    while place < root.end:
        item = row[place]
        if isinstance(item, str):
            yield "text", item
        elif item.place != place:
            depth -= 1
            yield ("end", item) if depth <= MAX_DEPTH else ("text", " ")
        elif item.name in _SILENT or (depth <= MAX_DEPTH and is_skipped(item)):
            place = item.end
        else:
            yield ("start", item) if depth <= MAX_DEPTH else ("text", " ")
            depth += 1
        place += 1
