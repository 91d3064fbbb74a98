"""Reference numbers (diarienummer): `RS/240542`, `SLK-2024-00009:52`, `KS 2023/115`, `2017/18:99`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_MAX = 200

_SERIES = r"(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,7}(?:-[A-ZÅÄÖ]{1,4})?)"
_FORM = (
    rf"{_SERIES}\s?[-/]\s?\d{{2,6}}(?:[-/:]-?\d{{1,6}}){{0,3}}"
    rf"|{_SERIES}\s\d{{2,6}}(?:[-/:]\d{{1,6}}){{1,3}}"
    r"|\d{1,6}(?:[-/:]\d{1,6}){1,3}|\d{5,12}"
)
_label = re.compile(
    rf"(?:(?<![A-Za-zÅÄÖåäö])(?:diarie|ärende)(?:nummer|nr\.?)|(?<=[a-zåäö])(?:Diarie|Ärende)nummer|(?<![A-Za-zÅÄÖåäö])dnr\.?)[\s:.]*\(?(?P<number>{_FORM})(?![\w])",
    re.IGNORECASE,
)
# Without a label: letters in capitals, and a year and a running number. Publications look alike and are not meant.
_bare = re.compile(
    r"(?<![\w/-])(?!(?:SOU|SFS|SOSFS|SKVFS|NJA|RÅ|HFD|EU|EG|ISO|IEC|SS|FN|COM|KOM|COVID|ICD|PISA|DS|RIR|AB|ABK|AFS|BBR|TV|P|CD|E|F|G|A)\b)"
    r"[A-ZÅÄÖ]{1,6}(?:-[A-ZÅÄÖ]{2,4})?(?:/\d{5,6}|[ -]?(?:19|20)\d\d[-/:]\d{1,6}(?::-?\d{1,4})*|[ /](?:19|20)?\d\d/\d{1,5}|/\d{4}[-:]\d{1,5})(?![\w/])(?!-\d)"
)
_document = re.compile(
    r"(?i)^\W*(?:interpellation|motion(?: till riksdagen)?|betänkande|proposition|skrivelse|regeringens (?:proposition|skrivelse)|fråga|[a-zåäö]+utskottets betänkande)?\s*(\d{4}/\d{2}(?:\d\d)?:[A-ZÅÄÖ]{0,3}[A-ZÅÄÖa-zåäö]{0,3}\d{1,4})"
)
_cue = re.compile(r"[A-ZÅÄÖ][-/ ]?\d\d|nr\.? |nummer|Nummer|DNR|NR|NUMMER", re.IGNORECASE)


def find_references(head: str, texts: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """The document's own reference number, from its `head`, and all numbers in `texts`, the own one first.

    The own number is labelled, or stands in the title as those of parliament do. Numbers of sections are in the
    second part only. At most 200 are kept.
    """
    own = _own(head)
    found: dict[str, None] = {own: None} if own else {}
    for text in texts:
        if _cue.search(text):
            for number in _numbers(text):
                found[number] = None
                if len(found) >= _MAX:
                    return own, tuple(found)
    return own, tuple(found)


def _own(head: str) -> str | None:
    if match := _label.search(head):
        return tidy(match["number"])
    for line in head.split("\n", 8)[:8]:
        if match := _document.match(line.strip()):
            return match[1]
    return None


def _numbers(text: str) -> Iterator[str]:
    labelled = [(match.start("number"), tidy(match["number"])) for match in _label.finditer(text)]
    bare = [(match.start(), tidy(match[0])) for match in _bare.finditer(text)]
    for _, number in sorted({*labelled, *bare}):
        yield number


def tidy(number: str) -> str:
    """A reference number in one line, without space around its dividers."""
    return re.sub(r"\s*([-/:])\s*", r"\1", " ".join(number.split()))
