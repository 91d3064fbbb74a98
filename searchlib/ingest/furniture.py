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
from searchlib.ingest.lines import Line, close_set, page_lines
from searchlib.ingest.web_frame import may_hold_web_frame, without_web_frame

# How many lines from the top and from the bottom of a page can be its margin.
_MARGIN = 7
# A shape returns when it stands in the margin of this share of the pages, and on three at least.
_SHARE = 0.5
_MIN_PAGES = 3

_page_of = re.compile(
    r"(?<![\d/])(\d{1,4})\s?\((\d{1,4})\)\s*$|\b[Ss]id(?:a|an|nr|nummer)?\.?:?\s*(\d{1,4})(?:\s*(?:av|/|\()\s*\d{1,4}\)?)?\s*$|^\s*(\d{1,4})\s*$"
)
_page_first = re.compile(r"\s*(?:[Ss]id(?:a|an)?\.?\s*)?(\d{1,4})\s?\(\d{1,4}\)(?=\s|$)")

# Lines that are furniture wherever they stand, even once.
_known = re.compile(
    r"""\s*(?:
      (?:sid(?:a|an|nr|nummer)?\.?:?\s*)?\d{1,4}\s?\(\d{1,4}\)                    # 3 (5)
    | sid(?:a|an|nr|nummer)?\.?:?\s*\d{1,4}(?:\s*(?:av|/|\()\s*\d{1,4}\)?)?       # Sida 2 av 10
    | [-–—]\s*\d{1,4}\s*[-–—]                                                     # - 3 -
    | \d{1,4}\s+av\s+\d{1,4}
    | datum\s+diarienummer(?:\s+sida)?
    | (?:(?:ordf(?:örande(?:ns|s)?)?|just(?:erande(?:s|ns)?|erare(?:ns|s)?)?|sekr(?:eterare(?:ns
      |s)?)?)\.?\s*(?:sign(?:atur|\.)?)?[\s/,|:_.]*){1,4}
      (?:utdragsbestyrkande|utdragsbestyrk\.?|bestyrkes)[\s_./|]*(?:sid(?:a|an)?\s*\d+(?:\s*(?:av|/|\()\s*\d+\)?)?)?
    | utdragsbestyrkande[\s_.]*
    | justerandes?\s*sign(?:atur(?:er)?|\.)?[\s_./|:]*
    | [^\n]{2,150}?\s*(?:\.\s?){4,}\s*\d{1,4}                                     # a table of contents
    | [^\n]{2,150}?\s*[…\ufffd_]{3,}\s*\d{1,4}
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
# A header line that stands once: a name or kind, perhaps a date, and the page number of a set at its end.
_header = re.compile(
    r"\s*\S.{0,80}?(?:\s{2,}|\t|\s\d{4}-\d\d-\d\d\s+)\s*(?:sid(?:a|an)?\.?\s*)?\d{1,3}\s?\(\d{1,3}\)\s*", re.IGNORECASE
)
_hint = re.compile(
    r"\d\s?\(\d|\bsid|bestyrk|[Jj]ustera|\.\s?\.\s?\.\s?\.|[…\ufffd_]{3}|[Dd]atum\s+[Dd]iarie|\d\s+av\s+\d|[-–—]\s*\d",
    re.IGNORECASE,
)
# Without one of these signs, these words or four full stops, a line holds none of that.
_hint_sign = re.compile("[(…\ufffd_–—-]")
_hint_words = Cues("sid", "bestyrk", "justera", "diarie", " av ", "\tav", " av\t")

_contents = re.compile(r".{2,150}?(?:(?:\.\s?){5,}|…{2,})\s*\d{0,4}\s*", re.DOTALL)
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
# A longer line is text.
_LONGEST = 300
# Each begins with a sign of its own, which lets the search run ahead.
_page_counts = (re.compile(r"\(\d{1,4}\)[ \t]*(?:\n|$)"), re.compile(r" av \d{1,4}[ \t]*(?:\n|$)"))


@dataclass(frozen=True, slots=True)
class Furniture:
    """What was taken out: the lines, each once and in order, and whether they are those of a web page."""

    lines: tuple[str, ...] = ()
    web_page: bool = False


def without_furniture(pages: Sequence[str]) -> tuple[list[Line], Furniture]:
    """The lines of the pages less their furniture, and what was taken out.

    A page is numbered as it says itself, when its printed numbers rise with the pages; otherwise from 1.
    """
    removed: list[str] = []
    lines = _without_margins(pages, removed) if len(pages) > 1 else page_lines(pages[0])
    short = _short_lines(lines)
    if _may_hold_furniture(short):
        lines = [line for line in lines if not (line.text and _taken(line.text, removed))]
    if _header_words.within(short):
        lines = _without_headers(lines, removed)
    of_web = 0
    if may_hold_web_frame(short):
        lines, of_web = without_web_frame(lines)
    return lines, Furniture(tuple(dict.fromkeys(removed)), web_page=of_web >= 2)


def _short_lines(lines: Sequence[Line]) -> str:
    """The lines that are not too long to be furniture: in most texts a small part of it."""
    texts = [line.text for line in lines]
    return "\n".join([text for text in texts if text and len(text) <= _LONGEST]) + "\n"


def is_contents_line(text: str) -> bool:
    """Whether a line belongs to a table of contents: leaders, with or without a page number after them."""
    return ("...." in text or "…" in text or ". . ." in text) and _contents.fullmatch(text) is not None


def _without_margins(pages: Sequence[str], removed: list[str]) -> list[Line]:
    """The lines of all pages, an empty line between pages; what returns at the edges of pages is moved to `removed`."""
    margins = [_margins(page) for page in pages]
    offset = _page_offset(margins)
    repeated = _repeated_shapes(margins, offset)
    lines: list[Line] = []
    for position, page in enumerate(pages, 1):
        texts = close_set(page).split("\n")
        first, last = _inner(texts, repeated, str(position + offset))
        removed.extend(text.strip() for text in (*texts[:first], *texts[last:]) if text.strip())
        gap = Line("", position + offset)
        lines.extend([Line(text, gap.page) if text else gap for text in map(str.rstrip, texts[first:last])])
        lines.append(gap)
    return lines


def _inner(texts: Sequence[str], repeated: frozenset[str], number: str) -> tuple[int, int]:
    """Where the text of a page begins and ends, its margins peeled off from the edges inwards."""

    def is_margin(text: str) -> bool:
        return not text or text.isspace() or _shape(text, number) in repeated or _is_known(text)

    first, last = 0, len(texts)
    while first < last and is_margin(texts[first]):
        first += 1
    while last > first and is_margin(texts[last - 1]):
        last -= 1
    return first, last


def _repeated_shapes(margins: Sequence[Sequence[str]], offset: int) -> frozenset[str]:
    """The shapes that return in the margins of the pages."""
    if len(margins) < _MIN_PAGES:
        return frozenset()
    counts: Counter[str] = Counter()
    for position, texts in enumerate(margins, 1):
        number = str(position + offset)
        counts.update({_shape(text, number) for text in texts})
    enough = max(_MIN_PAGES, _SHARE * len(margins))
    return frozenset(shape for shape, count in counts.items() if count >= enough and not shape.startswith("§"))


def _margins(page: str) -> tuple[str, ...]:
    """The outermost lines of a page that hold anything."""
    texts = [text for text in page.split("\n") if text and not text.isspace()]
    return (*texts[:_MARGIN], *texts[-_MARGIN:])


def _shape(text: str, number: str) -> str:
    """A line with a sign for the number of its page: all else that is furniture stays the same."""
    words = text.split()
    return " ".join("#" if word == number else word for word in words) if number in words else " ".join(words)


def _page_offset(margins: Sequence[Sequence[str]]) -> int:
    """Printed page number less position, when most pages that print a number agree; otherwise 0."""
    offsets: Counter[int] = Counter()
    for position, texts in enumerate(margins, 1):
        offsets.update({number - position for number in _printed_numbers(texts)})
    if not offsets:
        return 0
    offset, count = offsets.most_common(1)[0]
    return offset if offset > 0 and count > len(margins) / 2 else 0


def _printed_numbers(texts: Sequence[str]) -> set[int]:
    """The numbers that the lines at the edges of a page could mean as its own."""
    numbers = set()
    for text in texts:
        ends = text.rstrip()[-1]
        if not (ends.isdigit() or ends == ")" or "(" in text):
            continue
        if match := _page_of.search(text) or _page_first.match(text):
            numbers.add(int(next(filter(None, match.groups()))))
    return numbers


def _taken(text: str, removed: list[str]) -> bool:
    if not _is_known(text):
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


def _may_hold_furniture(short: str) -> bool:
    """A cheap test for lines whose shape alone says that they are furniture."""
    return _furniture_words.within(short) or _LOST in short or any(count.search(short) for count in _page_counts)


def _is_known(text: str) -> bool:
    """Whether the shape of a line alone says that it is furniture."""
    if len(text) > 200 or not _may_be_known(text) or _hint.search(text) is None:
        return False
    return _known.fullmatch(text) is not None or _header.fullmatch(text) is not None


def _may_be_known(text: str) -> bool:
    lower = text.lower()
    if _hint_words.within(lower):
        return True
    return _hint_sign.search(text) is not None or text.count(".") >= 4
