"""Unnumbered headings in plain text: short lines that stand apart and that text follows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from searchlib.ingest.lines import Line

MAX_LENGTH = 75
# A first block of at most so many lines is the name of the document.
_MAX_NAME = 3
# Without an empty line above it, only a line this short is set apart, and only after the end of a sentence.
DENSE_LENGTH = 60

_OPENINGS = frozenset('ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖÉ0123456789”"“')
# A cell, an address, and in lower case how web addresses begin.
_NEVER_WITHIN = ("\t", "@", "http://", "https://", "www.")
_party = re.compile(r"\([A-ZÅÄÖ]{1,2}\)", re.IGNORECASE)  # Anna Ek (S)
_never = re.compile(
    r"""\s*[-–—•*]\s | \d[\d\s.,:/–-]*$                        # a bullet, a number
    | \w[\wåäöÅÄÖ .-]{0,30}:(?:\s|$)                          # Plats: Stadshuset
    | \d{1,2}\s(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b
    | (?:närvarande|frånvarande|deltagare|deltog|beslutande|övriga\ närvarande|ersättare|sekreterare
      |ordförande|justerare|justeras
        |vid\ (?:protokollet|anteckningarna|pennan)|protokoll(?:et)?|minnesanteckningar|mötesanteckningar
          |anteckningar|dagordning|program|underskrifter?)\b[^.]{0,60}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_closing = re.compile(
    r"(?i)\s*(?:vid (?:protokollet|anteckningarna|pennan|datorn)|justeras\b"
    r"|(?:minnes)?anteckningar(?:na)? förda av|underskrifter\b|sekreterare\b)"
)
# How those words begin; the last is a small s too, to whom case is all the same.
_CLOSING_LETTERS = frozenset("VvJjMmAaUuSsſ")
_SENTENCE_ENDS = tuple('.!?:”"»…)')
_sentence_end = re.compile(r"[.!?:”\"»…)]\s*$")
_begins = re.compile(
    r"(?i)\s*(?:inledning|öppnande|mötet öppnas|mötets öppnande|välkomna|välkommen|bakgrund|sammanfattning|närvaro)"
)
_lone_year = re.compile(r"\s*(?:19|20)\d\d\s*$")
_labelled = re.compile(r"\w[\wåäö ]{0,25}:\s")


def plain_headings(lines: Sequence[Line], title: int | None = None) -> list[tuple[int, int]]:
    """First and last line (exclusive) of each unnumbered heading; none unless there are at least two."""
    begin = _name_of_all(lines)
    found: list[tuple[int, int]] = []
    years: set[int] = set()
    end = 0
    for index, line in enumerate(lines[begin:], begin):
        text = line.text
        if not text or len(text) > MAX_LENGTH + 10 or index == title or index < end:
            continue
        if text.lstrip()[0] in _CLOSING_LETTERS and _closing.match(text):
            break
        if len(text) <= 8 and _is_lone_year(lines, index):
            years.add(index)
            end = index + 1
            found.append((index, end))
        elif _looks_like_heading(lines, index):
            end = _end(lines, index)
            found.append((index, end))
    # A row of lone years is a chronicle; a single one is a number.
    if len(years) == 1:
        found = [span for span in found if span[0] not in years]
    found = _with_text_below(lines, found, years)
    return found if len(found) >= 2 else []


def _name_of_all(lines: Sequence[Line]) -> int:
    """The end of the first block when it is short: that is a title, unless it says that it begins the text."""
    first = next((index for index, line in enumerate(lines) if line.text), len(lines))
    end = first
    while end < len(lines) and lines[end].text:
        end += 1
    if end == len(lines) or end - first > _MAX_NAME or _begins.match(lines[first].text):
        return first
    return end


def _looks_like_heading(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    stripped = text.strip()
    if not 2 <= len(stripped) <= MAX_LENGTH or len(text) - len(text.lstrip()) >= 2 or stripped[0] not in _OPENINGS:
        return False
    if stripped[-1] in ".,:;!-–…":
        return False
    above = lines[index - 1].text if index else ""
    if stripped[-1] == "?" and (above or not (index + 1 < len(lines) and lines[index + 1].text)):
        return False
    if above and (len(stripped) > DENSE_LENGTH or not above.rstrip().endswith(_SENTENCE_ENDS)):
        return False
    # The dearest question comes last.
    return _followed_by_text(lines, index) and not _is_never_heading(stripped)


def _is_never_heading(stripped: str) -> bool:
    """Whether a line holds what no heading holds: a label, a name with its party, an address, nothing but a number."""
    if _never.match(stripped) or ("(" in stripped and _party.search(stripped)):
        return True
    lower = stripped.lower()
    return any(sign in lower for sign in _NEVER_WITHIN)


def _followed_by_text(lines: Sequence[Line], index: int) -> bool:
    """Whether the next line begins a new sentence: a heading is not the first line of a wrapped paragraph."""
    following = _next(lines, index)
    if following is None:
        return False
    text = lines[following].text.strip()
    return not text[0].islower() or _is_second_line(lines, following)


def _is_second_line(lines: Sequence[Line], index: int) -> bool:
    """`(Handikappförbunden)` or `överenskommelsen`: the rest of a heading, with text below it."""
    text = lines[index].text.strip()
    following = _next(lines, index)
    if following is None or len(text) > MAX_LENGTH or (_sentence_end.search(text) and not text.startswith("(")):
        return False
    return len(text.split()) <= 4 and not lines[following].text.strip()[0].islower()


def _end(lines: Sequence[Line], index: int) -> int:
    following = _next(lines, index)
    if following is not None:
        text = lines[following].text.strip()
        if (text[0].islower() or text[0] == "(") and _is_second_line(lines, following):
            return following + 1
    return index + 1


def _next(lines: Sequence[Line], index: int) -> int | None:
    """The next line that is not empty."""
    for place in range(index + 1, min(index + 6, len(lines))):
        if lines[place].text:
            return place
    return None


def _with_text_below(lines: Sequence[Line], found: Sequence[tuple[int, int]], years: set[int]) -> list[tuple[int, int]]:
    """Only the headings with a sentence before the next one: names, addresses and links have none."""
    kept = []
    ends = [first for first, _ in found[1:]] + [len(lines)]
    for (first, last), end in zip(found, ends, strict=False):
        if first in years or any(_is_prose(line.text) for line in lines[last:end]):
            kept.append((first, last))
    return kept


def _is_prose(text: str) -> bool:
    """A line of running text: long, or ended as a sentence, and not a label with its value."""
    stripped = text.strip()
    if len(stripped) < 12 or "\t" in stripped:
        return False
    if len(stripped) < 40 and not stripped.endswith((".", "!", "?")):
        return False
    return _labelled.match(stripped) is None


def _is_lone_year(lines: Sequence[Line], index: int) -> bool:
    """Whether a line holds a year and nothing else, with empty lines above and below it."""
    if not _lone_year.match(lines[index].text):
        return False
    return (index == 0 or not lines[index - 1].text) and index + 1 < len(lines) and not lines[index + 1].text
