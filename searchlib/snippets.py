"""The best sentences of a section, as text and spans; never HTML.

A section can be long and an answer has many, so wanted words are first looked for as they are spelled
(`searchlib.places`); the analysis is asked only about the few sentences that are shown, and only when it could say
otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from searchlib.analysis.terms import Analyzer
from searchlib.clusters import densest, richest
from searchlib.marks import Wanted, find_marks
from searchlib.places import MOST_PLACES, Finder, Place, Places
from searchlib.remembered import remembered
from searchlib.results import Snippet
from searchlib.sentences import Span, split_sentences

LONGEST_SNIPPET: Final = 320
# Sentences beside the best one are added while the snippet is shorter than this.
USUAL_SNIPPET: Final = 160
# Text around the best place in which sentences are told apart.
_AROUND: Final = 2 * LONGEST_SNIPPET
# Stretches that are looked at, best first, when the first one turns out to hold none of the words after all.
_MOST_TRIES: Final = 4
# Longer texts are not analysed as a whole for words that are not spelled as their forms.
_LONGEST_ANALYSED: Final = 20_000

# White space that is shown as a space and is none yet.
_SPACE: Final = re.compile(r"[^\S ]")


class Window(NamedTuple):
    """The stretch of text to show, and whether a sentence is cut at its ends."""

    start: int
    end: int
    cut_before: bool = False
    cut_after: bool = False


class Snippets:
    """Makes the snippets of one answer."""

    def __init__(self, wanted: Wanted, analyzer: Analyzer) -> None:
        self._wanted = wanted
        self._analyzer = analyzer
        self._finder = Finder(wanted)

    @remembered
    def _is_anything_wanted(self) -> bool:
        return bool(self._wanted)

    def best(self, text: str, *, heading: str | None = None) -> Snippet:
        """The sentence of `text` that answers most words of the query, with its neighbours while there is room.

        Without any wanted word in it, the beginning of the text, unmarked; none is expected when `heading` holds
        them. White space is shown as spaces; … stands where a long sentence was cut.
        """
        if not self._is_anything_wanted:
            return _dressed(text, _window(text, []), ())
        found = self._finder.places(text)
        for _ in range(_MOST_TRIES):
            if not found.places:
                break
            window = _window(text, found.places)
            marks = self._marks(text, found, window)
            if marks:
                return _dressed(text, window, marks)
            left = tuple(place for place in found.places if not window.start <= place[0] < window.end)
            found = found._replace(places=left)
        if heading and self._stands_in(heading):
            return _dressed(text, _window(text, []), ())
        return self._slowly(text)

    def _stands_in(self, text: str) -> bool:
        """Whether a short text has any of the words."""
        found = self._finder.places(text)
        whole = Window(0, len(text))
        return bool(self._marks(text, found, whole) if found.places else self._exact(text))

    def _marks(self, text: str, found: Places, window: Window) -> tuple[Span, ...]:
        marks = self._finder.marks(text, found, window.start, window.end)
        return self._exact(text[window.start : window.end]) if marks is None else marks

    def _exact(self, text: str) -> tuple[Span, ...]:
        return find_marks(text, self._wanted, self._analyzer)

    def _slowly(self, text: str) -> Snippet:
        """For words that are not spelled as their forms: implied ones, identifiers written apart."""
        exact = self._exact(text) if len(text) <= _LONGEST_ANALYSED else ()
        window = _window(text, [(start, 0, "") for start, _ in exact[:MOST_PLACES]])
        return _dressed(text, window, self._exact(text[window.start : window.end]) if exact else ())


def best_snippet(text: str, wanted: Wanted, analyzer: Analyzer) -> Snippet:
    """One snippet, as `Snippets.best` makes them for a whole answer."""
    return Snippets(wanted, analyzer).best(text)


def _window(text: str, places: Sequence[Place]) -> Window:
    """The sentences to show: the one with most different words, then most places, then the first."""
    centre = densest(places, LONGEST_SNIPPET)
    sentences = split_sentences(text, max(0, centre - _AROUND), centre + _AROUND)
    if not sentences:
        return Window(0, 0)
    best = richest(sentences, places)
    start, end = sentences[best]
    if end - start > LONGEST_SNIPPET:
        inside = [place for place in places if start <= place[0] < end]
        return _cut(text, start, end, densest(inside, LONGEST_SNIPPET, start))
    return _widened(sentences, best)


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
    shown = text[window.start : window.end]
    if not shown.isprintable():
        shown = _SPACE.sub(" ", shown)
    if window.cut_after:
        shown += "…"
    if not window.cut_before:
        return Snippet(shown, tuple(marks))
    return Snippet("…" + shown, tuple([(start + 1, end + 1) for start, end in marks]))
