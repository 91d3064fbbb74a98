"""Which stretch of a text a snippet shows: its richest sentence, with its neighbours while there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from searchlib.clusters import MOST_NEAR, densest, richest
from searchlib.loops import compiled
from searchlib.sentences import LAST_PIECES, Span, is_abbreviated, split_sentences
from searchlib.wanted_forms import Standing

LONGEST_SNIPPET: Final = 320
# Sentences beside the best one are added while the snippet is shorter than this.
USUAL_SNIPPET: Final = 160
# Text around the best place in which sentences are told apart.
_AROUND: Final = 2 * LONGEST_SNIPPET

_LOOP: Final[Any] = compiled("windows")
_SIZES: Final = (_AROUND, LONGEST_SNIPPET, USUAL_SNIPPET, MOST_NEAR)


class Window(NamedTuple):
    """The stretch of text to show, and whether a sentence is cut at its ends."""

    start: int
    end: int
    cut_before: bool = False
    cut_after: bool = False


def window(text: str, places: Sequence[Standing]) -> Window:
    """The sentences to show: the one with most different words, then most places, then the first."""
    start, end = _sentences(text, places)
    if end - start > LONGEST_SNIPPET:
        inside = [place for place in places if start <= place[0] < end]
        return _cut(text, start, end, densest(inside, LONGEST_SNIPPET, start))
    return Window(start, end)


def _sentences(text: str, places: Sequence[Standing]) -> Span:
    if _LOOP is not None:
        found: Span | None = _LOOP.sentences(text, places, _SIZES, LAST_PIECES, is_abbreviated)
        if found is not None:
            return found
    return plain_sentences(text, places)


def plain_sentences(text: str, places: Sequence[Standing]) -> Span:
    """The best sentence, if it is not too long with others around it, without the compiled loop."""
    centre = densest(places, LONGEST_SNIPPET)
    sentences = split_sentences(text, max(0, centre - _AROUND), centre + _AROUND)
    return _widened(sentences, richest(sentences, places)) if sentences else (0, 0)


def _widened(sentences: Sequence[Span], best: int) -> Span:
    """The best sentence with those after it, then those before it, up to the usual length."""
    first = last = best
    while sentences[last][1] - sentences[first][0] < USUAL_SNIPPET:
        if last + 1 < len(sentences) and sentences[last + 1][1] - sentences[first][0] <= LONGEST_SNIPPET:
            last += 1
        elif first > 0 and sentences[last][1] - sentences[first - 1][0] <= LONGEST_SNIPPET:
            first -= 1
        else:
            break
    return sentences[first][0], sentences[last][1]


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
