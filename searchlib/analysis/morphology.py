"""The terms of one word form: its lemmas, the parts of a compound with their lemmas, and stems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from searchlib.analysis.compounds import SHORTEST_PART, Joints, Splitter
from searchlib.analysis.hunspell import BOUND, END, VERB
from searchlib.analysis.lexicon import Lexicon
from searchlib.analysis.stemming import stem
from searchlib.analysis.tables import CompoundTables
from searchlib.analysis.terms import IMPLIED, Part, Word

# What stands after the colon of `EU:s` and `tv:n` is an ending.
_COLON: Final = re.compile(r":[a-zåäö]{1,4}$")
_SHORTEST_TAIL: Final = 4
# What can stand between the parts: kommun|styrelse, verksamhet|s|bidrag, tjänst|e|man, folkhäls|o|plan, gat|u|kontor.
_LINKS: Final = ("", "s", "e", "o", "u")

# Compounds share their parts, and one form is asked about several times while it is analysed.
_REMEMBERED: Final = 1 << 15
_PARTS_REMEMBERED: Final = 1 << 14
_JOINTS_REMEMBERED: Final = 1 << 10

# A smallest part: its span, and its lemmas.
Leaf = tuple[int, int, tuple[str, ...]]


class Morphology:
    """What lexicon and splitter together know of words.

    `properties` and `known_lemmas` are those of the lexicon, `first_lemmas` and `last_lemmas` those of a part that
    stands before others or at the end; `stem` stems; `joints` are where the parts of a compound after the first begin.
    All are remembered within bounds, or compiled and as fast.
    """

    def __init__(self, lexicon: Lexicon, tables: CompoundTables) -> None:
        self._parts = tables.beginnings
        lookup = self._lookup = lexicon.lookup
        # The compiled look-up is as fast as memory.
        self.properties: Callable[[str], int] = (
            lookup.properties if lookup else lru_cache(_REMEMBERED)(lexicon.properties)
        )
        self.known_lemmas: Callable[[str], tuple[str, ...]] = (
            lookup.lemmas if lookup else lru_cache(_REMEMBERED)(lexicon.lemmas)
        )
        self._splitter = Splitter(self.properties, self.known_lemmas, lexicon.beginnings(), tables, lexicon.lookup)
        splitter = self._splitter
        self.joints: Callable[[str], Joints] = (
            splitter.joints if splitter.compiled else lru_cache(_JOINTS_REMEMBERED)(splitter.joints)
        )
        self.first_lemmas = lru_cache(_PARTS_REMEMBERED)(self._beginning_lemmas)
        self.last_lemmas = lru_cache(_PARTS_REMEMBERED)(self._part_lemmas)
        self.stem = lru_cache(_PARTS_REMEMBERED)(stem)

    def is_known(self, form: str) -> bool:
        """Whether the form is a word of its own in the lexicon."""
        properties = self.properties(form)
        return bool(properties) and not properties & BOUND

    def lemmas(self, form: str) -> tuple[str, ...]:
        """The dictionary forms of a form; of an unknown one those of its compound tail, else a stem."""
        return self.known_lemmas(form) or self.guessed(form, self.joints(form))

    def plain(self, form: str) -> str:
        """The word itself: without the sign of an implied form, and without an ending after a colon."""
        word = form.removeprefix(IMPLIED)
        return _COLON.sub("", word) or word if ":" in word else word

    def word(self, form: str) -> Word:
        """All terms of a form."""
        shift = len(IMPLIED) if form.startswith(IMPLIED) else 0
        plain = self.plain(form)
        joints = self.joints(plain)
        lemmas = self.known_lemmas(plain) or self.guessed(plain, joints)
        parts = [Part(lemma, shift, len(form)) for lemma in lemmas]
        roots = list(lemmas)
        if joints:
            leaves = self._leaves(plain, joints)
            parts += [Part(term, start + shift, end + shift) for term, start, end in _runs(plain, leaves)]
            roots = [lemma for _, _, lemmas_of_leaf in leaves for lemma in lemmas_of_leaf]
        elif "-" in plain:
            parts += self.tail_of_name(form)
        return Word(form, lemmas, tuple(dict.fromkeys(parts)), tuple(dict.fromkeys(map(self.stem, roots))))

    def compound_parts(self, form: str) -> tuple[str, ...]:
        """The largest parts of a compound: folkhälsoplan → folkhälsa, plan. Empty for a simple word.

        The last joint is the one, when the lexicon knows what is before it; else all joints count.
        """
        joints = self.joints(form)
        if joints and self.properties(form[: joints[-1]]):
            joints = joints[-1:]
        return tuple(lemmas[-1] for _, _, lemmas in self._leaves(form, joints)) if joints else ()

    def joined(self, left: str, right: str) -> tuple[str, ...]:
        """The forms that two neighbouring words make when written as one, likeliest first.

        Known words and sound compounds only; when there is none, the two words side by side.
        """
        stumps = [left] if left[-1:] not in "ae" else [left, left[:-1]]
        forms = dict.fromkeys(stump + link + right for stump in stumps for link in _LINKS)
        sound = [form for form in forms if self.is_known(form) or self.joints(form)]
        return tuple(sound) or (left + right,)

    def guessed(self, form: str, joints: Joints) -> tuple[str, ...]:
        """The lemmas of a form that the lexicon does not know."""
        if joints:
            return self._with_tail(form, joints[-1])
        start = self.tail(form)
        return (self.stem(form),) if start < 0 else self._with_tail(form, start)

    def tail(self, form: str) -> int:
        """Where the longest end of a form begins that may end compounds; -1 without one."""
        last = len(form) - _SHORTEST_TAIL
        if self._lookup is not None:
            return int(self._lookup.ending(form, END, SHORTEST_PART, last))
        places = range(SHORTEST_PART, last + 1)
        return next((start for start in places if self.properties(form[start:]) & END), -1)

    def _with_tail(self, form: str, start: int) -> tuple[str, ...]:
        return tuple(form[:start] + lemma for lemma in self.last_lemmas(form[start:]))

    def _leaves(self, form: str, joints: Joints) -> list[Leaf]:
        first = [
            (start, end, self.first_lemmas(form[start:end])) for start, end in zip((0, *joints), joints, strict=False)
        ]
        return [*first, (joints[-1], len(form), self.last_lemmas(form[joints[-1] :]))]

    def _beginning_lemmas(self, part: str) -> tuple[str, ...]:
        if part in self._parts:
            return (self._parts[part],)
        # lärar|utbildning, förar|bevis: those who do something lose their -e.
        if part.endswith("ar") and self.properties(part + "e"):
            return (part + "e",)
        # tjänstemanna|organisation: men of an office or trust.
        if part.endswith("manna") and self.properties(part[:-2]):
            return (part[:-2],)
        # The last of three equal letters is not written: remiss and svar make remissvar.
        whole = part + part[-1]
        elided = self._splitter.may_begin(whole) and not self._splitter.may_begin(part)
        lemmas = self._part_lemmas(whole if elided else part)
        # skydds|område is of skydd, not of skydda.
        return tuple(lemma for lemma in lemmas if not self.properties(lemma) & VERB) or lemmas

    def _part_lemmas(self, part: str) -> tuple[str, ...]:
        """The lemmas of a part, without those that are only forms in compounds (arbets, folkhälso)."""
        known = self.known_lemmas(part) or self.known_lemmas(part.removesuffix("s")) or (part,)
        free = tuple(lemma for lemma in known if not self.properties(lemma) & BOUND)
        return free or known

    def tail_of_name(self, form: str) -> list[Part]:
        """RF-SISU is no kind of RF, but one of SISU."""
        start = form.rindex("-") + 1
        return [Part(lemma, start, len(form)) for lemma in self.lemmas(form[start:])]


def _runs(form: str, leaves: list[Leaf]) -> Iterator[tuple[str, int, int]]:
    """The terms of every run of neighbouring parts but the whole, with their spans."""
    for first, (start, _, _) in enumerate(leaves):
        for last in range(first, len(leaves) if first else len(leaves) - 1):
            begin, end, lemmas = leaves[last]
            yield from ((form[start:begin] + lemma, start, end) for lemma in lemmas)
