"""Reference numbers (diarienummer): `RS/240542`, `SLK-2024-00009:52`, `KS 2023/115`, `2017/18:99`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from searchlib.ingest.cues import Cues
from searchlib.loops import compiled

_loop: Final = compiled("signs")
_MAX = 200

_SERIES = r"(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,7}(?:-[A-ZÅÄÖ]{1,4})?)"
_FORM = (
    rf"{_SERIES}\s?[-/]\s?\d{{2,6}}(?:[-/:]-?\d{{1,6}}){{0,3}}"
    rf"|{_SERIES}\s\d{{2,6}}(?:[-/:]\d{{1,6}}){{1,3}}"
    r"|\d{1,6}(?:[-/:]\d{1,6}){1,3}|\d{5,12}"
)
_label = re.compile(
    rf"(?:(?<![A-Za-zÅÄÖåäö])(?:[Dd]iarie|[Ää]rende|DIARIE|ÄRENDE)(?:nummer|nr\.?|NUMMER|NR)|(?<=[a-zåäö])(?:Diarie|Ärende)nummer"
    rf"|(?<![A-Za-zÅÄÖåäö])(?:[Dd]nr|DNR)\.?)[\s:.]*\(?(?P<number>{_FORM})(?![\w])"
)
_label_above = re.compile(rf"(?:[Dd]iarie|[Ää]rende)(?:nummer|nr\.?)[ \t]*\n[ \t]*(?P<number>{_FORM})[ \t]*(?:\n|$)")
_SHORT = 140
# What every label holds, whatever its first letter: a cheap test before the grammar is asked.
_LABELS = [start + end for start in ("iarie", "rende", "IARIE", "RENDE") for end in ("nummer", "nr", "NUMMER", "NR")]
_label_cues = Cues("dnr", "Dnr", "DNR", *_LABELS)
# How labels end, and how far before that they begin: `diarie` and `ärende` before `nummer` and `nr`, `d` before `nr`.
_long, _short = re.compile("nummer|NUMMER"), re.compile("nr|NR")
_BEFORE_LONG, _BEFORE_SHORT = 6, (6, 1)
# Without a label: letters in capitals, and a year and a running number. The first pattern finds the last of the
# letters, the second what may be a number, the third where it begins, the fourth says what is one.
_capitals = re.compile(r"[A-ZÅÄÖ](?=[ /-]?\d)")
_core = re.compile(r"[A-ZÅÄÖ][ /-]?\d[\d/:-]{3,}\d")
_candidate = re.compile(r"[A-ZÅÄÖ]{1,6}(?:-[A-ZÅÄÖ]{2,4})?[ /-]?\d[\d/:-]{3,}\d")
_LETTERS_BEFORE = 10
_bare = re.compile(
    r"[A-ZÅÄÖ]{1,6}(?:-[A-ZÅÄÖ]{2,4})?(?:/\d{5,6}|[ -]?(?:19|20)\d\d[-/:]\d{1,6}(?::-?\d{1,4})*|[ /](?:19"
    r"|20)?\d\d/\d{1,5}|/\d{4}[-:]\d{1,5})"
)
# Publications and standards look alike and are not meant.
_PUBLICATIONS = frozenset(
    [
        "SOU",
        "SFS",
        "SOSFS",
        "SKVFS",
        "NJA",
        "RÅ",
        "HFD",
        "EU",
        "EG",
        "ISO",
        "IEC",
        "SS",
        "FN",
        "COM",
        "KOM",
        "COVID",
        "ICD",
        "PISA",
        "DS",
        "RIR",
        "AB",
        "ABK",
        "AFS",
        "BBR",
        "TV",
        "P",
        "CD",
        "E",
        "F",
        "G",
        "A",
        "HSLF-FS",
        "FFS",
        "TSFS",
        "KIFS",
        "MSBFS",
        "BFS",
    ]
)
_around_divider = re.compile(r"\s*([-/:])\s*")
_letters = re.compile(r"[A-ZÅÄÖ-]+(?=[ /-]?\d)")
_document = re.compile(
    r"\W*(?:interpellation|motion(?: till riksdagen)?|betänkande|proposition|skrivelse|regeringens (?:proposition"
    r"|skrivelse)|fråga"
    r"|[a-zåäö]+utskottets betänkande)?\s*(\d{4}/\d{2}(?:\d\d)?:[A-ZÅÄÖa-zåäö]{0,4}\d{1,4})",
    re.IGNORECASE,
)


class Signs(NamedTuple):
    """Where numbers may be told: capitals before a digit, `nr` and `nummer`, the last two perhaps in capitals."""

    capitals: list[int]
    short: list[int]
    long: list[int]


def find_references(head: str, texts: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """The document's own reference number, from its `head`, and all numbers in `texts`, the own one first.

    The own number is labelled, or stands in the title as those of parliament do. Numbers of sections are in the
    second part only. At most 200 are kept.
    """
    own = _own(head)
    found: dict[str, None] = {own: None} if own else {}
    found |= dict.fromkeys(_numbers("\n".join(texts)))
    return own, tuple(found)[:_MAX]


def _own(head: str) -> str | None:
    lines = head.split("\n")
    if _label_cues.within(head):
        for line in lines:
            # A long line is text, and speaks of other documents.
            if len(line) <= _SHORT and _label_cues.within(line) and (match := _label.search(line)):
                return tidy(match["number"])
        if match := _label_above.search(head):
            return tidy(match["number"])
    for line in lines[:8]:
        if "/" in line and (match := _document.match(line.strip())):
            return match[1]
    return None


def _numbers(text: str) -> list[str]:
    """The reference numbers of a text, in order."""
    signs = reference_signs(text)
    if not any(signs):
        return []
    found = [(match.start(), match[0]) for match in _candidates(text, signs) if _is_bare(match, text)]
    found.extend((match.start("number"), match["number"]) for match in _labelled(text, signs))
    return [tidy(number) for _, number in sorted(found)]


def reference_signs(text: str) -> Signs:
    """Where to look for numbers in a text."""
    return Signs(*_loop.reference_signs(text)) if _loop else plain_signs(text)


def plain_signs(text: str) -> Signs:
    """The same without the compiled loop."""
    places = ([match.start() for match in pattern.finditer(text)] for pattern in (_capitals, _short, _long))
    return Signs(*places)


def _candidates(text: str, signs: Signs) -> Iterator[re.Match[str]]:
    """What `_candidate` finds in a text, looked for only around its digits."""
    end = core_end = 0
    for start in signs.capitals:
        if start >= core_end and (core := _core.match(text, start)):
            core_end = core.end()
            if match := _candidate.search(text, max(end, start - _LETTERS_BEFORE)):
                yield match
                end = match.end()


def _labelled(text: str, signs: Signs) -> Iterator[re.Match[str]]:
    """What `_label` finds in a text, looked for only where a label ends."""
    starts = {place - back for place in signs.short for back in _BEFORE_SHORT}
    starts.update(place - _BEFORE_LONG for place in signs.long)
    end = 0
    for start in sorted(starts):
        if start >= end and (match := _label.match(text, start)):
            yield match
            end = match.end()


def _is_bare(match: re.Match[str], text: str) -> bool:
    """Whether what looks like a number is one, whole, and not the name of a publication."""
    if text[match.start() - 1 : match.start()].strip('(["”»\t\n .,:;') or text[match.end() : match.end() + 1].isalnum():
        return False
    letters = _letters.match(match[0])
    return letters is not None and letters[0].strip("-") not in _PUBLICATIONS and _bare.fullmatch(match[0]) is not None


def tidy(number: str) -> str:
    """A reference number in one line, without space around its dividers."""
    return _around_divider.sub(r"\1", " ".join(number.split()))
