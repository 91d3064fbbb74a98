"""Small texts of our own, read as a file would be."""

from __future__ import annotations

import textwrap

from searchlib.documents import Minutes
from searchlib.ingest.formats import html, markdown, plain
from searchlib.ingest.given import Given
from searchlib.ingest.minutes import build_minutes


def dedented(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")


def read_plain(text: str, source: str = "prov.txt", given: Given | None = None) -> Minutes:
    (minutes,) = build_minutes(plain.extract(dedented(text).encode(), source), source=source, given=given)
    return minutes


def read_markdown(text: str, source: str = "prov.md", given: Given | None = None) -> Minutes:
    (minutes,) = build_minutes(markdown.extract(dedented(text).encode(), source), source=source, given=given)
    return minutes


def read_html(text: str, source: str = "prov.html", given: Given | None = None) -> Minutes:
    (minutes,) = build_minutes(html.extract(dedented(text).encode(), source), source=source, given=given)
    return minutes


def outline(minutes: Minutes) -> list[tuple[str | None, str | None]]:
    """Number and heading of every section but the text before the first."""
    return [(section.number, section.heading) for section in minutes.sections if section.number or section.heading]


def whole_text(minutes: Minutes) -> str:
    return "\n".join(
        part for section in minutes.sections for part in (section.number, section.heading, section.text) if part
    )
