"""Page furniture: headers, footers, page numbers and tables of contents leave the text.

A line is furniture when its shape returns in the margins of many pages, or when its shape alone says so
(`3 (5)`, `Sida 2 av 10`). What the furniture knew, the date, the organ and the page numbers, is kept as evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from searchlib.ingest.cues import Cues
from searchlib.ingest.known_furniture import is_contents_line, is_known
from searchlib.ingest.lines import Line, Lines, page_lines
from searchlib.ingest.margins import without_margins
from searchlib.ingest.web_frame import WEB_CUES, without_web_frame

# Headers that are told from text when they return, wherever on the page they stand.
_repeated_header = re.compile(
    r"\s*(?:(?:sammanträdes|mötes)datum\s*:?\s*\d{4}-\d\d-\d\d|(?:sammanträdes)?protokoll\s*\(?nr\.?\s*\d{1,3}(?:/\d{2,4})?\)?)\s*",
    re.IGNORECASE,
)
_header_words = Cues(
    "Sammanträdesdatum",
    "SAMMANTRÄDESDATUM",
    "Mötesdatum",
    "rotokoll nr",
    "rotokoll (nr",
    "ROTOKOLL NR",
    "protokoll\n",
)
# A pair of them counts below the top of a document, where a letterhead may say the same once.
_TOP_LINES = 10
# The name of an authority with the word `protokoll` after it.
_foot = re.compile(
    r"\s*(?!.*(?:öregående|örra|odkänn|uster))[A-ZÅÄÖ].{2,60}(?:stad|kommun|region|landsting|styrelse|nämnd|fullmäktige|råd).{0,40}protokoll\s*",
    re.IGNORECASE,
)
# What a font could not tell is often a row of leaders.
_LOST = "\ufffd"
_furniture_words = Cues(
    "estyrk",
    "ESTYRK",
    "Justera",
    "JUSTERA",
    "Sida ",
    "SIDA ",
    "sida ",
    "Sid ",
    "Sid. ",
    "....",
    ". . .",
    "……",
    "____",
    "arienummer",
    "-\n",
    "–\n",
    "—\n",
)
# Hardly any text has one of all these, and one look at it says so.
_any_words = Cues(*_furniture_words.words, *_header_words.words, *WEB_CUES.words)
# A longer line is text.
_LONGEST = 300
# Each begins with a sign of its own, which lets the search run ahead.
_of_pages = re.compile(r"\(\d{1,4}\)[ \t]*(?:\n|$)")
_page_of_pages = re.compile(r" av \d{1,4}[ \t]*(?:\n|$)")


@dataclass(frozen=True, slots=True)
class Furniture:
    """What was taken out: the lines, each once and in order, and whether they are those of a web page."""

    lines: tuple[str, ...] = ()
    web_page: bool = False


_NOTHING = Furniture()


def without_furniture(pages: Sequence[str]) -> tuple[Lines, Furniture]:
    """The lines of the pages less their furniture, and what was taken out.

    A page is numbered as it says itself, when its printed numbers rise with the pages; otherwise from 1.
    """
    removed: list[str] = []
    of_web = 0
    lines = without_margins(pages, removed) if len(pages) > 1 else page_lines(pages[0])
    short = _short_lines(lines.texts)
    has_words, has_counts = _any_words.within(short), _may_hold_counts(short)
    if has_words or has_counts:
        kept, of_web = _without_known(list(lines), short, has_counts, removed)
        lines = Lines.of(kept)
    return lines, Furniture(tuple(dict.fromkeys(removed)), of_web >= 2) if removed or of_web else _NOTHING


def _short_lines(texts: Sequence[str]) -> str:
    """The lines that are not too long to be furniture: in most texts a small part of it."""
    return "\n".join([text for text in texts if text and len(text) <= _LONGEST]) + "\n"


def _may_hold_counts(short: str) -> bool:
    """Whether the number of a page may stand among the lines, or what a font could not tell."""
    if _LOST in short or _of_pages.search(short):
        return True
    return " av " in short and _page_of_pages.search(short) is not None


def _without_known(lines: list[Line], short: str, has_counts: bool, removed: list[str]) -> tuple[list[Line], int]:
    """The lines less those of a shape that tells, and how many of these only web pages have."""
    if has_counts or _furniture_words.within(short):
        lines = [line for line in lines if not (line.text and _taken(line.text, removed))]
    if _header_words.within(short):
        lines = _without_headers(lines, removed)
    return without_web_frame(lines) if WEB_CUES.within(short) else (lines, 0)


def _taken(text: str, removed: list[str]) -> bool:
    if not is_known(text):
        return False
    # What a table of contents names is said of parts and appendices, not of the document.
    if not is_contents_line(text):
        removed.append(text.strip())
    return True


def _without_headers(lines: list[Line], removed: list[str]) -> list[Line]:
    """The lines without page headers and footers that ended up inside pages, as converters leave them.

    They are known by their shape, and stand several times, or far down beside another one.
    """
    places = [place for place, line in enumerate(lines) if line.text and _may_return(line.text)]
    counts = Counter(lines[place].text.strip() for place in places)
    counted, taken = set(places), set[int]()
    for place in places:
        text = lines[place].text.strip()
        enough = 3 if _foot.fullmatch(text) else 2
        is_pair = place > _TOP_LINES and not {place - 1, place + 1}.isdisjoint(counted)
        if counts[text] >= enough or is_pair:
            taken.add(place)
            removed.append(text)
    return [line for place, line in enumerate(lines) if place not in taken]


def _may_return(text: str) -> bool:
    """Whether a line has the shape of a page header or footer that may return."""
    if len(text) >= 100:
        return False
    lower = text.lower()
    if "protokoll" not in lower and "datum" not in lower:
        return False
    return (_repeated_header.fullmatch(text) or _foot.fullmatch(text)) is not None
