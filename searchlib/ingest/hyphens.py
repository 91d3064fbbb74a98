"""Hyphens at the ends of lines: a broken word is joined, a suspended one (`hälso- och sjukvård`) is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from searchlib.ingest.lines import Lines

Known = Callable[[str], bool]

_tail = re.compile(r"[^\s\-/(]*[^\W\d_]-$")
_head = re.compile(r"[^\W_]+(?:[-:][^\W_]+)*")
_coordination = re.compile(r"[,\s]*(?:och|eller|samt|respektive|resp\.?|&|till|and|or)(?![\wåäö])")
_whole = re.compile(r"[^\W_]+(?:[-:][^\W_]+)*(?![\w-])")
_ABBREVIATION = re.compile(r"(?:[A-ZÅÄÖ0-9]{2,}|.*\d)$")


def join_lines(left: str, right: str, known: Known) -> str:
    """Two lines of one paragraph as one text; `known` says whether a lower-case word exists as a whole.

    A word is joined when the whole is known; it stays open before och, eller, samt and &, at once or after the
    next word; otherwise the hyphen is one of line breaking, and goes.
    """
    tail = _tail.search(left[-60:]) if left.endswith("-") else None
    head = _head.match(right)
    if tail is None or head is None:
        return f"{left} {right}"
    return left + right if _keeps_hyphen(tail[0], head[0], known) else _joined(left, right, tail[0][:-1], head, known)


def _keeps_hyphen(tail: str, head: str, known: Known) -> bool:
    """`EU-` / `kommissionen`, `covid-` / `19`, `Anna-` / `Karin`: the hyphen belongs to the word."""
    stem = tail[:-1]
    if head[0].isupper() or head[0].isdigit():
        return True
    return _ABBREVIATION.match(stem) is not None or known(f"{tail}{head}".lower())


def _joined(left: str, right: str, stem: str, head: re.Match[str], known: Known) -> str:
    # Three like consonants are written as two (till-lägg, tillägg), and the third comes back at a hyphen.
    whole = left[:-2] + right if stem[-2:-1] == stem[-1:] == right[0] else left[:-1] + right
    if known((stem + head[0]).lower()):
        return left[:-1] + right
    if _coordination.match(right):
        return f"{left} {right}"
    if _coordination.match(right, head.end()) and _is_element(stem, head[0]):
        return f"{left} {right}"
    return whole


def _is_element(stem: str, head: str) -> bool:
    """Whether a coordination after the next word means that the hyphen is a suspended one.

    `hälso-` / `sjukvård och omsorg`: the first element has the vowel that only compounds have, so it can be short
    for a whole compound. Other stems before a whole word are mostly words that the line broke.
    """
    return len(head) >= 5 and len(stem) > 4 and stem.lower().endswith(("o", "a", "u"))


def known_in(lines: Lines, lexicon: Known | None = None) -> Known:
    """A test for words: those of the document itself, and those of a lexicon if there is one.

    The document is only looked through when a hyphen asks for it.
    """
    words: frozenset[str] | None = None

    def is_known(word: str) -> bool:
        nonlocal words
        if words is None:
            words = frozenset(_words_within(lines.texts))
        return word in words or (lexicon is not None and lexicon(word))

    return is_known


def _words_within(lines: Sequence[str]) -> Iterator[str]:
    """The words of all lines, in lower case, hyphenated ones whole; not the halves of a word that a line cut."""
    cut = False
    for line in lines:
        if not line:
            continue
        words = _whole.findall(line.lower())
        yield from words[1:] if cut else words
        cut = line.endswith("-")
