"""Addresses: of answers narrowed, widened, sorted and turned over, and of documents and their sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, request

from searchlib.documents import Minutes
from webui import wording
from webui.params import MAX_PAGE, PAGE_SIZE, SearchParams, Sort, write_search, written_years

SORTINGS: dict[Sort, str] = {"relevance": "Bäst träff först", "newest": "Nyast först", "oldest": "Äldst först"}
_ALTERNATIVES = re.compile(r"\b(?:ELLER|OR)\b")


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter, and the address of the answer without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of an answer that can be turned to. A gap in `numbers` is None."""

    current: int
    last: int
    numbers: tuple[int | None, ...]


def install(app: Flask) -> None:
    """Make the addresses known to the templates."""
    app.add_template_global(search_url)
    app.add_template_global(document_url)
    app.add_template_global(undated_url)
    app.add_template_global(write_search)
    app.add_template_global(written_years)
    app.jinja_env.globals["SORTINGS"] = SORTINGS


def search_url(params: SearchParams, **changes: Any) -> str:
    """The address of an answer with some parameters changed, from its first page unless `page` is one of them."""
    return _address("/sok", write_search(replace(params, **{"page": 1, **changes})))


def undated_url(params: SearchParams) -> str:
    """The same question, for undated meetings only: in the query language, those that are not after any year."""
    # Alternatives bind less than what stands beside them.
    asked = f"({params.query})" if _ALTERNATIVES.search(params.query) else params.query
    return search_url(params, query=f"{asked} datum:okänt".strip(), years=None)


def document_url(minutes: Minutes, query: str = "", section: str | None = None) -> str:
    """The address of a document, or of a section in it; with a query its words are marked there."""
    anchor = f"#avsnitt-{quote(section)}" if section is not None else ""
    return _address(f"/dokument/{minutes.id}", {"q": query} if query else {}) + anchor


def lasting_url(minutes: Minutes, section: str | None = None) -> str:
    """The same without a query and with the host, to be written down."""
    return request.host_url.rstrip("/") + document_url(minutes, section=section)


def chips(params: SearchParams) -> list[Chip]:
    """The chosen filters and excluded word forms, each with the way back."""
    found = []
    if params.years:
        found.append(Chip(wording.period(params.years), search_url(params, years=None)))
    for organ in params.organs:
        found.append(Chip(organ, search_url(params, organs=_but(params.organs, organ))))
    for kind in params.kinds:
        found.append(Chip(wording.capitalized(kind), search_url(params, kinds=_but(params.kinds, kind))))
    if params.exact:
        found.append(Chip("precis som det är skrivet", search_url(params, exact=False)))
    for form in params.without:
        found.append(Chip(f"utan ”{form}”", search_url(params, without=_but(params.without, form))))
    return found


def pages(params: SearchParams, meetings: int) -> Pages:
    """The first and last page and those near the current one, up to MAX_PAGE."""
    last = max(1, min(MAX_PAGE, -(-meetings // PAGE_SIZE)))
    return Pages(params.page, last, tuple(_with_gaps(params.page, last)))


def _with_gaps(current: int, last: int) -> Iterator[int | None]:
    previous = 0
    for page in range(1, last + 1):
        if page in (1, last) or abs(page - current) <= 2:
            if page != previous + 1:
                yield None
            yield page
            previous = page


def _but(values: tuple[str, ...], unwanted: str) -> tuple[str, ...]:
    return tuple(value for value in values if value != unwanted)


def _address(path: str, pairs: Mapping[str, str | list[str]]) -> str:
    # A page has some seventy of these; url_for would take longer than the search.
    asked = f"?{urlencode(pairs, doseq=True)}" if pairs else ""
    return f"{request.script_root}{path}{asked}"
