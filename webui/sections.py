"""A document's sections laid out for reading: headings and paragraphs with the searched words as numbered stops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from searchlib.documents import Minutes, Section
from webui.citation import citation, section_name
from webui.links import lasting_url
from webui.markup import Paragraph, Span, paragraphs, with_stops

Marks = Mapping[int, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section ready for the page. `first` and `last` number its stops; `last` < `first` when it has none."""

    section: Section
    name: str
    heading: Markup
    paragraphs: tuple[Markup, ...]
    first: int
    last: int
    citation: str


def lay_out(minutes: Minutes, marks: Marks, heading_marks: Marks) -> list[SectionView]:
    """The sections in order, their stops numbered from 1 through the document.

    `marks` are spans of the sections' texts, `heading_marks` of their headings, both by position.
    """
    pieces = [
        (_heading(section, heading_marks), *paragraphs(section.text, marks.get(section.position, ())))
        for section in minutes.sections
    ]
    total = sum(len(piece.spans) for section in pieces for piece in section)
    views: list[SectionView] = []
    for section, parts in zip(minutes.sections, pieces, strict=True):
        first = views[-1].last + 1 if views else 1
        views.append(_view(minutes, section, parts, first, total))
    return views


def _heading(section: Section, marks: Marks) -> Paragraph:
    name = section_name(section)
    if not section.heading:
        return Paragraph(name, ())
    # The number stands before the heading.
    shift = len(name) - len(section.heading)
    return Paragraph(name, tuple((start + shift, end + shift) for start, end in marks.get(section.position, ())))


def _view(minutes: Minutes, section: Section, parts: Sequence[Paragraph], first: int, total: int) -> SectionView:
    rendered = []
    following = first
    for part in parts:
        rendered.append(with_stops(part, following, total))
        following += len(part.spans)
    heading, *texts = rendered
    address = lasting_url(minutes, section.id)
    cited = citation(minutes, address, section)
    return SectionView(section, parts[0].text, heading, tuple(texts), first, following - 1, cited)
