"""One word of the query with everything that counts as it, before it becomes a clause.

A reading says what a form must be to count: the word itself, a synonym, another spelling. A spread says which
words must stand together: the parts of a compound in one sentence, the words of a synonym side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from searchlib.analysis.terms import Word
from searchlib.clauses import Adjacent, Any, Clause, Field, InSentence, Key, Lookup
from searchlib.ranking import LAYER_WEIGHTS
from searchlib.results import Why

# How the keys that decide are written out when some forms are to be left out.
Narrowed = Callable[[tuple[Key, ...]], tuple[Key, ...]]


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that the word may stand for. `form` is as typed or as the synonym file has it.

    `why` tells what a form in the text is when it has the same lemma; inside a compound it is a compound.
    """

    why: Why
    form: str
    deciding: tuple[Key, ...]
    ranking: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """Several words that count as one when they stand side by side (`adjacent`) or in one sentence."""

    why: Why
    how: Literal["adjacent", "sentence"]
    slots: tuple[tuple[Key, ...], ...]
    weight: float
    # The words as a person would write them; the terms of the slots are dictionary forms.
    said: str = ""


@dataclass(frozen=True, slots=True)
class WideWord:
    """A word of the query. `text` is as typed; `field` limits where it may stand; `parts` are those of a compound."""

    text: str
    readings: tuple[Reading, ...]
    spreads: tuple[Spread, ...] = ()
    field: Field | None = None
    is_stop_word: bool = False
    parts: tuple[str, ...] = ()

    def clause(self, narrowed: Narrowed, shared: tuple[Key, ...] = ()) -> Clause:
        """The clause that matches meetings with any of the readings or spreads; `shared` keys add to its score."""
        clauses = [_spread_clause(spread, self.field, narrowed) for spread in self.spreads]
        if self.readings:
            deciding = _merged(key for reading in self.readings for key in reading.deciding)
            ranking = _merged((*(key for reading in self.readings for key in reading.ranking), *shared))
            clauses.insert(0, Lookup(narrowed(deciding), ranking, self.field))
        return clauses[0] if len(clauses) == 1 else Any(tuple(clauses))


def _spread_clause(spread: Spread, field: Field | None, narrowed: Narrowed) -> Clause:
    slots = tuple(narrowed(slot) for slot in spread.slots)
    if spread.how == "sentence":
        return InSentence(slots, spread.weight)
    return Adjacent(slots, spread.weight, field)


def _merged(keys: Iterable[Key]) -> tuple[Key, ...]:
    """Each term once; what two readings share counts as the heavier one says."""
    weights: dict[tuple[str, str], Key] = {}
    for key in keys:
        known = weights.get((key.layer, key.term))
        if known is None or known.weight < key.weight:
            weights[key.layer, key.term] = key
    return tuple(weights.values())


def reading(word: Word, why: Why, factor: float = 1.0) -> Reading:
    """A word of the analysis in any inflection and inside compounds, at `factor` times the usual weights.

    A form of several lemmas, or of several parts, counts no more than one of a single one.
    """
    each = factor / max(1, len(word.lemmas))
    deciding = tuple(Key("part", lemma, LAYER_WEIGHTS["part"] * each) for lemma in word.lemmas)
    ranking = (
        Key("form", word.form, LAYER_WEIGHTS["form"] * factor),
        *(Key("lemma", lemma, LAYER_WEIGHTS["lemma"] * each) for lemma in word.lemmas),
        *(Key("stem", stem, LAYER_WEIGHTS["stem"] * factor / len(word.stems)) for stem in word.stems),
    )
    return Reading(why, word.form, deciding, ranking) if deciding else exact_reading(word.form, why, factor)


def shared_keys(words: Sequence[WideWord]) -> tuple[Key, ...]:
    """The parts of the compounds among some words, for the score of each of them.

    Who asks for `gängkriminalitet` in Malmö is glad of minutes on Malmö that speak of gangs and of crime. A part
    alone never matches; but in what matches, it counts, and the more so the more of the query's words are there.
    """
    weight = LAYER_WEIGHTS["shared"] / max(1, len(words))
    return tuple(Key("part", part, weight) for part in dict.fromkeys(part for word in words for part in word.parts))


def exact_reading(form: str, why: Why = "exact", factor: float = 1.0) -> Reading:
    """Exactly this form."""
    return Reading(why, form, (Key("form", form, factor),))


def slot(word: Word, *, inflected: bool = True) -> tuple[Key, ...]:
    """What may stand in one place of a spread: the word in any inflection, or exactly as it is."""
    if not inflected or not word.lemmas:
        return (Key("form", word.form),)
    return tuple(Key("part", lemma) for lemma in word.lemmas)


def deciding_keys(word: WideWord) -> Iterator[tuple[Why, str, Key]]:
    """Every key by which a form of a text can count as this word, on its own: why, the reading's form, the key."""
    for one in word.readings:
        for key in one.deciding:
            yield one.why, one.form, key
