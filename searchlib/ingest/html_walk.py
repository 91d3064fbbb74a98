"""A parsed page as a flat row of events, so that nothing that reads it recurses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bs4.element import NavigableString, PageElement, PreformattedString, Tag

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

MAX_DEPTH = 200

# An event: a tag that begins, a tag that ends (None before it), or a piece of text.
Event = tuple[str, Tag | str]


def events(root: Tag, is_skipped: Callable[[Tag], bool]) -> Iterator[Event]:
    """`("start", tag)`, `("end", tag)` and `("text", words)` in the order of the page, for what is inside `root`.

    Below a depth that no real page has, tags only part words: to ask each what it is would take the square of
    the depth.
    """
    stack: list[tuple[Tag, Iterator[PageElement]]] = [(root, iter(root.contents))]
    while stack:
        tag, children = stack[-1]
        child = next(children, None)
        deep = len(stack) > MAX_DEPTH
        if child is None:
            stack.pop()
            if stack:
                yield ("end", tag) if len(stack) <= MAX_DEPTH else ("text", " ")
        elif isinstance(child, Tag):
            if child.name not in _SILENT and (deep or not is_skipped(child)):
                yield ("text", " ") if deep else ("start", child)
                stack.append((child, iter(child.contents)))
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield "text", str(child)
