"""Splitting compounds at their joints.

First by the dictionary's own compound flags, fewest parts first. What they leave whole is tried once more with a
freer last part: many short and common words carry no flag, because a spelling checker would let misspellings
through. Parts that are compounds themselves are split again. Measured in tests/relevance/test_compounds.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final, Protocol

from searchlib.analysis.hunspell import BEGIN, COMMON, MIDDLE, SECOND
from searchlib.analysis.tables import CompoundTables
from searchlib.analysis.tails import FLAGGED, Tails
from searchlib.loops import compiled

SHORTEST_PART: Final = 3
MOST_JOINTS: Final = 4
SHORTEST_COMPOUND: Final = 2 * SHORTEST_PART
LONGEST_COMPOUND: Final = 60
_SHORTEST_INNER: Final = 7
_LONGEST_HALF_OF_NAME: Final = 6
# A free tail after a short head must be long: `par|bring` is none.
_SHORT_HEAD: Final = 3
_LONG_TAIL: Final = 6
# Of the list of beginnings only.
_SHORTEST_BEGINNING: Final = 2
_REMEMBERED: Final = 1 << 14

Joints = tuple[int, ...]


class CompiledJoints(Protocol):
    """`compounds.Compounds` of the loops: each method says what that of the splitter says."""

    def joints(self, form: str) -> Joints:
        """What `joints_found` says."""
        ...

    def flagged(self, form: str) -> Joints:
        """What `flagged_joints` says."""
        ...

    def free(self, form: str, known: bool) -> Joints:
        """What `free_joints` says."""
        ...


class Splitter:
    """Finds the joints of compounds; `joints` are the places where the parts after the first begin.

    `properties` and `lemmas` tell what the lexicon says of a form; `beginnings` are the forms that may stand before
    another part, with BEGIN and MIDDLE. `lookup` is the lexicon for compiled loops, where it has one.
    """

    def __init__(
        self,
        properties: Callable[[str], int],
        lemmas: Callable[[str], tuple[str, ...]],
        beginnings: Mapping[str, int],
        tables: CompoundTables,
        lookup: object | None = None,
    ) -> None:
        self._properties = properties
        self._lemmas = lemmas
        self._tables = tables
        self._surname_ends = tuple(sorted(tables.surname_ends))
        self._tails = Tails(properties, lemmas, tables)
        allowed = {form: may for form, may in beginnings.items() if form not in tables.never}
        allowed |= dict.fromkeys(tables.beginnings, BEGIN | MIDDLE)
        # What may stand first, and what may stand between: asked at every letter of every word.
        self._first = frozenset(form for form, may in allowed.items() if may & BEGIN)
        self._between = frozenset(form for form, may in allowed.items() if may & MIDDLE)
        # Compounds share their parts.
        self._joints_within = lru_cache(_REMEMBERED)(self._inner)
        loop = compiled("compounds") if lookup is not None else None
        self.compiled: CompiledJoints | None = self._compiled(loop, lookup) if loop else None
        self.joints: Callable[[str], Joints] = self.compiled.joints if self.compiled else self.joints_found

    def _compiled(self, loop: Any, lookup: object) -> CompiledJoints:
        twos = frozenset(part for part in self._tables.beginnings if len(part) == _SHORTEST_BEGINNING)
        words = self._first, self._between, twos, self._tables.simple_words, self._surname_ends
        joints: CompiledJoints = loop.Compounds(
            lookup, *words, self._tails.judged, self._tails.is_derived, SECOND, COMMON
        )
        return joints

    def may_begin(self, part: str) -> bool:
        """Whether the part may stand before another one."""
        return part in self._first or part in self._between

    def joints_found(self, form: str) -> Joints:
        """What `joints` says, without the compiled loop."""
        if not SHORTEST_COMPOUND <= len(form) <= LONGEST_COMPOUND:
            return ()
        properties = self._properties(form)
        if self._is_simple(form, properties):
            return ()
        known = properties != 0 and not properties & SECOND
        joints = self.flagged_joints(form) or self.free_joints(form, known)
        # The dictionary has names with a capital only. Bolagsverket and Trollhättan: the joint tells.
        if joints and known and not properties & COMMON and form[joints[0] - 1] not in "es":
            return ()
        return self._with_inner(form, joints)

    def _is_simple(self, form: str, properties: int) -> bool:
        """Whether the form only looks like a compound: by the list, or as a surname that no dictionary knows."""
        if properties:
            return self._lemmas(form)[0] in self._tables.simple_words
        # Asked of all ends at once, since hardly any form has one.
        return form.endswith(self._surname_ends) and any(
            form.endswith(end) and form[-len(end) - 1] != "s" and len(form) - len(end) <= _LONGEST_HALF_OF_NAME
            for end in self._surname_ends
        )

    def flagged_joints(self, form: str) -> Joints:
        """The fewest joints that the dictionary's flags allow."""
        for start, joints in self._chains(form):
            if self._tails.ends(form[joints[-1] :], form[start : joints[-1]]) == FLAGGED:
                return joints
        return ()

    def free_joints(self, form: str, known: bool) -> Joints:
        """Joints before a word that carries no flag; in a word that stands in the dictionary only after -s-."""
        for start, joints in self._chains(form, elided=True):
            joint = joints[-1]
            head, tail = form[start:joint], form[joint:]
            elided = not self.may_begin(head)
            if known and not elided and head[-1] != "s":
                continue
            kind = self._tails.ends(tail, head)
            if not kind or (elided and kind != FLAGGED):
                continue
            if start or elided or len(head) > _SHORT_HEAD or len(tail) >= _LONG_TAIL:
                return joints
        return ()

    def _chains(self, form: str, *, elided: bool = False) -> Iterator[tuple[int, Joints]]:
        """Every chain of beginnings from the start of the form, shortest chains first: where its last part begins,
        and its joints.
        """
        chains: dict[int, Joints] = {0: ()}
        for _ in range(MOST_JOINTS):
            longer: dict[int, Joints] = {}
            for start, joints in chains.items():
                for stop in self._stops(form, start, elided=elided):
                    if stop not in longer:
                        longer[stop] = (*joints, stop)
                        yield start, longer[stop]
            chains = longer

    def _stops(self, form: str, start: int, *, elided: bool) -> list[int]:
        """Where a beginning ends, or a middle part when something stands before it."""
        allowed = self._between if start else self._first
        places = range(start + SHORTEST_PART, len(form) - SHORTEST_PART + 1)
        if not elided:
            return [stop for stop in places if form[start:stop] in allowed]
        # Three equal letters are written as two: remiss and svar make remissvar.
        stops = [
            stop
            for stop in places
            if form[start:stop] in allowed
            or (form[stop] == form[stop - 1] and form[start:stop] + form[stop] in allowed)
        ]
        two = form[:_SHORTEST_BEGINNING]
        if start == 0 and two in self._tables.beginnings and len(form) >= _LONG_TAIL + _SHORTEST_BEGINNING:
            stops.append(_SHORTEST_BEGINNING)
        return stops

    def _with_inner(self, form: str, joints: Joints) -> Joints:
        """The joints, and those within parts that are compounds themselves."""
        if not joints:
            return ()
        found: list[int] = []
        cuts = (0, *joints, len(form))
        for start, end in pairwise(cuts):
            if start:
                found.append(start)
            if end - start >= _SHORTEST_INNER:
                part = form[start:end]
                found += (start + joint for joint in self._joints_within(part, end == len(form)))
        return tuple(found)

    def _inner(self, part: str, last: bool) -> Joints:
        if self._is_simple(part, self._properties(part)):
            return ()
        if last:
            return self._with_inner(part, self.flagged_joints(part))
        for _, joints in self._chains(part):
            if self.may_begin(part[joints[-1] :]):
                return self._with_inner(part, joints)
        return self._with_inner(part, self.flagged_joints(part[:-1])) if part.endswith("s") else ()
