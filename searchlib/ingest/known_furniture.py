"""Lines whose shape alone says that they are furniture: page numbers, signatures, tables of contents, a letterhead."""

from __future__ import annotations

import re

from searchlib.ingest.cues import Cues

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
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
# A line of a table of contents.
_leaders = re.compile(r"\s*[^\n]{2,150}?\s*(?:(?:\.\s?){4,}|[…\ufffd_]{3,})\s*\d{1,4}\s*")
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
# Furniture that does not end in a number, a bracket or a dash has one of these.
_signed_words = Cues("bestyrk", "justera", "diarie")
_hint_words = Cues("sid", "bestyrk", "justera", "diarie", " av ", "\tav", " av\t")

_contents = re.compile(r".{2,150}?(?:(?:\.\s?){5,}|…{2,})\s*\d{0,4}\s*", re.DOTALL)


def is_contents_line(text: str) -> bool:
    """Whether a line belongs to a table of contents: leaders, with or without a page number after them."""
    return ("...." in text or "…" in text or ". . ." in text) and _contents.fullmatch(text) is not None


def is_known(text: str) -> bool:
    """Whether the shape of a line alone says that it is furniture."""
    if len(text) > 200:
        return False
    ending, lower = text.rstrip()[-1:], text.lower()
    ends_in_number = ending.isdecimal()
    if not (ends_in_number or ending in ")-–—" or _signed_words.within(lower)):
        return False
    if not _may_be_known(text, lower) or _hint.search(text) is None:
        return False
    if _known.fullmatch(text) or (ending == ")" and _header.fullmatch(text)):
        return True
    return ends_in_number and _leaders.fullmatch(text) is not None


def _may_be_known(text: str, lower: str) -> bool:
    if _hint_words.within(lower):
        return True
    return _hint_sign.search(text) is not None or text.count(".") >= 4
