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

# An event: a tag that begins, a tag that ends (None before it), or a piece of text.
Event = tuple[str, Tag | str]


def events(root: Tag, is_skipped: Callable[[Tag], bool]) -> Iterator[Event]:
    """`("start", tag)`, `("end", tag)` and `("text", words)` in the order of the page, for what is inside `root`."""
    stack: list[tuple[Tag, Iterator[PageElement]]] = [(root, iter(root.contents))]
    while stack:
        tag, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack:
                yield "end", tag
        elif isinstance(child, Tag):
            if child.name not in _SILENT and not is_skipped(child):
                yield "start", child
                stack.append((child, iter(child.contents)))
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield "text", str(child)
