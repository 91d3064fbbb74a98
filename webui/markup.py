"""Spans to HTML. Text is escaped piece by piece and the marks put between: nothing from a file is ever markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Flask
from markupsafe import Markup, escape

Span = tuple[int, int]

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_MARK = Markup("<mark>{}</mark>")
_STOP = Markup('<mark id="traff-{number}">{word}</mark>{bar}')
# The bar stands beside its mark and is shown by CSS alone while the mark is the target of the address.
_BAR = Markup('<span class="steg" role="group" aria-label="Stega mellan träffarna">{}</span>')
_STEP = Markup('<a href="#traff-{}">{}</a>')


def install(app: Flask) -> None:
    """Make snippets known to the templates."""
    app.add_template_filter(lambda snippet: marked(snippet.text, snippet.marks), "snippet")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a section, and the spans in it that are to be marked."""

    text: str
    spans: tuple[Span, ...]


def marked(text: str, spans: Sequence[Span]) -> Markup:
    """A snippet with its words marked."""
    return Markup("").join(_MARK.format(piece) if hit else escape(piece) for piece, hit in _cut(text, spans))


def paragraphs(text: str, spans: Sequence[Span]) -> tuple[Paragraph, ...]:
    """The paragraphs of a text with the spans that lie in each; a span across a line break is cut in two."""
    found = []
    for line in _PARAGRAPH.finditer(text):
        start, end = line.span()
        clipped = ((max(first, start) - start, min(last, end) - start) for first, last in spans)
        found.append(Paragraph(line[0], tuple((first, last) for first, last in clipped if first < last)))
    return tuple(found)


def with_stops(paragraph: Paragraph, first: int, total: int) -> Markup:
    """A paragraph in which every marked word is a stop on the way through the document.

    `first` is the number of its first stop among the `total` of the document, both from 1. Each stop carries
    `Träff 2 av 7 · Föregående · Nästa` as links to its neighbours.
    """
    pieces = []
    number = first
    for piece, hit in _cut(paragraph.text, paragraph.spans):
        if hit:
            pieces.append(_STOP.format(number=number, word=piece, bar=_bar(number, total)))
            number += 1
        else:
            pieces.append(escape(piece))
    return Markup("").join(pieces)


def _bar(number: int, total: int) -> Markup:
    said = [Markup("<span>Träff {} av {}</span>").format(number, total)]
    if number > 1:
        said.append(_STEP.format(number - 1, "Föregående"))
    if number < total:
        said.append(_STEP.format(number + 1, "Nästa"))
    return _BAR.format(Markup(" ").join(said))


def _cut(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, in order, and whether each is to be marked."""
    at = 0
    for start, end in spans:
        if at < start:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False
