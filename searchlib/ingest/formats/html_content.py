"""The main content of a web page: what is said, without menus, breadcrumbs, banners and forms."""

from __future__ import annotations

import re

from searchlib.ingest.formats.html_tree import Tag

_FRAME_TAGS = frozenset({"nav", "header", "footer", "form", "aside", "menu", "dialog"})
_FRAME_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog", "alertdialog"}
)
_frame_name = re.compile(
    r"(?i)(?:^|[\s_-])(?:nav|navigation|navbar|menu|meny|sidomeny|toppmeny|huvudmeny|submenu|breadcrumbs?|brodsmul\w*|brödsmul\w*|cookie\w*|kakor|footer|sidfot|sidhuvud|skip(?:link)?s?|sidebar|sokruta|search(?:box|form)?|share|dela|social|toolbar|pagination|paginering|feedback|banner|related|relaterat)(?:$|[\s_-])"
)
_not_shown = re.compile(r"display\s*:\s*none")
# A block is a menu when this share of its words stand in links, and it has at least so many.
_LINK_SHARE = 0.75
_MIN_LINKS = 4
# Content shorter than this cannot be what the page is about when there is far more beside it.
_MIN_CONTENT = 120


def main_content(root: Tag) -> Tag:
    """The element that holds what the page says: main, role=main, a lone article, or all of it."""
    marked = root.find_all("main") or [
        tag for tags in root.page.tags.values() for tag in tags if tag.get("role") == "main"
    ]
    for found in (marked, root.find_all("article")):
        if len(found) == 1 and _length(found[0]) >= min(_MIN_CONTENT, _length(root) // 2):
            return found[0]
    return next(iter(root.find_all("body", limit=1)), root)


def is_page_frame(tag: Tag) -> bool:
    """Whether an element belongs to the frame of the page, by its tag, role, class or links."""
    name = tag.name
    if name in _FRAME_TAGS and not (name == "header" and tag.holds("h1", "h2") and tag.within("article", "main")):
        return True
    if not tag.attributes:
        return False
    if tag.get("role") in _FRAME_ROLES or tag.get("hidden") is not None or tag.get("aria-hidden") == "true":
        return True
    style = tag.get("style")
    if style and _not_shown.search(style):
        return True
    return _named_as_frame(tag)


def _named_as_frame(tag: Tag) -> bool:
    """Whether class or id say menu, breadcrumb, cookie …; a whole page may be called so and is kept."""
    names = f"{' '.join(tag.classes)} {tag.get('id') or ''}"
    if tag.name in (
        "body",
        "html",
        "main",
        "article",
        "p",
        "h1",
        "h2",
        "h3",
        "span",
        "a",
        "td",
    ) or not _frame_name.search(names):
        return False
    return len(tag.text) < 3000


def is_menu(tag: Tag) -> bool:
    """Whether a list holds little else than links to other pages."""
    links = tag.find_all("a", limit=200)
    if len(links) < _MIN_LINKS:
        return False
    of_links = sum(len(link.close_text) for link in links)
    text = tag.close_text
    return (
        of_links >= _LINK_SHARE * len(text)
        and of_links / len(links) < 30
        and not re.search(r"\d{4}-\d\d-\d\d|\.pdf", text)
    )


def is_layout_table(tag: Tag) -> bool:
    """Whether a table arranges a page rather than data: it holds headings or other tables."""
    return tag.holds("h1", "h2", "h3", "h4", "table")


def _length(tag: Tag) -> int:
    return len(tag.close_text)
