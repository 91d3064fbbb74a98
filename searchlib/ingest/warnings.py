"""The codes in `Minutes.warnings`: what reading found odd, for `searchlib check` to say in Swedish.

A code may carry data after a colon.

    date_conflict:2015-10-23/2015-11-02   two trusted places give different days; the first was taken
    no_date                               nothing tells when the meeting was
    no_sections                           no heading was found: the text is one section
    bad_glyphs                            letters were lost: private-use signs or U+FFFD in the text
    ocr_suspect                           much of the text looks like bad text recognition
    missing_numbers:12                    the numbering of the sections jumps over these numbers
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from searchlib.documents import Section
from searchlib.ingest.meeting_date import Dating

# More lost letters than this share of a text make it hard to read; fewer are chance.
_LOST_SHARE = 0.001
# Text recognition gone wrong: words with digits or signs inside them, or hardly a vowel.
_OCR_SHARE = 0.08

_SAMPLE = 1_500
_MIN_WORDS = 30

_garbled = re.compile(r"[a-zåäö][0-9|\\~^}{<>_]+[a-zåäö]|[b-df-hj-np-tv-xz]{6}|[^\w\s\"'()§–—.…-]{3}")
_address = re.compile(r"\S*(?:://|www\.|@)\S*")


def warnings_of(dating: Dating, sections: Sequence[Section]) -> tuple[str, ...]:
    """The codes for one document, in a fixed order."""
    codes = []
    for other in dating.conflicts:
        codes.append(f"date_conflict:{dating.date.value}/{other.value}")
    if dating.date.value is None:
        codes.append("no_date")
    if not any(section.number or section.heading for section in sections):
        codes.append("no_sections")
    lost = sum(section.text.count("\ufffd") for section in sections)
    if lost and lost > _LOST_SHARE * sum(map(_length, sections)):
        codes.append("bad_glyphs")
    if looks_garbled(sections):
        codes.append("ocr_suspect")
    if missing := _missing(sections):
        codes.append(f"missing_numbers:{','.join(missing)}")
    return tuple(codes)


def _length(section: Section) -> int:
    return len(section.text)


def looks_garbled(sections: Sequence[Section]) -> bool:
    """Whether many words are no words: measured on the beginning of the longest section."""
    sample = _address.sub(" ", max(sections, key=_length).text[:_SAMPLE])
    words = sample.count(" ") + sample.count("\n")
    return words >= _MIN_WORDS and len(_garbled.findall(sample)) > _OCR_SHARE * words


def _missing(sections: Sequence[Section]) -> list[str]:
    """Whole numbers that the numbering jumps over, at most ten."""
    numbers = [int(section.number) for section in sections if section.number and section.number.isdigit()]
    missing: list[str] = []
    for before, after in itertools.pairwise(numbers):
        missing.extend(str(number) for number in range(before + 1, after))
    return missing[:10]
