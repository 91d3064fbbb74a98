"""Where the sentences of a text are: by punctuation and lines, with the usual Swedish abbreviations spared."""

from __future__ import annotations

import re

Span = tuple[int, int]

_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\")]?\s+(?=[^\W\d_a-zåäöé]|[”\"–•\d-])|\s*\n\s*")
_ABBREVIATED = re.compile(
    r"\b(?:bl\.a|t\.ex|d\.v\.s|dvs|m\.m|m\.fl|s\.k|fr\.o\.m|t\.o\.m|kl|nr|ca|dnr|tel|st|resp|jfr|[A-ZÅÄÖ])\.$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 8


def split_sentences(text: str) -> list[Span]:
    """The spans of the sentences and lines of a text, white space between them left out."""
    spans: list[Span] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if "\n" not in end.group() and _ABBREVIATED.search(
            text, max(0, end.start() - _LONGEST_ABBREVIATION), end.start()
        ):
            continue
        if end.start() > start:
            spans.append((start, end.start()))
        start = end.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans
