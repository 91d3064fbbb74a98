"""Where wanted words seem to stand in a text, found fast: without the analysis, by their forms as they are spelled.

What is found here is a guess that the analysis would nearly always confirm. `Finder.marks` says when it surely would,
so that most snippets need no analysis at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from searchlib.analysis.items import COORDINATING
from searchlib.loops import compiled
from searchlib.marks import NumberedSlot, Slot, Wanted
from searchlib.remembered import remembered
from searchlib.sentences import Span
from searchlib.wanted_forms import PlainForms, Standing, WantedForms

# Places of a wanted word that are weighed against each other; a section with more is rich anyway.
MOST_PLACES: Final = 60
# Characters that are looked through at a time; most sections have fewer.
_STRETCH: Final = 16_000
# Words of one phrase, or of one sentence, stand at most so many characters apart.
_PHRASE_REACH: Final = 80
_SENTENCE_REACH: Final = 500

# Beside these signs the tokenizer may see a longer word, an identifier or a suspended hyphen.
_JOINING: Final = frozenset("-–/:.,'’§&@_+\u00ad")

_LOOP: Final[Any] = compiled("marks")

# Where a wanted form seems to stand: its offset, which word of the query it answers, and the form.
Place = Standing


class Places(NamedTuple):
    """Places in order, and whether some stand there only as part of a phrase or of words that belong together."""

    places: tuple[Place, ...]
    grouped: bool


class Finder:
    """What to look for, prepared once for a query and used for all of its snippets."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._spans = _Spans(wanted.words)

    @remembered
    def _single(self) -> WantedForms:
        return _wanted(self._wanted.words)

    @remembered
    def _phrases(self) -> list[list[WantedForms]]:
        return [[_wanted(slot) for slot in phrase] for phrase in self._wanted.phrases]

    @remembered
    def _sentences(self) -> list[list[WantedForms]]:
        return [[_wanted(slot) for slot in group] for group in self._wanted.together]

    def places(self, text: str) -> Places:
        """Find at most MOST_PLACES places, in order; what is far into a long text only when nothing is near."""
        for start in range(0, len(text), _STRETCH):
            # Stretches overlap, so that no phrase is cut in two.
            begin = max(0, start - _PHRASE_REACH)
            found = self._in_stretch(text[begin : start + _STRETCH])
            if found.places:
                return found if not begin else _moved(found, begin)
        return Places((), False)

    def _in_stretch(self, text: str) -> Places:
        found = self._single.standing(text)[:MOST_PLACES]
        grouped = [place for slots in self._phrases for place in _together(text, slots, _PHRASE_REACH)]
        if not found:
            grouped += [place for slots in self._sentences for place in _together(text, slots, _SENTENCE_REACH)]
        if grouped:
            found = sorted({*found, *grouped})[:MOST_PLACES]
        return Places(tuple(found), bool(grouped))

    def marks(self, text: str, places: Places, start: int, end: int) -> tuple[Span, ...] | None:
        """The marks within text[start:end], when they can be told without the analysis; otherwise None."""
        if places.grouped or (self._single.has_implied and COORDINATING.search(text, start, end)):
            return None
        if _LOOP is None:
            return plain_marks(text, places.places, start, end, self._spans)
        found: tuple[Span, ...] | None = _LOOP.marks(text, places.places, start, end, self._spans)
        return found


class _Spans(dict[str, Span]):
    """Which letters of a form to mark, worked out once for all places of it."""

    def __init__(self, words: Slot) -> None:
        self._words = words

    def __missing__(self, form: str) -> Span:
        mark = self._words[form]
        span = self[form] = (mark.start, mark.end)
        return span


def plain_marks(
    text: str, places: Sequence[Place], start: int, end: int, spans: Mapping[str, Span]
) -> tuple[Span, ...] | None:
    """What to mark of places within text[start:end], without the compiled loop; `spans` says it of each form."""
    found: list[Span] = []
    for offset, _, form in places:
        if offset >= end:
            break
        stop = offset + len(form)
        if stop <= start:
            continue
        if not form.isalnum() or _is_joined(text, offset, stop):
            return None
        begin, after = spans[form]
        found.append((offset + begin - start, offset + after - start))
    return tuple(found)


def _wanted(slot: Slot) -> WantedForms:
    if isinstance(slot, NumberedSlot):
        return slot.wanted
    return PlainForms({form: slot[form].word for form in slot})


def _moved(found: Places, by: int) -> Places:
    return Places(tuple((at + by, word, form) for at, word, form in found.places), found.grouped)


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _is_joined(text: str, start: int, end: int) -> bool:
    """Whether a sign beside the word could make it part of a longer token; one that ends a sentence cannot."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before and before in _JOINING:
        return True
    return bool(after) and after in _JOINING and (after in "-–" or _is_letter(text[end + 1 : end + 2]))


def _together(text: str, slots: Sequence[WantedForms], reach: int) -> list[Place]:
    """The places of a group's words, of those that have all the others within reach."""
    found: list[list[Place]] = []
    for slot in slots:
        places = _limited(slot.standing(text))
        if not places:
            return []
        found.append(places)
    return [
        place
        for place in (place for places in found for place in places)
        if all(any(abs(other[0] - place[0]) <= reach for other in places) for places in found)
    ]


def _limited(places: list[Place]) -> list[Place]:
    """The places of each form, MOST_PLACES at most."""
    if len(places) <= MOST_PLACES:
        return places
    seen: Counter[str] = Counter()
    kept = []
    for place in places:
        seen[place[2]] += 1
        if seen[place[2]] <= MOST_PLACES:
            kept.append(place)
    return kept
