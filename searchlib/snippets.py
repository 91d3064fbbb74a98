"""The best sentences of a section, as text and spans; never HTML.

A section can be long and an answer has many, so wanted words are first looked for as they are spelled
(`searchlib.places`); the analysis is asked only about the few sentences that are shown, and only when it could say
otherwise.
"""

from __future__ import annotations

import re
from typing import Final

from searchlib.analysis.terms import Analyzer
from searchlib.marks import Wanted, find_marks
from searchlib.places import MOST_PLACES, Finder, Places
from searchlib.remembered import remembered
from searchlib.results import Snippet
from searchlib.sentences import Span
from searchlib.windows import Window, window

# Stretches that are looked at, best first, when the first one turns out to hold none of the words after all.
_MOST_TRIES: Final = 4
# Longer texts are not analysed as a whole for words that are not spelled as their forms.
_LONGEST_ANALYSED: Final = 20_000

# White space that is shown as a space and is none yet.
_SPACE: Final = re.compile(r"[^\S ]")


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
            return _dressed(text, window(text, ()), ())
        found = self._finder.places(text)
        for _ in range(_MOST_TRIES):
            if not found.places:
                break
            shown = window(text, found.places)
            marks = self._marks(text, found, shown)
            if marks:
                return _dressed(text, shown, marks)
            left = tuple(place for place in found.places if not shown.start <= place[0] < shown.end)
            found = found._replace(places=left)
        if heading and self._stands_in(heading):
            return _dressed(text, window(text, ()), ())
        return self._slowly(text)

    def _stands_in(self, text: str) -> bool:
        """Whether a short text has any of the words."""
        found = self._finder.places(text)
        whole = Window(0, len(text))
        return bool(self._marks(text, found, whole) if found.places else self._exact(text))

    def _marks(self, text: str, found: Places, shown: Window) -> tuple[Span, ...]:
        marks = self._finder.marks(text, found, shown.start, shown.end)
        return self._exact(text[shown.start : shown.end]) if marks is None else marks

    def _exact(self, text: str) -> tuple[Span, ...]:
        return find_marks(text, self._wanted, self._analyzer)

    def _slowly(self, text: str) -> Snippet:
        """For words that are not spelled as their forms: implied ones, identifiers written apart."""
        exact = self._exact(text) if len(text) <= _LONGEST_ANALYSED else ()
        shown = window(text, tuple([(start, 0, "") for start, _ in exact[:MOST_PLACES]]))
        return _dressed(text, shown, self._exact(text[shown.start : shown.end]) if exact else ())


def best_snippet(text: str, wanted: Wanted, analyzer: Analyzer) -> Snippet:
    """One snippet, as `Snippets.best` makes them for a whole answer."""
    return Snippets(wanted, analyzer).best(text)


def _dressed(text: str, shown: Window, marks: tuple[Span, ...]) -> Snippet:
    start, end, cut_before, cut_after = shown
    said = text[start:end]
    if not said.isprintable():
        said = _SPACE.sub(" ", said)
    if cut_after:
        said += "…"
    if not cut_before:
        return Snippet(said, marks)
    return Snippet("…" + said, tuple([(begin + 1, after + 1) for begin, after in marks]))
