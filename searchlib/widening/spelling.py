"""Words typed without å, ä, ö, é …: which words of this index may be meant. A fallback only.

Folding every word would merge låg with lag and råd with rad, so the accented words are added only when the typed
one is unknown to the index, or one of them is TIMES_AS_COMMON.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import prod
from typing import Final

from searchlib.analysis.folding import fold
from searchlib.analysis.terms import IMPLIED, Analyzer
from searchlib.vocabulary import Vocabulary

TIMES_AS_COMMON: Final = 10
# Accented spellings of one word that are tried when no word of the index has its letters.
MOST_TRIED: Final = 300
SHORTEST_HALF: Final = 4
# Forms with one beginning that are counted, most meetings first.
MOST_BEGUN: Final = 500
_ACCENTED: Final = {"a": "aäå", "o": "oö", "e": "eé"}
_OURS: Final = frozenset("åäö")


def accented_terms(form: str, analyzer: Analyzer, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Terms of the layer part that `form` may stand for, most common first."""
    own = analyzer.word(form).lemmas
    typed = _occurrences(own, vocabulary)
    found = _known_spellings(form, analyzer, vocabulary)
    if not typed and not found:
        found = _tried_spellings(form, analyzer, vocabulary)
    least = max(1, TIMES_AS_COMMON * typed)
    counted = [(_occurrences([term], vocabulary), term) for term in found if term not in own and _agrees(form, term)]
    return tuple(term for count, term in sorted(counted, key=lambda one: (-one[0], one[1])) if count >= least)


def has_accented(form: str, analyzer: Analyzer, vocabulary: Vocabulary) -> bool:
    """Whether a word typed without marks has already been widened to one with them."""
    return bool(accented_terms(form, analyzer, vocabulary))


def stands_for_stop_word(form: str, analyzer: Analyzer, vocabulary: Vocabulary) -> bool:
    """Whether a form without marks is nearly always a stop word in this index: `for` is för, `ar` is är."""
    if fold(form) != form:
        return False
    spelled = vocabulary.spelled_like(form)[:1]
    typed = vocabulary.statistics(form)
    least = TIMES_AS_COMMON * typed.meetings if typed else 1
    return any(analyzer.is_stop_word(other.form) and other.meetings >= least for other in spelled)


def composed_spelling(form: str, analyzer: Analyzer, vocabulary: Vocabulary) -> str | None:
    """A compound that the index lacks, with the marks that its two halves have there; the longest second half.

    `kulturmiljoomradet` is kulturmiljö and området. None when the halves make no compound, or no mark is missing.
    """
    for cut in range(SHORTEST_HALF, len(form) - SHORTEST_HALF + 1):
        halves = [vocabulary.spelled_like(fold(half))[:1] for half in (form[:cut], form[cut:])]
        if all(halves):
            composed = "".join(half[0].form for half in halves)
            if composed != form and _agrees(form, composed) and analyzer.compound_parts(composed):
                return composed
    return None


def accented_run(forms: Sequence[str], vocabulary: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """For each form of a quoted phrase those that it may stand for, likeliest first; empty when it is meant as typed.

    Quotation marks mean exactly these forms. But when the index lacks one of them, the phrase stands nowhere, and
    when no form has å, ä or ö, they may all have been typed without.
    """
    if all(form in vocabulary for form in forms) or not _OURS.isdisjoint("".join(forms)):
        return ()
    found = [[other.form for other in vocabulary.spelled_like(form) if IMPLIED not in other.form] for form in forms]
    return tuple(map(tuple, found)) if all(found) else ()


def accented_beginnings(prefix: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The beginnings that `prefix` may stand for, most meetings first, when forms with them are that much commoner."""
    folded = fold(prefix)
    typed = sum(found.meetings for found in vocabulary.starting_with(prefix, MOST_BEGUN))
    counted: Counter[str] = Counter()
    for found in vocabulary.spelled_from(folded, MOST_BEGUN):
        start = found.form[: len(prefix)]
        if start != prefix and fold(start) == folded and _agrees(prefix, start):
            counted[start] += found.meetings
    least = max(1, TIMES_AS_COMMON * typed)
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return tuple(start for start, meetings in ordered if meetings >= least)


def possible_spellings(form: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What the name of a participant may be with its marks, whether anyone is called so or not.

    Participants who are named nowhere in a text are not in the vocabulary, so nothing can be looked up; but what the
    vocabulary has as typed is left alone.
    """
    if form in vocabulary or not _OURS.isdisjoint(form):
        return ()
    return tuple(spelling for spelling in _spellings(form) if spelling != form)


def _known_spellings(form: str, analyzer: Analyzer, vocabulary: Vocabulary) -> dict[str, None]:
    """The terms that have these letters, and those of the forms that have them."""
    folded = fold(form)
    found = dict.fromkeys(vocabulary.terms_spelled_like(folded))
    for other in vocabulary.spelled_like(folded):
        if other.form != form and _agrees(form, other.form):
            found.update(dict.fromkeys(analyzer.word(other.form).lemmas))
    return found


def _tried_spellings(form: str, analyzer: Analyzer, vocabulary: Vocabulary) -> dict[str, None]:
    """The terms of which the form would be an inflection if it had its marks."""
    lemmas = (lemma for spelling in _spellings(form) for lemma in analyzer.word(spelling).lemmas)
    return {lemma: None for lemma in lemmas if vocabulary.has_term("part", lemma)}


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
