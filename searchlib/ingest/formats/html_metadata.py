"""What the head of a web page says about it."""

from __future__ import annotations

from collections.abc import Mapping

from searchlib.ingest.formats.front_matter import KEYS
from searchlib.ingest.formats.html_tree import Tag
from searchlib.text import normalised

_MAX_VALUE = 500
# Names that are used for the document itself, beside those that front matter knows. The date on which a page
# was published is not the date of a meeting, so DC.date and the like are left alone.
_META = KEYS | {
    "dc.title": "page_title",
    "dcterms.title": "page_title",
    "og:title": "page_title",
    "title": "page_title",
    "meeting-date": "date",
    "meeting_date": "date",
}


def page_metadata(root: Tag) -> Mapping[str, str]:
    """The page's title (`page_title`), and what `meta` elements say of date, organ, kind, number and place."""
    found: dict[str, str] = {}
    for tag in root.find_all("meta", limit=200):
        name = str(tag.get("name") or tag.get("property") or "").lower()
        value = " ".join(normalised(str(tag.get("content") or "")).split())
        if name in _META and value and len(value) <= _MAX_VALUE:
            found.setdefault(_META[name], value)
    for element in root.find_all("title", limit=1):
        title = " ".join(normalised(element.text).split())
        if title and len(title) <= _MAX_VALUE:
            found["page_title"] = title
    return found
