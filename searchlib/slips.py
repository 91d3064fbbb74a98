"""What went wrong between a typed word and the one that was meant, and how likely that is in Swedish.

A slip is one letter added, left out or exchanged, or two neighbours swapped (optimal string alignment, after
F. Damerau, CACM 1964). Slips that sound alike, or that a Swede without a Swedish keyboard makes, cost less than
those of the fingers; the classes follow the usual description of Swedish spelling (Svenska skrivregler, 2017).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final, NamedTuple

MOST_SLIPS: Final = 2


class Slip(NamedTuple):
    """`typed` stands where `meant` should, at `place` of the word that was meant; either may be empty."""

    place: int
    typed: str
    meant: str


def alignments(typed: str, word: str) -> Iterator[tuple[Slip, ...]]:
    """Every way to explain `typed` as `word` with one or two slips; none when there are more, or no slip at all.

    What both begin and end with cannot be part of a slip. What is left differs in its first letter and in its
    last, so one slip stands at each end of it, and between them the two are equal.
    """
    start = _common_start(typed, word)
    end = _common_start(typed[start:][::-1], word[start:][::-1])
    rest, other = typed[start : len(typed) - end], word[start : len(word) - end]
    if not rest and not other:
        return
    if _is_one_slip(rest, other):
        yield (Slip(start, rest, other),)
        return
    for (first_typed, first_meant), (last_typed, last_meant) in _PAIRS.get(len(rest) - len(other), ()):
        between = len(rest) - last_typed
        if between < first_typed or rest[first_typed:between] != other[first_meant : len(other) - last_meant]:
            continue
        last_place = len(other) - last_meant
        first = Slip(start, rest[:first_typed], other[:first_meant])
        last = Slip(start + last_place, rest[between:], other[last_place:])
        if _is_one_slip(first.typed, first.meant) and _is_one_slip(last.typed, last.meant):
            yield first, last


# Letters of the typed and of the meant word that one slip takes: left out, added, exchanged, swapped.
_STEPS: Final = ((0, 1), (1, 0), (1, 1), (2, 2))
# Two of them, by how many letters more the typed word has then.
_PAIRS: Final = {
    longer: tuple(pair for pair in product(_STEPS, repeat=2) if sum(typed - meant for typed, meant in pair) == longer)
    for longer in range(-MOST_SLIPS, MOST_SLIPS + 1)
}


def _is_one_slip(typed: str, meant: str) -> bool:
    if len(typed) == 2:
        return len(meant) == 2 and typed[0] != typed[1] and typed == meant[::-1]
    return len(typed) <= 1 and len(meant) <= 1 and typed != meant


def _common_start(one: str, other: str) -> int:
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return same


# Costs are in slips: 1 is an ordinary one. MARKS: the letters are there, their marks are not. SOUND: both spellings
# are read alike somewhere in Swedish. DOUBLED: length is heard in the vowel, but written in the consonant.
MARKS: Final = 0.35
SOUND: Final = 0.6
DOUBLED: Final = 0.5
SWAPPED: Final = 0.8
# People rarely miss the first letter of a word, unless it sounds alike.
FIRST_LETTER: Final = 0.4

_MARKED: Final = {"aå", "aä", "oö", "eé", "eè", "uü", "aà"}
_ALIKE: Final = {
    *("äe", "åo", "cs", "ck", "cz", "sz", "kq", "vw", "fv", "jg", "iy", "ij", "bp", "dt", "gk", "ts", "kx", "sx"),
}
_ALIKE_PAIRS: Final = frozenset(pair for found in _ALIKE for pair in (found, found[::-1]))
_MARK_PAIRS: Final = frozenset(pair for found in _MARKED for pair in (found, found[::-1]))
# Letters that are written without being heard, and the letters beside which that happens: hjärta, djup, gjuta,
# ljus, tjugo, skjuta, back, rhododendron, think.
_SILENT_BESIDE: Final = {
    "h": "jvtrgkc",
    "d": "jt",
    "g": "jn",
    "l": "j",
    "t": "jsd",
    "k": "sjtcg",
    "c": "ksq",
    "j": "ksgtdlhi",
}


def cost(slips: tuple[Slip, ...], word: str) -> float:
    """How unlikely these slips are on the way to `word`, in ordinary slips."""
    return sum(_cost(slip, word) for slip in slips)


def _cost(slip: Slip, word: str) -> float:
    place, typed, meant = slip
    if len(typed) == 2:
        return SWAPPED
    if typed and meant:
        found = _exchanged(typed + meant)
    else:
        after = place + len(meant)
        found = _added(typed or meant, word[max(0, place - 1) : place] + word[after : after + 1])
    return found + (FIRST_LETTER if place == 0 and found > SOUND else 0.0)


def _exchanged(pair: str) -> float:
    if pair in _MARK_PAIRS:
        return MARKS
    return SOUND if pair in _ALIKE_PAIRS else 1.0


def _added(letter: str, beside: str) -> float:
    """The cost of a letter too many or too few, between the letters `beside` of the word that was meant."""
    if letter in beside:
        return DOUBLED
    silent = any(neighbour in _SILENT_BESIDE.get(letter, "") for neighbour in beside)
    return SOUND if silent else 1.0
