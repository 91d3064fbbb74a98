"""Words typed without å, ä, ö, é …: which words of this index may be meant. A fallback only.

Folding every word would merge låg with lag and råd with rad, so the accented words are added only when the typed
one is unknown to the index, or one of them is TIMES_AS_COMMON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from math import prod
from typing import Final

from searchlib.analysis.folding import fold
from searchlib.analysis.terms import Analyzer
from searchlib.vocabulary import Vocabulary

TIMES_AS_COMMON: Final = 10
# Accented spellings of one word that are tried when no word of the index has its letters.
MOST_TRIED: Final = 300
_ACCENTED: Final = {"a": "aäå", "o": "oö", "e": "eé"}
_OURS: Final = frozenset("åäö")


def accented_terms(form: str, analyzer: Analyzer, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Terms of the layer part that `form` may stand for, most common first."""
    typed = _occurrences(analyzer.word(form).lemmas, vocabulary)
    found = [term for term in _candidates(form, analyzer, vocabulary) if _agrees(form, term)]
    if typed:
        found = [term for term in found if _occurrences([term], vocabulary) >= TIMES_AS_COMMON * typed]
    return tuple(found)


def has_accented(form: str, analyzer: Analyzer, vocabulary: Vocabulary) -> bool:
    """Whether a word typed without marks has already been widened to one with them."""
    return bool(accented_terms(form, analyzer, vocabulary))


def _candidates(form: str, analyzer: Analyzer, vocabulary: Vocabulary) -> Iterable[str]:
    folded = fold(form)
    own = set(analyzer.word(form).lemmas)
    found = dict.fromkeys(vocabulary.terms_spelled_like(folded))
    for other in vocabulary.spelled_like(folded):
        if other.form != form and _agrees(form, other.form):
            found.update(dict.fromkeys(analyzer.word(other.form).lemmas))
    if not found:
        for spelling in _spellings(form):
            lemmas = analyzer.word(spelling).lemmas
            found.update(dict.fromkeys(lemma for lemma in lemmas if vocabulary.has_term("part", lemma)))
    return sorted(found.keys() - own, key=lambda term: (-_occurrences([term], vocabulary), term))


def _spellings(form: str) -> Iterator[str]:
    """Every way to put marks on the letters; none for a word with too many of them."""
    choices = [_ACCENTED.get(letter, letter) for letter in form]
    if prod(map(len, choices)) <= MOST_TRIED:
        yield from ("".join(letters) for letters in product(*choices))


def _agrees(typed: str, other: str) -> bool:
    """Who types å, ä or ö somewhere has the keys: there the other word must have the same letter."""
    return all(a == b for a, b in zip(typed, other, strict=False) if a in _OURS)


def _occurrences(terms: Iterable[str], vocabulary: Vocabulary) -> int:
    return max((vocabulary.occurrences_of("part", term) for term in terms), default=0)
