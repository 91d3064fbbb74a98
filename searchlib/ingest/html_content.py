"""The main content of a web page: what is said, without menus, breadcrumbs, banners and forms."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

_FRAME_TAGS = frozenset({"nav", "header", "footer", "form", "aside", "menu", "dialog"})
_FRAME_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog", "alertdialog"}
)
_frame_name = re.compile(
    r"(?i)(?:^|[\s_-])(?:nav|navigation|navbar|menu|meny|sidomeny|toppmeny|huvudmeny|submenu|breadcrumbs?|brodsmul\w*|brödsmul\w*|cookie\w*|kakor|footer|sidfot|sidhuvud|skip(?:link)?s?|sidebar|sokruta|search(?:box|form)?|share|dela|social|toolbar|pagination|paginering|feedback|banner|related|relaterat)(?:$|[\s_-])"
)
# A block is a menu when this share of its words stand in links, and it has at least so many.
_LINK_SHARE = 0.75
_MIN_LINKS = 4
# Content shorter than this cannot be what the page is about when there is far more beside it.
_MIN_CONTENT = 120


def main_content(soup: BeautifulSoup) -> Tag:
    """The element that holds what the page says: main, role=main, a lone article, or all of it."""
    marked = soup.find_all("main") or soup.find_all(attrs={"role": "main"})
    for candidates in (marked, soup.find_all("article")):
        found = [tag for tag in candidates if isinstance(tag, Tag)]
        if len(found) == 1 and _length(found[0]) >= min(_MIN_CONTENT, _length(soup) // 2):
            return found[0]
    return soup.body or soup


def is_page_frame(tag: Tag) -> bool:
    """Whether an element belongs to the frame of the page, by its tag, role, class or links."""
    name = tag.name
    if name in _FRAME_TAGS and not (
        name == "header" and tag.find(["h1", "h2"]) and tag.find_parent(["article", "main"])
    ):
        return True
    if name == "form":
        return True
    if not tag.attrs:
        return False
    if tag.get("role") in _FRAME_ROLES or tag.get("hidden") is not None or tag.get("aria-hidden") == "true":
        return True
    style = tag.get("style")
    if isinstance(style, str) and re.search(r"display\s*:\s*none", style):
        return True
    return _named_as_frame(tag)


def _named_as_frame(tag: Tag) -> bool:
    """Whether class or id say menu, breadcrumb, cookie …; a whole page may be called so and is kept."""
    classes = tag.get("class") or []
    names = f"{' '.join(classes) if isinstance(classes, list) else classes} {tag.get('id') or ''}"
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
    return len(tag.get_text()) < 3000


def is_menu(tag: Tag) -> bool:
    """Whether a list holds little else than links to other pages."""
    links = tag.find_all("a", limit=200)
    if len(links) < _MIN_LINKS:
        return False
    of_links = sum(len(link.get_text(strip=True)) for link in links)
    text = tag.get_text(strip=True)
    return (
        of_links >= _LINK_SHARE * len(text)
        and of_links / len(links) < 30
        and not re.search(r"\d{4}-\d\d-\d\d|\.pdf", text)
    )


def is_layout_table(tag: Tag) -> bool:
    """Whether a table arranges a page rather than data: it holds headings or other tables."""
    return tag.find(["h1", "h2", "h3", "h4", "table"]) is not None


def _length(tag: Tag) -> int:
    return len(tag.get_text(strip=True))
