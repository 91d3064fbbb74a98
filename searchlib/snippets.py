"""The best sentences of a section, as text and spans; never HTML.

A section can be long and an answer has many, so the text is first searched for the wanted forms as they stand,
which is fast; only the few sentences that are shown are analysed as the index was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from searchlib.analysis.terms import Analyzer
from searchlib.marks import Wanted, find_marks
from searchlib.results import Snippet
from searchlib.sentences import Span, split_sentences

LONGEST_SNIPPET = 320
# Sentences beside the best one are added while the snippet is shorter than this.
USUAL_SNIPPET = 160
# Places of a wanted word that are weighed against each other; a section with more is rich anyway.
MOST_PLACES = 60
# Up to so many forms, looking for each with str.find beats looking at every word of the text.
FEW_FORMS = 12

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s")


class Place(NamedTuple):
    """Where a wanted form seems to stand, and which word of the query it answers."""

    offset: int
    word: int


class Window(NamedTuple):
    """The stretch of text to show, and whether a sentence is cut at its ends."""

    start: int
    end: int
    cut_before: bool = False
    cut_after: bool = False


def best_snippet(text: str, wanted: Wanted, analyzer: Analyzer) -> Snippet:
    """The sentence of `text` that answers most words of the query, with its neighbours while there is room.

    Without any wanted word in it, the beginning of the text, unmarked. White space is shown as spaces; … stands
    where a long sentence was cut.
    """
    places = _places(text, wanted)
    window = _window(text, places)
    marks = find_marks(text[window.start : window.end], wanted, analyzer)
    if not marks and wanted.numbers:
        # The quick search took a word for another, or missed one: look at every word.
        exact = find_marks(text, wanted, analyzer)
        window = _window(text, [Place(start, 0) for start, _ in exact[:MOST_PLACES]])
        marks = find_marks(text[window.start : window.end], wanted, analyzer) if exact else ()
    return _dressed(text, window, marks)


def _places(text: str, wanted: Wanted) -> list[Place]:
    """Find where wanted forms seem to stand: at most MOST_PLACES, in order."""
    forms = wanted.numbers
    lowered = text.lower()
    if len(lowered) != len(text):
        # Some letters grow in lower case (İ); offsets would be wrong, so let the exact search do it.
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    places = _find_each(lowered, forms) if len(forms) <= FEW_FORMS else _find_words(lowered, forms)
    return sorted(places)[:MOST_PLACES]


def _find_each(lowered: str, forms: Mapping[str, int]) -> list[Place]:
    places: list[Place] = []
    for form, word in forms.items():
        at = lowered.find(form)
        count = 0
        while at >= 0 and count < MOST_PLACES:
            if not (at and lowered[at - 1].isalnum()) and not lowered[at + len(form) : at + len(form) + 1].isalnum():
                places.append(Place(at, word))
                count += 1
            at = lowered.find(form, at + len(form))
    return places


def _find_words(lowered: str, forms: Mapping[str, int]) -> list[Place]:
    places: list[Place] = []
    for found in _WORD.finditer(lowered):
        word = forms.get(found.group())
        if word is not None:
            places.append(Place(found.start(), word))
            if len(places) == MOST_PLACES:
                break
    return places


def _window(text: str, places: Sequence[Place]) -> Window:
    """The sentences to show: the one with most different words, then most places, then the first."""
    centre = _densest(places)
    around = max(0, centre - 4 * LONGEST_SNIPPET), min(len(text), centre + 4 * LONGEST_SNIPPET)
    sentences = [(around[0] + a, around[0] + b) for a, b in split_sentences(text[around[0] : around[1]])]
    if not sentences:
        return Window(0, 0)
    best = max(range(len(sentences)), key=lambda n: (*_worth(sentences[n], places), -n))
    start, end = sentences[best]
    if end - start > LONGEST_SNIPPET:
        return _cut(text, start, end, _densest([place for place in places if start <= place[0] < end], start))
    return _widened(sentences, best)


def _densest(places: Sequence[Place], otherwise: int = 0) -> int:
    """The offset from which LONGEST_SNIPPET characters hold most different words, then most places."""
    best, best_worth = otherwise, (0, 0)
    for number, (offset, _) in enumerate(places):
        near = [word for at, word in places[number : number + 20] if at < offset + LONGEST_SNIPPET]
        worth = (len(set(near)), len(near))
        if worth > best_worth:
            best, best_worth = offset, worth
    return best


def _worth(sentence: Span, places: Sequence[Place]) -> tuple[int, int]:
    words = [word for offset, word in places if sentence[0] <= offset < sentence[1]]
    return len(set(words)), len(words)


def _widened(sentences: Sequence[Span], best: int) -> Window:
    """The best sentence with those after it, then those before it, up to the usual length."""
    first = last = best
    while sentences[last][1] - sentences[first][0] < USUAL_SNIPPET:
        if last + 1 < len(sentences) and sentences[last + 1][1] - sentences[first][0] <= LONGEST_SNIPPET:
            last += 1
        elif first > 0 and sentences[last][1] - sentences[first - 1][0] <= LONGEST_SNIPPET:
            first -= 1
        else:
            break
    return Window(sentences[first][0], sentences[last][1])


def _cut(text: str, start: int, end: int, centre: int) -> Window:
    """A stretch of a long sentence around `centre`, cut between words."""
    first = max(start, min(centre - LONGEST_SNIPPET // 3, end - LONGEST_SNIPPET))
    last = min(end, first + LONGEST_SNIPPET)
    if first > start:
        space = text.find(" ", first, centre)
        first = space + 1 if space >= 0 else first
    if last < end:
        space = text.rfind(" ", centre + 1, last)
        last = space if space >= 0 else last
    return Window(first, last, first > start, last < end)


def _dressed(text: str, window: Window, marks: Sequence[Span]) -> Snippet:
    shown = _SPACE.sub(" ", text[window.start : window.end])
    before, after = "…" * window.cut_before, "…" * window.cut_after
    return Snippet(before + shown + after, tuple((start + len(before), end + len(before)) for start, end in marks))
