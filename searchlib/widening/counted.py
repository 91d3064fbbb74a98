"""Which forms of the index are counted in an answer, and why each counts as a word of the query.

There may be thousands, of which the commonest are shown: until those are known, a form is its number in the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import numpy as np

from searchlib.results import Why
from searchlib.vocabulary import Vocabulary
from searchlib.widening.readings import WideWord, deciding_keys

_STRENGTH: Final[Mapping[Why, int]] = {
    "exact": 0,
    "inflection": 1,
    "compound": 2,
    "synonym": 3,
    "spelling": 4,
    "name": 5,
}

# The number of a form → why it counts.
Reasons = Mapping[int, Why]


class CountedForm(NamedTuple):
    """A form that counts as a word of the query, and why."""

    form: str
    why: Why
    meetings: int


def word_reasons(
    word: WideWord, vocabulary: Vocabulary, limit: int, without: frozenset[str] = frozenset()
) -> dict[int, Why]:
    """The forms that count as this word on their own, the `limit` in most meetings; the best reason of each."""
    found: dict[int, Why] = {}
    left_out = {vocabulary.forms.find(form) for form in without}
    most = limit + len(without)
    implied = vocabulary.implied
    for why, typed, key in deciding_keys(word):
        exact = vocabulary.forms.find(typed)
        may_be_inflected = why == "exact" and key.layer == "part"
        inflected = set(vocabulary.numbers_having("lemma", key.term, most).tolist() if may_be_inflected else ())
        for number in vocabulary.numbers_having(key.layer, key.term, most).tolist():
            if number in left_out or number in implied:
                continue
            reason: Why = why
            if why == "exact" and number != exact:
                reason = "inflection" if number in inflected else "compound"
            if number not in found or _STRENGTH[reason] < _STRENGTH[found[number]]:
                found[number] = reason
    return found if len(found) <= limit else {number: found[number] for number in commonest(found, vocabulary, limit)}


def commonest(numbers: Iterable[int], vocabulary: Vocabulary, limit: int) -> list[int]:
    """The `limit` of some forms that stand in most meetings, those first, then in the order of the vocabulary."""
    forms = np.fromiter(numbers, np.int64)
    # Both orders in one number: meetings fall while forms rise.
    ordered = np.sort((-vocabulary.meetings[forms].astype(np.int64) << 32) + forms)[:limit]
    best: list[int] = (ordered & 0xFFFFFFFF).tolist()
    return best


def counted_forms(reasons: Reasons, vocabulary: Vocabulary, limit: int) -> tuple[CountedForm, ...]:
    """The `limit` of some forms that stand in most meetings, spelled out."""
    best = commonest(reasons, vocabulary, limit)
    chosen = np.array(best, dtype=np.int64)
    rows = zip(best, vocabulary.forms.many(chosen), vocabulary.meetings[chosen].tolist(), strict=True)
    return tuple(CountedForm(form, reasons[number], meetings) for number, form, meetings in rows)
