"""Numbered headings: `§ 12 Rubrik`, `4` alone on a line, `6.1 Rubrik`, `Punkt 4`, told from numbers that are none.

A number at the start of a line may be a reference, a list item, a year or an amount. Section numbers rise by
one through the document, so the best rising chain is chosen, and each candidate weighs what it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from searchlib.ingest.lines import Lines
from searchlib.ingest.rising_chain import Candidate, Key, rising_chain
from searchlib.loops import compiled

_loop: Final = compiled("lines")
Family = Literal["paragraph", "word", "plain", "law"]
# A heading longer than this is a paragraph that begins with a number.
MAX_HEADING = 160

_paragraph = re.compile(
    r"\s*(?:[-*•]\s+)?§+\s?(\d{1,4})(?:\s?([a-zåäö])(?![\wåäö]))?(?:\s?[-–]\s?\d{1,4})?\s*[.:)]?(?:\s+(.*)|$)"
)
_paragraph_after = re.compile(r"\s*(\d{1,4})(?:\s?([a-z]))?\s?§\s*[.:]?(?:\s+(.*)|$)")
_word = re.compile(
    r"\s*(?:[-*•]\s+)?(?:[Pp]unkt|PUNKT|Ärende|ÄRENDE|[Pp]aragraf|[Dd]agordningspunkt)\s+(?:nr\s+)?(\d{1,3}(?:\.\d{1,2})*)\s*(?:[.:–-]|$|(?=\s[A-ZÅÄÖ]))\s*(.*)$"
)
_plain = re.compile(r"\s*(?:[-*•]\s+)?(\d{1,3}(?:\.\d{1,2}){0,3})(?:[.):]?\s*$|[.):]\s+|\s{1,8}|\t)(.*)$")
_glued = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2}){1,3}(?=[A-ZÅÄÖ])|\d{1,2}(?=\.?[A-ZÅÄÖ][a-zåäö]))\.?(.*)$")
_FIRST = frozenset("§0123456789-*•PpÄDd")
_WORDS = ("Punkt", "punkt", "PUNKT", "Ärende", "ÄRENDE", "Paragraf", "paragraf", "Dagordningsp", "dagordningsp")
# A number of at most three digits with white space, a sign or a letter after it, or a law's of four with its §.
_starts = re.compile(
    r"\s*(?:[-*•]\s+)?(?:§|\d{1,3}(?:[.\s§a-zA-ZÅÄÖ]|[:)]?(?:\s|$))|\d{4}\s?[a-z]?\s?§"
    rf"|{'|'.join(_WORDS)})"
)
# What follows a number that counts things: `3 procent`, `12 mkr`, `5 000`, `14.30`, `2 maj`.
_amount = re.compile(
    r"(?:procent|%|kr\b|kronor|mkr|mnkr|tkr|miljon|miljard|st\b|år\b|\d{3}\b|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
)
_ITEM = 0.05
_LOWER = frozenset("abcdefghijklmnopqrstuvwxyzåäöé(,")
_OPEN = frozenset(",-abcdefghijklmnopqrstuvwxyzåäö")
# What a line that goes on may end with besides: `enligt SFS`, `2 kap.`
_open_word = re.compile(r"\b(?:SFS|kap\.)$")


def numbered_sections(lines: Lines) -> list[Candidate]:
    """The lines that begin numbered sections, in order; empty when the document does not number its sections."""
    texts = lines.texts
    starts = _loop.number_starts(texts, _WORDS) if _loop else number_starts(texts)
    marked = {index: match for index in starts if "§" in texts[index] and (match := _paragraph.match(texts[index]))}
    if marked:
        found = [_paragraph_of(lines, index, match) for index, match in marked.items()]
        chain = rising_chain(_with_bodies(texts, found))
        # Where sections have the sign §, no other number is asked what it could be.
        if _believable(chain, "paragraph", lines):
            return chain
    by_family: dict[Family, list[Candidate]] = {"word": [], "plain": [], "law": []}
    for index in starts:
        if index not in marked and (candidate := _candidate(lines, index)):
            by_family[candidate[0]].append(candidate[1])
    for family, candidates in by_family.items():
        # One number alone is no numbering.
        if len(candidates) < 2:
            continue
        chain = rising_chain(_with_bodies(texts, candidates))
        if _believable(chain, family, lines):
            return chain
    return []


def number_starts(texts: Sequence[str]) -> list[int]:
    """The lines that begin with §, a number or a word for one; a list mark may stand before it."""
    return [index for index, text in enumerate(texts) if text and text.lstrip()[0] in _FIRST and _starts.match(text)]


def _paragraph_of(lines: Lines, index: int, match: re.Match[str], family: Family = "paragraph") -> Candidate:
    letter, rest = match[2] or "", (match[3] or "").strip()
    key: Key = (int(match[1]), ord(letter) - 96) if letter else (int(match[1]),)
    number = match[1] + (f" {letter}" if letter else "")
    return Candidate(index, key, number, rest, _weight(lines, index, rest, family), has_body=True)


def _candidate(lines: Lines, index: int) -> tuple[Family, Candidate] | None:
    """The candidate that a line without a leading § is, and its family."""
    text = lines.texts[index]
    family: Family
    if "§" in text and (match := _paragraph_after.match(text)):
        return "law", _paragraph_of(lines, index, match, "law")
    if match := _plain.match(text) or _word.match(text) or _glued.match(text):
        family = "word" if match.re is _word else "plain"
        number, rest = match[1], match[2] or ""
        key = tuple(map(int, number.split(".")))
    else:
        return None
    rest = rest.strip()
    if family == "plain" and rest and (_amount.match(rest) or (not rest[:1].isupper() and rest[:1] not in "”\"'(")):
        return None
    weight = _weight(lines, index, rest, family)
    # `3.` and `3)` are as often items of a list: between two that are alike, the bare number is the heading.
    if rest and text[match.end(1)] in ".)":
        weight -= _ITEM
    return family, Candidate(index, key, number, rest, weight, has_body=True)


def _weight(lines: Lines, index: int, rest: str, family: Family) -> float:
    """How much a line looks like a heading: 1 is neutral."""
    weight = 1.0
    heading = rest or _next_text(lines.texts, index)
    if lines.levels and lines.levels[index]:
        weight += 1.0
    if heading[:1] in _LOWER:
        weight -= 0.7
    if rest and (len(rest) > MAX_HEADING or rest[-1] in ".;,?"):
        weight -= 0.3 if family == "paragraph" else 0.6
    if index and _ends_open(lines.texts[index - 1].rstrip()):
        weight -= 0.4
    return max(weight, 0.05)


def _ends_open(text: str) -> bool:
    """Whether a line ends as one that goes on on the next."""
    return text[-1:] in _OPEN or (text.endswith(("SFS", "kap.")) and _open_word.search(text) is not None)


def _next_text(texts: Sequence[str], index: int) -> str:
    """The next line that is not empty, stripped."""
    return next(filter(None, texts[index + 1 : index + 5]), "").strip()


def _with_bodies(texts: Sequence[str], candidates: list[Candidate]) -> list[Candidate]:
    """Candidates that nothing follows but the next candidate look like a list, or a table of contents."""
    weighed: list[Candidate] = []
    for candidate, following in zip(candidates, [*candidates[1:], None], strict=False):
        end = following.line if following else len(texts)
        below = texts[candidate.line + 1 : min(end, candidate.line + 8)]
        has_body = len(below) - below.count("") > (0 if candidate.rest else 1)
        line, key, number, rest, weight, _ = candidate
        weighed.append(Candidate(line, key, number, rest, weight + (0.5 if has_body else 0.0), has_body))
    return weighed


def _believable(chain: Sequence[Candidate], family: Family, lines: Lines) -> bool:
    """Whether a chain is the document's numbering, and not a list in it."""
    if not chain:
        return False
    mean = sum(candidate.weight for candidate in chain) / len(chain)
    if not _outranks_headings(chain, lines):
        return False
    if family == "paragraph":
        return mean >= 1.0
    if len(chain) < 2 or mean < 1.1:
        return False
    if family == "word":
        return True
    if family == "law":
        return len(chain) >= 3
    with_body = sum(candidate.has_body for candidate in chain)
    return chain[0].key[0] <= 2 and with_body >= 0.5 * len(chain)


def _outranks_headings(chain: Sequence[Candidate], lines: Lines) -> bool:
    """Where the format itself marks headings, numbers count only if they are mostly such headings."""
    levels = sum(map(bool, lines.levels or ()))
    return levels < 2 or 2 * sum(1 for candidate in chain if lines[candidate.line].level) >= len(chain)
