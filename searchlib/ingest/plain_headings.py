"""Unnumbered headings in plain text: short lines that stand apart and that text follows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from searchlib.ingest.heading_looks import CLOSING, HEADING, MAX_LENGTH, YEAR, heading_looks, next_text

# A first block of at most so many lines is the name of the document.
_MAX_NAME = 3

# How web addresses begin, in lower case.
_ADDRESSES = ("http://", "https://", "www.")
_party = re.compile(r"\([A-ZÅÄÖ]{1,2}\)", re.IGNORECASE)  # Anna Ek (S)
_never = re.compile(
    r"""\d[\d\s.,:/–-]*$                                       # a number
    | \w[\wåäöÅÄÖ .-]{0,30}:(?:\s|$)                          # Plats: Stadshuset
    | \d{1,2}\s(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b
    | (?:närvarande|frånvarande|deltagare|deltog|beslutande|övriga\ närvarande|ersättare|sekreterare
      |ordförande|justerare|justeras
        |vid\ (?:protokollet|anteckningarna|pennan)|protokoll(?:et)?|minnesanteckningar|mötesanteckningar
          |anteckningar|dagordning|program|underskrifter?)\b[^.]{0,60}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
# How the words of that begin, after a capital: a faster question. A label has a colon.
_NEVER = "NÄ Nä FR Fr DE De DA Da BE Be ÖV Öv ER Er SE Se OR Or JU Ju VI Vi Vİ Vı PR Pr MI Mi Mİ Mı MÖ Mö AN An UN Un"
_NEVER_BEGINS = frozenset(_NEVER.split())
_closing = re.compile(
    r"(?i)\s*(?:vid (?:protokollet|anteckningarna|pennan|datorn)|justeras\b"
    r"|(?:minnes)?anteckningar(?:na)? förda av|underskrifter\b|sekreterare\b)"
)
_sentence_end = re.compile(r"[.!?:”\"»…)]\s*$")
_begins = re.compile(
    r"(?i)\s*(?:inledning|öppnande|mötet öppnas|mötets öppnande|välkomna|välkommen|bakgrund|sammanfattning|närvaro)"
)
_lone_year = re.compile(r"\s*(?:19|20)\d\d\s*$")
_labelled = re.compile(r"\w[\wåäö ]{0,25}:\s")
_LONGEST_LABEL = 28


def plain_headings(texts: list[str], title: int | None = None) -> list[tuple[int, int]]:
    """First and last line (exclusive) of each unnumbered heading; none unless there are at least two."""
    found: list[tuple[int, int]] = []
    years: set[int] = set()
    end = 0
    for index, looks, following in heading_looks(texts, _name_of_all(texts)):
        if index == title or index < end:
            continue
        if looks & CLOSING and _closing.match(texts[index]):
            break
        if looks & YEAR and _is_lone_year(texts, index):
            years.add(index)
            end = index + 1
            found.append((index, end))
        elif looks & HEADING and (last := _end(texts, index, following)):
            end = last
            found.append((index, end))
    # A row of lone years is a chronicle; a single one is a number.
    if len(years) == 1:
        found = [span for span in found if span[0] not in years]
    found = _with_text_below(texts, found, years)
    return found if len(found) >= 2 else []


def _name_of_all(texts: Sequence[str]) -> int:
    """The end of the first block when it is short: that is a title, unless it says that it begins the text."""
    first = next((index for index, text in enumerate(texts) if text), len(texts))
    end = first
    while end < len(texts) and texts[end]:
        end += 1
    if end == len(texts) or end - first > _MAX_NAME or _begins.match(texts[first]):
        return first
    return end


def _end(texts: Sequence[str], index: int, following: int) -> int | None:
    """The end of the heading that a line which looks like one begins; None when it is none.

    The `following` line begins a new sentence, for a heading is not the first line of a wrapped paragraph; or it is
    the rest of the heading. There is no line 0 that follows.
    """
    if not following or _is_never_heading(texts[index].strip()):
        return None
    below = texts[following].lstrip()[0]
    if below.islower():
        return following + 1 if _is_second_line(texts, following) else None
    return following + 1 if below == "(" and _is_second_line(texts, following) else index + 1


def _is_never_heading(stripped: str) -> bool:
    """Whether a line holds what no heading holds: a label, a name with its party, an address, nothing but a number."""
    may_be = ":" in stripped or stripped[0].isdecimal() or stripped[:2] in _NEVER_BEGINS
    if may_be and _never.match(stripped):
        return True
    if "\t" in stripped or "@" in stripped or ("(" in stripped and _party.search(stripped)):
        return True
    if "://" not in stripped and "." not in stripped:
        return False
    lower = stripped.lower()
    return any(beginning in lower for beginning in _ADDRESSES)


def _is_second_line(texts: Sequence[str], index: int) -> bool:
    """`(Handikappförbunden)` or `överenskommelsen`: the rest of a heading, with text below it."""
    text = texts[index].strip()
    following = next_text(texts, index)
    if following is None or len(text) > MAX_LENGTH or (_sentence_end.search(text) and not text.startswith("(")):
        return False
    return len(text.split()) <= 4 and not texts[following].strip()[0].islower()


def _with_text_below(texts: Sequence[str], found: Sequence[tuple[int, int]], years: set[int]) -> list[tuple[int, int]]:
    """Only the headings with a sentence before the next one: names, addresses and links have none."""
    kept = []
    ends = [first for first, _ in found[1:]] + [len(texts)]
    for (first, last), end in zip(found, ends, strict=False):
        if first in years or any(map(_is_prose, filter(None, texts[last:end]))):
            kept.append((first, last))
    return kept


def _is_prose(text: str) -> bool:
    """A line of running text: long, or ended as a sentence, and not a label with its value."""
    stripped = text.strip()
    if len(stripped) < 12 or "\t" in stripped:
        return False
    if len(stripped) < 40 and not stripped.endswith((".", "!", "?")):
        return False
    return stripped.find(":", 0, _LONGEST_LABEL) < 0 or _labelled.match(stripped) is None


def _is_lone_year(texts: Sequence[str], index: int) -> bool:
    """Whether a line holds a year and nothing else, with empty lines above and below it."""
    if not _lone_year.match(texts[index]):
        return False
    return (index == 0 or not texts[index - 1]) and index + 1 < len(texts) and not texts[index + 1]
