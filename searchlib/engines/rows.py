"""How minutes become rows of positions: the layout that every engine shares.

Row 0 is the meeting itself: each piece of it (title, organ, every reference number, every participant) begins
at a position of its own, GAP or more after the end of the one before. Row n > 0 is a section: number and heading
(`§ 45 Budget`) from position 0, text from GAP after the heading's end, or from 0 without one. No phrase and no NÄRA
reaches across a gap, and a new piece is always a new sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

from searchlib.analysis.terms import AnalyzedText, NumberedText
from searchlib.documents import Minutes, Section

Zone = Literal["title", "organ", "reference", "participant", "heading", "text"]
GAP = 100
_paragraph = re.compile(r"\d{1,4}(?: ?[a-zåäö])?", re.IGNORECASE)


# Forms as strings, or as numbers.
Text = TypeVar("Text", AnalyzedText, NumberedText)
_Text_co = TypeVar("_Text_co", covariant=True)


class Reader(Protocol[_Text_co]):
    """An analyzer, or what it is for a list of forms."""

    def analyze(self, text: str) -> _Text_co:
        """The tokens of a text."""
        ...


@dataclass(frozen=True, slots=True)
class Piece(Generic[Text]):
    """One analysed run of text in a row; its forms stand at `offset`, `offset` + 1, …"""

    zone: Zone
    offset: int
    analyzed: Text


def rows(minutes: Minutes, analyzer: Reader[Text]) -> Iterator[tuple[Piece[Text], ...]]:
    """The rows of one meeting, row 0 first."""
    yield _lay_out(_meeting_texts(minutes), analyzer)
    for section in minutes.sections:
        heading = heading_of(section)
        texts: list[tuple[Zone, str]] = [("heading", heading)] if heading else []
        yield _lay_out([*texts, ("text", section.text)], analyzer)


def heading_of(section: Section) -> str:
    """The heading as it can be searched for: with its number, which is called § whether or not the minutes write that.

    Numbers of several parts (3.2) and letters are no paragraphs and stand for themselves.
    """
    number = section.number or ""
    sign = "§ " if _paragraph.fullmatch(number) else ""
    return f"{sign}{number} {section.heading or ''}".strip()


def _meeting_texts(minutes: Minutes) -> list[tuple[Zone, str]]:
    texts: list[tuple[Zone, str]] = [("title", minutes.title)]
    if minutes.organ:
        texts.append(("organ", minutes.organ))
    texts += [("reference", number) for number in minutes.reference_numbers]
    texts += [("participant", participant.name) for participant in minutes.participants]
    return texts


def _lay_out(texts: list[tuple[Zone, str]], analyzer: Reader[Text]) -> tuple[Piece[Text], ...]:
    pieces: list[Piece[Text]] = []
    offset = 0
    for zone, text in texts:
        analyzed = analyzer.analyze(text)
        if analyzed.forms:
            pieces.append(Piece(zone, offset, analyzed))
            offset += len(analyzed.forms) + GAP
    return tuple(pieces)
