"""The terms of one word form: its lemmas, the parts of a compound with their lemmas, and stems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from searchlib.analysis.compounds import Splitter
from searchlib.analysis.hunspell import BOUND, END
from searchlib.analysis.lexicon import Lexicon
from searchlib.analysis.stemming import stem
from searchlib.analysis.terms import IMPLIED, Part, Word

# What stands after the colon of `EU:s` and `tv:n` is an ending.
_COLON: Final = re.compile(r":[a-zåäö]{1,4}$")
_SHORTEST_TAIL: Final = 4
# What can stand between the parts: kommun|styrelse, verksamhet|s|bidrag, tjänst|e|man, folkhäls|o|plan, gat|u|kontor.
_LINKS: Final = ("", "s", "e", "o", "u")


class Morphology:
    """What lexicon and splitter together know of words."""

    def __init__(self, lexicon: Lexicon, splitter: Splitter) -> None:
        self._lexicon = lexicon
        self._splitter = splitter

    def is_known(self, form: str) -> bool:
        """Whether the form is a word of its own in the lexicon."""
        properties = self._lexicon.properties(form)
        return bool(properties) and not properties & BOUND

    def joints(self, form: str) -> tuple[int, ...]:
        """Where the parts of a compound after the first begin; empty for a simple word."""
        return self._splitter.joints(form)

    def lemmas(self, form: str) -> tuple[str, ...]:
        """The dictionary forms of a form; of an unknown one those of its compound tail, else a stem."""
        known = self._lexicon.lemmas(form)
        if known:
            return known
        joints = self._splitter.joints(form)
        if joints:
            return self._with_tail(form, joints[-1])
        for start in range(3, len(form) - _SHORTEST_TAIL + 1):
            if self._lexicon.properties(form[start:]) & END:
                return self._with_tail(form, start)
        return (stem(form),)

    def word(self, form: str) -> Word:
        """All terms of a form."""
        shift = len(IMPLIED) if form.startswith(IMPLIED) else 0
        plain = _COLON.sub("", form[shift:]) or form[shift:]
        lemmas = self.lemmas(plain)
        joints = self._splitter.joints(plain)
        parts = [Part(lemma, shift, len(form)) for lemma in lemmas]
        parts += [
            Part(lemma, start + shift, end + shift)
            for start, end in _runs(joints, len(plain))
            for lemma in self._part_lemmas(plain[start:end])
        ]
        leaves = zip((0, *joints), (*joints, len(plain)), strict=True)
        roots = lemmas if not joints else (name for s, e in leaves for name in self._part_lemmas(plain[s:e]))
        return Word(form, lemmas, tuple(dict.fromkeys(parts)), tuple(dict.fromkeys(map(stem, roots))))

    def compound_parts(self, form: str) -> tuple[str, ...]:
        """The largest parts of a compound: folkhälsoplan → folkhälsa, plan. Empty for a simple word."""
        joints = self._splitter.joints(form)
        if not joints:
            return ()
        for joint in reversed(joints):
            head, tail = form[:joint], form[joint:]
            if self._lexicon.properties(head) or len(joints) == 1:
                return self._part_lemmas(head)[-1], self._part_lemmas(tail)[-1]
        cuts = zip((0, *joints), (*joints, len(form)), strict=True)
        return tuple(self._part_lemmas(form[start:end])[-1] for start, end in cuts)

    def joined(self, left: str, right: str) -> tuple[str, ...]:
        """The forms that two neighbouring words make when written as one, likeliest first.

        Known words and sound compounds only; when there is none, the two words side by side.
        """
        stumps = [left] if left[-1:] not in "ae" else [left, left[:-1]]
        forms = [stump + link + right for stump in stumps for link in _LINKS]
        sound = [form for form in forms if self.is_known(form) or self.joints(form)]
        return tuple(dict.fromkeys(sound)) or (left + right,)

    def _part_lemmas(self, part: str) -> tuple[str, ...]:
        known = self._lexicon.lemmas(part)
        if known:
            free = tuple(lemma for lemma in known if not self._lexicon.properties(lemma) & BOUND)
            return free or known
        if part.endswith("s") and self._lexicon.lemmas(part[:-1]):
            return self._lexicon.lemmas(part[:-1])
        return self.lemmas(part)

    def _with_tail(self, form: str, start: int) -> tuple[str, ...]:
        return tuple(form[:start] + lemma for lemma in self._part_lemmas(form[start:]))


def _runs(joints: tuple[int, ...], end: int) -> Iterator[tuple[int, int]]:
    """Every run of neighbouring parts but the whole, as spans."""
    cuts = (0, *joints, end)
    for first in range(len(cuts) - 1):
        for last in range(first + 1, len(cuts)):
            if last - first < len(cuts) - 1:
                yield cuts[first], cuts[last]
