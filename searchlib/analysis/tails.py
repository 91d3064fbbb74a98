"""Which forms can end a compound, and which only look as if they could."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from searchlib.analysis.hunspell import BOUND, COMMON, END, SECOND, VERB
from searchlib.analysis.tables import CompoundTables

FLAGGED: Final = 2  # by the dictionary's flag, or by our list
FREE: Final = 1  # as a common word of some length

_SHORTEST_FREE: Final = 4
_SHORTEST_VERB: Final = 6
_REMEMBERED: Final = 1 << 14


class Tails:
    """Judges last parts. `properties` and `lemmas` tell what the lexicon says of a form.

    `judged` says of a tail alone of what kind it is, and which of its lemmas may be an ending instead; remembered.
    """

    def __init__(
        self,
        properties: Callable[[str], int],
        lemmas: Callable[[str], tuple[str, ...]],
        tables: CompoundTables,
    ) -> None:
        self._properties = properties
        self._lemmas = lemmas
        self._tables = tables
        self.judged = lru_cache(_REMEMBERED)(self._judge)

    def ends(self, tail: str, head: str) -> int:
        """FLAGGED or FREE when `tail` can end a compound after the part `head`, else 0."""
        kind, doubtful = self.judged(tail)
        return 0 if doubtful and self.is_derived(head, doubtful) else kind

    def _judge(self, tail: str) -> tuple[int, tuple[str, ...]]:
        """What the tail is where it is a word, and those of its lemmas that may be an ending instead."""
        properties = self._properties(tail)
        if not properties or tail in self._tables.never:
            return 0, ()
        lemmas = self._lemmas(tail)
        is_verb = properties & VERB and not _is_participle(tail, lemmas[0])
        if is_verb or lemmas[0] in self._tables.suffixes:
            return 0, ()
        if properties & END or not self._tables.short_tails.isdisjoint(lemmas):
            return FLAGGED, self._doubtful(lemmas)
        free = properties & COMMON and not properties & (BOUND | SECOND) and len(lemmas[0]) >= _SHORTEST_FREE
        return (FREE, self._doubtful(lemmas)) if free else (0, ())

    def _doubtful(self, lemmas: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(lemma for lemma in lemmas if lemma in self._tables.joint_only or lemma in self._tables.derivations)

    def is_derived(self, head: str, doubtful: tuple[str, ...]) -> bool:
        """Whether the tail is no word here but an ending: värde|ring, ung|dom. The likeliest lemma tells."""
        if doubtful[0] in self._tables.joint_only:
            return not head.endswith("s")
        ending = self._tables.derivations[doubtful[0]]
        return any(self._properties(head[start:] + ending) for start in range(len(head) - 1))


def _is_participle(form: str, verb: str) -> bool:
    """Whether the form is `baserad`, `baserat` or `baserade`, which end compounds as adjectives do."""
    return len(verb) >= _SHORTEST_VERB and form in (verb + "d", verb + "t", verb + "de")
