"""The numbers that word processors write before paragraphs and keep out of the text: `§ 12`, `4.1`, `b)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_slot = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, its script, and its pattern, in which `%1` is the first level's number.

    Scripts are called as in DOCX: decimal, lowerLetter, upperRoman, bullet, none …; unknown ones count in digits.
    """

    start: int
    script: str
    pattern: str


@dataclass(slots=True)
class Numbering:
    """The lists of one document by name, level by level from 0, and how far each has counted.

    `counted_with` names the count that a list goes on with, when it is not its own.
    """

    lists: Mapping[str, Mapping[int, Level]]
    counted_with: Mapping[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, name: str, level: int) -> str | None:
        """Count one paragraph and say what stands before it: "" for a bullet, None when there is no such list."""
        levels = self.lists.get(name, {})
        if level not in levels:
            return None
        counts = self._counts.setdefault(self.counted_with.get(name, name), {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if levels[level].script in ("bullet", "none"):
            return ""
        return _slot.sub(lambda slot: _written(levels, counts, int(slot[1]) - 1), levels[level].pattern).strip()

    def restart(self, name: str) -> None:
        """Let a list begin anew."""
        self._counts.pop(name, None)


def _written(levels: Mapping[int, Level], counts: Mapping[int, int], level: int) -> str:
    if level not in levels:
        return ""
    return _SCRIPTS.get(levels[level].script, str)(counts.get(level, levels[level].start))


def _letters(number: int) -> str:
    """Letters as word processors count with them: a, b … z, aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 10) if number > 0 else ""


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    said = ""
    for value, sign in _ROMAN:
        said += sign * (number // value)
        number %= value
    return said


_SCRIPTS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
}
