"""Synonyms: words and phrases that stand for each other, from a text that people edit.

One group a line, its members separated by commas; `a, b => c` means that a and b also find c, but not the other
way round. A member can be a phrase. `#` begins a comment. The line `!endast egna` leaves out the groups that
ship with the package. Members are compared by their dictionary forms, so that inflected words of a query meet
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, product
from typing import Final

from searchlib.analysis.plain import PlainAnalyzer, PlainLore
from searchlib.analysis.terms import Analyzer
from searchlib.analysis.tokenizer import Tokenizer
from searchlib.analysis.wordlists import read_text

LONGEST_PHRASE: Final = 10  # words
LARGEST_GROUP: Final = 30  # members
MOST_GROUPS: Final = 5_000
# Ways to read an ambiguous phrase; more add nothing but time.
_MOST_READINGS: Final = 16
_ONLY_OWN: Final = "endast egna"

_TOKENIZER: Final = Tokenizer(PlainLore())

Phrase = tuple[str, ...]
Rule = tuple[tuple[Phrase, ...], tuple[Phrase, ...]]


class Synonyms:
    """What may stand for a word or phrase. Immutable; safe to share between threads."""

    def __init__(self, rules: Iterable[Rule] = (), analyzer: Analyzer | None = None) -> None:
        self._analyzer = analyzer or PlainAnalyzer()
        self._alternatives: dict[Phrase, tuple[Phrase, ...]] = {}
        for asked, found in rules:
            for phrase in asked:
                others = tuple(other for other in found if other != phrase)
                for key in self._keys(phrase):
                    known = self._alternatives.get(key, ())
                    self._alternatives[key] = tuple(dict.fromkeys(known + others))

    def of(self, words: Phrase) -> tuple[Phrase, ...]:
        """What may stand for these neighbouring forms (lower case, as in `Token.form`), each as a tuple of forms.

        Empty when there is nothing. The caller looks for the longest phrase first; none has more than
        LONGEST_PHRASE words.
        """
        # A hyphenated word may come as one word of several forms.
        words = tuple(form for word in words for form in word.split())
        if not 0 < len(words) <= LONGEST_PHRASE:
            return ()
        found = (other for key in self._keys(words) for other in self._alternatives.get(key, ()))
        return tuple(dict.fromkeys(other for other in found if other != words))

    def _keys(self, words: Phrase) -> Iterator[Phrase]:
        return islice(product(*(self._analyzer.word(word).lemmas for word in words)), _MOST_READINGS)


def read_synonyms(text: str, analyzer: Analyzer | None = None) -> tuple[Synonyms, tuple[str, ...]]:
    """The synonyms of a corpus: the default groups and those of `text`, and what is wrong with its lines.

    A malformed line is skipped and described by a Swedish sentence that names its number. Without an analyzer,
    words are compared by their stems.
    """
    rules: list[Rule] = []
    problems: list[str] = []
    only_own = False
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        line = line.partition("#")[0].strip()
        if line.startswith("!"):
            if line[1:].strip().lower() == _ONLY_OWN:
                only_own = True
            else:
                problems.append(f"rad {number}: okänd anvisning {line[:40]!r}, menades !{_ONLY_OWN}?")
        elif line:
            try:
                rules.append(_rule(line))
            except ValueError as error:
                problems.append(f"rad {number}: {error}, raden hoppas över")
    if len(rules) > MOST_GROUPS:
        problems.append(f"fler än {MOST_GROUPS} grupper, resten hoppas över")
    default = () if only_own else _default_rules()
    return Synonyms((*default, *rules[:MOST_GROUPS]), analyzer), tuple(problems)


@cache
def _default_rules() -> tuple[Rule, ...]:
    lines = (line.partition("#")[0].strip() for line in read_text("synonymer.txt").splitlines())
    return tuple(_rule(line) for line in lines if line)


def _rule(line: str) -> Rule:
    """One line as what is asked for and what it finds. Raises ValueError with a Swedish reason."""
    asked, arrow, found = line.partition("=>")
    if "=>" in found:
        raise ValueError("pilen => förekommer mer än en gång")
    if arrow:
        return _members(asked, least=1), _members(found, least=1)
    group = _members(asked, least=2)
    return group, group


def _members(text: str, least: int) -> tuple[Phrase, ...]:
    phrases = tuple(dict.fromkeys(_phrase(member) for member in text.split(",")))
    if not all(phrases):
        raise ValueError("ett led är tomt")
    if len(phrases) < least:
        raise ValueError("en grupp behöver minst två ord, skilda åt av kommatecken")
    if len(phrases) > LARGEST_GROUP:
        raise ValueError(f"fler än {LARGEST_GROUP} ord i en grupp")
    if any(len(phrase) > LONGEST_PHRASE for phrase in phrases):
        raise ValueError(f"en fras har fler än {LONGEST_PHRASE} ord")
    return phrases


def _phrase(text: str) -> Phrase:
    return tuple(token.form for token in _TOKENIZER.tokens(text) if not token.extra)
