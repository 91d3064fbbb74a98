"""Which words of a vocabulary are a few slips of the pen away from what was typed.

The idea is symmetric deletion (Wolf Garbe, SymSpell, 2012): two words that differ by at most SLIPS letters become
equal when at most SLIPS letters are taken from each. Only the first PREFIX letters are treated so, which makes the
index small; words that share them lie side by side in a sorted vocabulary, so the index lists prefixes, not words.
The remaining candidates are told apart by their length and by which letters they have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from searchlib.tables import Numbers, as_section, numbers

SLIPS: Final = 2
PREFIX: Final = 7
SHORTEST: Final = 3
LONGEST: Final = 40
# Words that can be suggested, those in most meetings: beyond them lie only words that stand in one meeting.
MOST_Words: Final = 300_000
# Words that are compared letter by letter for one typed word, those in most meetings first.
MOST_COMPARED: Final = 400

_MULTIPLIER: Final = 0x9E3779B1
_MASK: Final = 0xFFFFFFFF
_BITS: Final = np.array([bin(byte).count("1") for byte in range(256)], dtype=np.uint8)
_Words = NDArray[np.int64]


def is_suggestible(form: str) -> bool:
    """Whether a form is a word that somebody could have meant: letters only, neither tiny nor endless."""
    return SHORTEST <= len(form) <= LONGEST and form.isalpha()


def neighbour_sections(forms: Sequence[str], meetings: NDArray[np.int64]) -> dict[str, bytes]:
    """The sections of a `Neighbours` table over sorted forms and the number of meetings of each."""
    chosen = np.array([number for number, form in enumerate(forms) if is_suggestible(form)], dtype=np.int64)
    if len(chosen) > MOST_Words:
        chosen = np.sort(chosen[np.argsort(-meetings[chosen], kind="stable")[:MOST_Words]])
    words = [forms[number] for number in chosen.tolist()]
    lengths = np.array([len(word) for word in words], dtype=np.int64)
    prefixes, starts = _prefixes(words)
    # Not np.unique, which takes several times as long for so many numbers.
    pairs = np.sort(np.concatenate([*_hashed_deletions(prefixes), np.empty(0, dtype=np.uint64)]))
    pairs = pairs[np.append(pairs[1:] != pairs[:-1], True)[: len(pairs)]]
    return {
        "near.forms": as_section(chosen),
        "near.letters": as_section(_all_letters(words, lengths)),
        "near.lengths": as_section(lengths),
        "near.starts": as_section([*starts, len(words)]),
        "near.hashes": (pairs >> np.uint64(32)).astype("<u4").tobytes(),
        "near.prefixes": (pairs & np.uint64(_MASK)).astype("<u4").tobytes(),
    }


def _prefixes(words: Sequence[str]) -> tuple[list[str], list[int]]:
    """The distinct beginnings of sorted words, and the number of the first word of each."""
    prefixes: list[str] = []
    starts: list[int] = []
    for number, word in enumerate(words):
        if not prefixes or prefixes[-1] != word[:PREFIX]:
            prefixes.append(word[:PREFIX])
            starts.append(number)
    return prefixes, starts


def _hashed_deletions(prefixes: Sequence[str]) -> Iterator[NDArray[np.uint64]]:
    """For each prefix and each way to take at most SLIPS letters from it, hash · 2³² + number of the prefix."""
    lengths = np.array([len(prefix) for prefix in prefixes], dtype=np.int64)
    for length in sorted(set(lengths.tolist())):
        members = np.flatnonzero(lengths == length)
        signs = _signs(prefixes[number] for number in members.tolist()).astype(np.uint64).reshape(-1, length)
        for kept in _kept(length):
            hashes = np.zeros(len(members), dtype=np.uint64)
            for column in kept:
                hashes = ((hashes + signs[:, column] + np.uint64(1)) * np.uint64(_MULTIPLIER)) & np.uint64(_MASK)
            yield (hashes << np.uint64(32)) | members.astype(np.uint64)


def _kept(length: int) -> Iterator[tuple[int, ...]]:
    """The places that are left when at most SLIPS of `length` are taken away."""
    for slips in range(min(SLIPS, length) + 1):
        yield from combinations(range(length), length - slips)


def _hash(letters: Sequence[str]) -> int:
    found = 0
    for sign in letters:
        found = ((found + ord(sign) + 1) * _MULTIPLIER) & _MASK
    return found


def _letters(word: str) -> int:
    """Which letters a word has, as 32 bits."""
    found = 0
    for sign in word:
        found |= 1 << (ord(sign) % 32)
    return found


def _signs(words: Iterable[str]) -> NDArray[np.uint32]:
    """The code points of words, end to end."""
    return np.frombuffer("".join(words).encode("utf-32-le"), dtype="<u4")


def _all_letters(words: Sequence[str], lengths: NDArray[np.int64]) -> NDArray[np.uint32]:
    """The letters of many words; none of them is empty."""
    signs = _signs(words)
    begins = np.cumsum(lengths) - lengths
    return np.bitwise_or.reduceat(np.uint32(1) << (signs % np.uint32(32)), begins) if words else signs


class Neighbours:
    """Finds words near a typed one. Safe to share between threads; nothing is built when it is opened."""

    def __init__(self, sections: Mapping[str, memoryview], forms: Sequence[str], meetings: Numbers) -> None:
        self._forms = forms
        self._meetings = meetings
        self._numbers = numbers(sections["near.forms"])
        self._letters = numbers(sections["near.letters"])
        self._lengths = numbers(sections["near.lengths"])
        self._starts = numbers(sections["near.starts"])
        self._hashes = numbers(sections["near.hashes"])
        self._prefixes = numbers(sections["near.prefixes"])

    def near(self, typed: str, slips: int = SLIPS) -> Numbers:
        """The numbers of the words that may be at most `slips` (up to SLIPS) slips away from `typed`.

        Every one that is so near is among them, and some that are not, since only beginnings are compared exactly.
        """
        return self._numbers[self._compared(typed, slips)] if is_suggestible(typed) else self._numbers[:0]

    def _compared(self, typed: str, slips: int) -> _Words:
        """The words that may be near: right beginning, length and letters."""
        words: _Words = _ranges(self._starts, self._matching_prefixes(typed[:PREFIX]))
        words = words[np.abs(self._lengths[words].astype(np.int64) - len(typed)) <= slips]
        # A slip changes at most two of the letters that a word has.
        differing = (self._letters[words] ^ np.uint32(_letters(typed))).view(np.uint8).reshape(-1, 4)
        words = words[_BITS[differing].sum(axis=1) <= 2 * slips]
        if len(words) > MOST_COMPARED:
            meetings = self._meetings[self._numbers[words]].astype(np.int64)
            words = words[np.argsort(-meetings, kind="stable")[:MOST_COMPARED]]
        return words

    def _matching_prefixes(self, prefix: str) -> Numbers:
        wanted = np.array(
            sorted({_hash([prefix[place] for place in kept]) for kept in _kept(len(prefix))}), dtype=np.uint32
        )
        first = np.searchsorted(self._hashes, wanted, "left")
        last = np.searchsorted(self._hashes, wanted, "right")
        spans = [self._prefixes[start:end] for start, end in zip(first.tolist(), last.tolist(), strict=True)]
        return np.unique(np.concatenate(spans)) if spans else self._prefixes[:0]


def _ranges(starts: Numbers, chosen: Numbers) -> _Words:
    """All numbers from starts[c] up to starts[c + 1], for each c of `chosen`."""
    first = starts[chosen].astype(np.int64)
    lengths = starts[chosen + np.uint32(1)].astype(np.int64) - first
    offsets = np.repeat(first - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths) if len(chosen) else first
    return offsets + np.arange(int(lengths.sum()), dtype=np.int64)
