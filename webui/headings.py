"""The question's words in titles and headings, which snippets and the texts of sections do not reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup, escape

from searchlib.documents import MeetingDate, Minutes, Section
from searchlib.index import Index
from searchlib.results import Results
from webui.markup import marked


def headings_only(minutes: Minutes) -> Minutes:
    """The same minutes with each section's heading as its text, so that words can be found there too."""
    sections = tuple(replace(section, text=section.heading or "") for section in minutes.sections)
    return replace(minutes, sections=sections)


def marked_headings(
    index: Index, query: str, results: Results, *, without: Iterable[str] = (), exact: bool = False
) -> dict[str, Markup]:
    """Every title and heading on a page of the answer, with the words of the query marked.

    Raises QueryTooLarge.
    """
    texts = list(dict.fromkeys(_titles_and_headings(results)))
    if not query:
        return {text: escape(text) for text in texts}
    # One call for the whole page: the lines stand in for the sections of one document.
    sections = tuple(Section(str(line), None, line, None, text) for line, text in enumerate(texts))
    page = Minutes("", ("",), "", None, None, MeetingDate.unknown(), sections)
    marks = index.marks(query, page, without=without, exact=exact)
    return {text: marked(text, marks.get(line, ())) for line, text in enumerate(texts)}


def _titles_and_headings(results: Results) -> Iterable[str]:
    for hit in results:
        yield hit.minutes.title
        yield from (section.heading for section in hit.sections if section.heading)
