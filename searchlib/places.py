"""Where wanted words seem to stand in a text, found fast: without the analysis, by their forms as they are spelled.

What is found here is a guess that the analysis would nearly always confirm. `Finder.marks` says when it surely would,
so that most snippets need no analysis at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from searchlib.analysis.terms import IMPLIED
from searchlib.marks import NumberedSlot, Slot, Wanted
from searchlib.remembered import remembered
from searchlib.sentences import Span

# Places of a wanted word that are weighed against each other; a section with more is rich anyway.
MOST_PLACES: Final = 60
# Characters that are looked through at a time; most sections have fewer.
_STRETCH: Final = 16_000
# Words of one phrase, or of one sentence, stand at most so many characters apart.
_PHRASE_REACH: Final = 80
_SENTENCE_REACH: Final = 500

_WORD: Final = re.compile(r"\w+")
# Beside these signs the tokenizer may see a longer word, an identifier or a suspended hyphen.
_JOINING: Final = frozenset("-–/:.,'’§&@_+\u00ad")


class Place(NamedTuple):
    """Where a wanted form seems to stand, which word of the query it answers, and the form."""

    offset: int
    word: int
    form: str


class Places(NamedTuple):
    """Places in order, and whether some stand there only as part of a phrase or of words that belong together."""

    places: tuple[Place, ...]
    grouped: bool


class Finder:
    """What to look for, prepared once for a query and used for all of its snippets."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted

    @remembered
    def _single(self) -> Mapping[str, int]:
        return _numbers(self._wanted.words)

    @remembered
    def _phrases(self) -> list[list[Mapping[str, int]]]:
        return [[_numbers(slot) for slot in phrase] for phrase in self._wanted.phrases]

    @remembered
    def _sentences(self) -> list[list[Mapping[str, int]]]:
        return [[_numbers(slot) for slot in group] for group in self._wanted.together]

    @remembered
    def _odd(self) -> tuple[str, ...]:
        """Forms that are no plain word as they are spelled: identifiers, hyphens."""
        return tuple(form for form in self._single if not form.isalnum() and not form.startswith(IMPLIED))

    @remembered
    def _has_implied(self) -> bool:
        return any(form.startswith(IMPLIED) for form in self._single)

    def places(self, text: str) -> Places:
        """Find at most MOST_PLACES places, in order; what is far into a long text only when nothing is near."""
        lowered = lower(text)
        for start in range(0, len(lowered), _STRETCH):
            # Stretches overlap, so that no phrase is cut in two.
            found = self._in_stretch(lowered[max(0, start - _PHRASE_REACH) : start + _STRETCH])
            if found.places:
                moved = max(0, start - _PHRASE_REACH)
                shifted = (Place(at + moved, word, form) for at, word, form in found.places)
                return Places(tuple(shifted), found.grouped)
        return Places((), False)

    def _in_stretch(self, lowered: str) -> Places:
        present = set(_WORD.findall(lowered))
        found = [
            Place(at, self._single[form], form)
            for form in (*(present & self._single.keys()), *self._odd)
            for at in _offsets(lowered, form)
        ]
        grouped = [place for slots in self._phrases for place in _together(lowered, present, slots, _PHRASE_REACH)]
        if not found:
            grouped += [
                place for slots in self._sentences for place in _together(lowered, present, slots, _SENTENCE_REACH)
            ]
        return Places(tuple(sorted({*found, *grouped})[:MOST_PLACES]), bool(grouped))

    def marks(self, text: str, places: Places, start: int, end: int) -> tuple[Span, ...] | None:
        """The marks within text[start:end], when they can be told without the analysis; otherwise None."""
        if places.grouped or (self._has_implied and "-" in text[start:end]):
            return None
        spans: list[Span] = []
        for offset, _, form in places.places:
            stop = offset + len(form)
            if stop <= start or offset >= end:
                continue
            if not form.isalnum() or _is_joined(text, offset, stop):
                return None
            mark = self._wanted.words[form]
            spans.append((offset + mark.start - start, offset + mark.end - start))
        return tuple(spans)


def lower(text: str) -> str:
    """The text in lower case, letter by letter: offsets stay true even where a letter would become two (İ)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _numbers(slot: Slot) -> Mapping[str, int]:
    return slot.words if isinstance(slot, NumberedSlot) else {form: slot[form].word for form in slot}


def _offsets(lowered: str, form: str) -> list[int]:
    """Where the form stands as a word of its own."""
    offsets: list[int] = []
    at = lowered.find(form)
    while at >= 0 and len(offsets) < MOST_PLACES:
        end = at + len(form)
        if not (at and _is_letter(lowered[at - 1])) and not _is_letter(lowered[end : end + 1]):
            offsets.append(at)
        at = lowered.find(form, end)
    return offsets


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _is_joined(text: str, start: int, end: int) -> bool:
    """Whether a sign beside the word could make it part of a longer token; one that ends a sentence cannot."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before and before in _JOINING:
        return True
    return bool(after) and after in _JOINING and (after in "-–" or _is_letter(text[end + 1 : end + 2]))


def _together(lowered: str, present: set[str], slots: Sequence[Mapping[str, int]], reach: int) -> list[Place]:
    """The places of a group's words, of those that have all the others within reach."""
    found = [
        sorted(Place(at, slot[form], form) for form in present & slot.keys() for at in _offsets(lowered, form))
        for slot in slots
    ]
    if not all(found):
        return []
    return [
        place
        for place in (place for places in found for place in places)
        if all(any(abs(other.offset - place.offset) <= reach for other in places) for places in found)
    ]
