"""What the head of a web page says about it. Heads are short and often broken: Beautiful Soup reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bs4 import BeautifulSoup, SoupStrainer

from searchlib.ingest.formats.front_matter import KEYS
from searchlib.text import normalised

_MAX_VALUE: Final = 500
_MOST_TAGS: Final = 200
# Characters; what is further down in a page that has no body is not its head.
_LONGEST_HEAD: Final = 100_000
_body = re.compile(r"<body\b", re.IGNORECASE)
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


def page_metadata(text: str) -> Mapping[str, str]:
    """The page's title (`page_title`), and what `meta` elements say of date, organ, kind, number and place."""
    soup = BeautifulSoup(_head_of(text), "lxml", parse_only=SoupStrainer(["meta", "title"]))
    found: dict[str, str] = {}
    for tag in soup.find_all("meta", limit=_MOST_TAGS):
        name = str(tag.get("name") or tag.get("property") or "").lower()
        value = " ".join(normalised(str(tag.get("content") or "")).split())
        if name in _META and value and len(value) <= _MAX_VALUE:
            found.setdefault(_META[name], value)
    for element in soup.find_all("title", limit=1):
        title = " ".join(normalised(element.text).split())
        if title and len(title) <= _MAX_VALUE:
            found["page_title"] = title
    return found


def _head_of(text: str) -> str:
    """The page up to its body, as a page of its own."""
    body = _body.search(text, 0, _LONGEST_HEAD)
    return "<html>" + text[: body.start() if body else _LONGEST_HEAD]
