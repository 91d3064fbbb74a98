"""Where the sentences of a text are: by punctuation and lines, with the usual Swedish abbreviations spared."""

from __future__ import annotations

import re
from typing import Any, Final

from searchlib.loops import compiled

Span = tuple[int, int]

# Cheap to find; whether a sentence really ends there is looked at afterwards.
_STOP = re.compile(r"[.!?…][”\")]?\s+|\n\s*")
_ABBREVIATIONS: Final = (
    *("bl.a", "t.ex", "d.v.s", "dvs", "m.m", "m.fl", "s.k", "fr.o.m", "t.o.m"),
    *("kl", "nr", "ca", "dnr", "tel", "st", "resp", "jfr"),
)
_ABBREVIATED = re.compile(rf"\b(?:{'|'.join(map(re.escape, _ABBREVIATIONS))}|[A-ZÅÄÖ])\.$", re.IGNORECASE)
_LONGEST_ABBREVIATION = 8
# The letters right before the stop.
LAST_PIECES: Final = frozenset(abbreviation.rpartition(".")[2] for abbreviation in _ABBREVIATIONS)
_LOOP: Final[Any] = compiled("sentences")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The spans of the sentences and lines of a text, or of text[start:end], white space between them left out."""
    end = len(text) if end is None else min(end, len(text))
    if _LOOP is not None:
        spans: list[Span] = _LOOP.split(text, start, end, LAST_PIECES, is_abbreviated)
        return spans
    return plainly_split(text, start, end)


def plainly_split(text: str, start: int, end: int) -> list[Span]:
    """The same without the compiled loop."""
    spans: list[Span] = []
    for stop in _STOP.finditer(text, start, end):
        if "\n" not in stop.group() and not _ends_sentence(text, stop.start(), stop.end(), end):
            continue
        last = stop.start() + len(stop.group().rstrip())
        if text[start:last].strip():
            spans.append((start, last))
        start = stop.end()
    if text[start:end].strip():
        spans.append((start, end))
    return spans


def _ends_sentence(text: str, stop: int, following: int, end: int) -> bool:
    """Whether what follows looks like a beginning, and the full stop does not belong to an abbreviation."""
    if following < end and text[following].islower():
        return False
    return not is_abbreviated(text, stop)


def is_abbreviated(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` is that of an abbreviation."""
    return bool(_ABBREVIATED.search(text, max(0, stop - _LONGEST_ABBREVIATION), stop + 1))
