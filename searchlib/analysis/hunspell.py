"""A hunspell dictionary, read and expanded: every form with its base form and its rights in compounds.

The format is described in hunspell(5), https://man.archlinux.org/man/hunspell.5.en. Read are suffix rules and the
options for compounds that Swedish dictionaries use; prefixes, compound rules for numerals and replacements are not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

BEGIN: Final = 1  # may begin a compound
MIDDLE: Final = 2  # may stand in the middle of one
END: Final = 4  # may end one
BOUND: Final = 8  # is no word of its own
COMMON: Final = 16  # is written with a small letter
BASE: Final = 32  # is a dictionary entry that has inflections
SECOND: Final = 64  # stands in no hunspell dictionary, but in simplemma's
VERB: Final = 128  # is a form of a verb and of nothing else

_CLASS: Final = re.compile(r"\[[^]]*\]")
_OPTIONS: Final = {
    "COMPOUNDBEGIN": BEGIN,
    "COMPOUNDMIDDLE": MIDDLE,
    "COMPOUNDEND": END,
    "COMPOUNDFLAG": BEGIN | MIDDLE | END,
    "ONLYINCOMPOUND": BOUND,
}


class Expanded(NamedTuple):
    """One form in small letters, the base form that it comes from, and its properties (BEGIN, END, …)."""

    form: str
    base: str
    properties: int


class _Suffix(NamedTuple):
    strip: str
    add: str
    flags: str
    condition: re.Pattern[str]


# Of an ending: how many letters to take away, what to add, and the properties of the form.
_Rule = tuple[int, str, int]


class Affixes:
    """The rules of an .aff file."""

    def __init__(self, path: Path) -> None:
        self._suffixes: dict[str, list[_Suffix]] = defaultdict(list)
        self._meaning: dict[str, int] = {}
        self._skipped: set[str] = set()
        self._unfinished: set[str] = set()
        for line in path.read_text(encoding="utf-8").splitlines():
            self._read(line.split())
        # Rules look at a few letters at the end, so they are found once for each flag and ending.
        self._longest = {flag: max(map(_letters, rules)) for flag, rules in self._suffixes.items()}
        self._rules = lru_cache(None)(self._find_rules)
        self._properties = lru_cache(None)(self._find_properties)

    def _read(self, fields: list[str]) -> None:
        match fields:
            case ["SFX", flag, strip, add, condition, *_] if flag and not strip.isupper():
                ending, _, flags = add.partition("/")
                pattern = re.compile(f"(?:{condition})$")
                rule = _Suffix("" if strip == "0" else strip, "" if ending == "0" else ending, flags, pattern)
                self._suffixes[flag].append(rule)
            case ["FORBIDDENWORD", flag, *_]:
                self._skipped.add(flag)
            case ["NEEDAFFIX", flag, *_]:
                self._unfinished.add(flag)
            case [option, flag, *_] if option in _OPTIONS:
                self._meaning[flag] = _OPTIONS[option]

    def expand(self, entry: str, flags: str) -> list[Expanded]:
        """Every form of a dictionary entry; forms with other signs than letters are left out."""
        if not self._skipped.isdisjoint(flags):
            return []
        entry = entry.rstrip("-")
        base = entry.lower()
        common = COMMON if entry[:1].islower() else 0
        own = self._properties(flags) | common
        rules = [
            rule for flag in flags if flag in self._longest for rule in self._rules(flag, entry[-self._longest[flag] :])
        ]
        if rules:
            own |= BASE
        elif own & BEGIN and not own & END and base.endswith("s"):
            # Without inflections, `säkerhets` is there for compounds only, whether marked so or not.
            own |= BOUND
        found = [Expanded(base, base, own)] if base.isalpha() and self._unfinished.isdisjoint(flags) else []
        inherited = own & (END | COMMON)
        for strip, add, properties in rules:
            form = base[: len(base) - strip] + add
            if form.isalpha():
                found.append(Expanded(form, base, properties | common if properties else inherited))
        return found

    def _find_properties(self, flags: str) -> int:
        properties = 0
        for flag in flags:
            properties |= self._meaning.get(flag, 0)
        return properties

    def _find_rules(self, flag: str, ending: str) -> tuple[_Rule, ...]:
        return tuple(
            (len(rule.strip), rule.add, self._properties(rule.flags))
            for rule in self._suffixes[flag]
            if (rule.add.isalpha() or not rule.add) and ending.endswith(rule.strip) and rule.condition.search(ending)
        )


def _letters(rule: _Suffix) -> int:
    """How many letters at the end of a word a rule looks at, at most."""
    return max(len(rule.strip), len(_CLASS.sub(".", rule.condition.pattern[3:-2])), 1)


def read_dictionary(dictionary: Path) -> Iterator[Expanded]:
    """All forms of a .dic file and the .aff file beside it, in the order of the file.

    Raises OSError or UnicodeDecodeError when they cannot be read.
    """
    affixes = Affixes(dictionary.with_suffix(".aff"))
    with dictionary.open(encoding="utf-8") as lines:
        next(lines, None)
        for line in lines:
            word, _, flags = line.split("\t")[0].strip().partition("/")
            yield from affixes.expand(word, flags)
