"""Neighbouring words of the query, each with everything that counts as it.

Words are looked at together, because some things concern several of them: `§ 67` is one identifier,
`verksamhets bidrag` may mean `verksamhetsbidrag`, and a synonym can have several words.
What counts for two words together is given to each of them, which matches the same meetings as asking for
either both words or the one: every word stays a clause of its own and can be missing on its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Protocol

from searchlib.analysis.terms import IMPLIED, Analyzer, Token
from searchlib.clauses import Field, Key
from searchlib.ranking import ALTERNATIVE_WEIGHTS
from searchlib.results import Why
from searchlib.vocabulary import Vocabulary
from searchlib.widening.readings import Reading, Spread, WideWord, exact_reading, reading, slot
from searchlib.widening.spelling import accented_terms, composed_spelling, possible_spellings, stands_for_stop_word

# Longest phrase that is looked up among the synonyms; `Sveriges kommuner och regioner` has four words.
LONGEST_SYNONYM: Final = 6
# Other spellings of a name that are looked for, most meetings first.
MOST_NAMES: Final = 12


class Synonyms(Protocol):
    """What widening asks of the synonyms."""

    def of(self, words: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
        """What may stand for these neighbouring forms, each as a tuple of words; empty for nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Means:
    """What words are widened with, and how far. `corrected` are forms that did-you-mean has put in."""

    analyzer: Analyzer
    vocabulary: Vocabulary
    synonyms: Synonyms | None = None
    exact: bool = False
    corrected: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Typed:
    """One word as typed: its forms in order, and whole identifiers or joined spellings made of them."""

    text: str
    forms: tuple[str, ...]
    whole: tuple[str, ...]


def wide_words(texts: Sequence[str], field: Field | None, means: Means) -> list[WideWord]:
    """Widen words that stand beside each other; what holds no word at all (`?`) is left out."""
    typed = _typed_words(texts, means.analyzer)
    words = [_wide_word(one, field, means) for one in typed]
    if means.exact:
        return words
    for found in (*_joined(typed, means), *_synonyms(typed, means)):
        for place in found.places:
            words[place] = found.added_to(words[place])
    return words


def _typed_words(texts: Sequence[str], analyzer: Analyzer) -> list[_Typed]:
    """Cut the words into forms. Words of one identifier (`§ 67`, `5 753`, `KS 2023/115`) become one."""
    text = " ".join(texts)
    tokens = [token for token in analyzer.tokens(text) if not token.form.startswith(IMPLIED)]
    starts = [0]
    for word in texts:
        starts.append(starts[-1] + len(word) + 1)
    bounds = [0, *(start for start in starts[1:-1] if not _crossed(start, tokens)), starts[-1]]
    found = []
    for start, end in pairwise(bounds):
        inside = [token for token in tokens if start <= token.start < end]
        if inside:
            found.append(
                _Typed(
                    text[start:end].strip(),
                    tuple(token.form for token in inside if not token.extra),
                    tuple(dict.fromkeys(token.form for token in inside if token.extra)),
                )
            )
    return found


def _crossed(start: int, tokens: Sequence[Token]) -> bool:
    return any(token.start < start < token.end for token in tokens)


def _wide_word(typed: _Typed, field: Field | None, means: Means) -> WideWord:
    whole = tuple(_typed_reading(form, means) for form in typed.whole)
    if len(typed.forms) != 1:
        pieces = tuple(_piece(form, means) for form in typed.forms)
        beside = (Spread("exact", "adjacent", pieces, 1.0),) if pieces else ()
        return WideWord(typed.text, whole, beside, field)
    form = typed.forms[0]
    if any(one.startswith("§") for one in typed.whole):
        # The number of a paragraph alone would find every number 67.
        return WideWord(typed.text, whole, (), field)
    stops = not whole and _is_stop_word(form, means)
    word = WideWord(typed.text, (_typed_reading(form, means), *whole), (), field, stops)
    return word if means.exact else _widened(word, form, means)


def _is_stop_word(form: str, means: Means) -> bool:
    return means.analyzer.is_stop_word(form) or (
        not means.exact and stands_for_stop_word(form, means.analyzer, means.vocabulary)
    )


def _typed_reading(form: str, means: Means) -> Reading:
    why: Why = "spelling" if form in means.corrected else "exact"
    return exact_reading(form, why) if means.exact else reading(means.analyzer.word(form), why)


def _piece(form: str, means: Means) -> tuple[Key, ...]:
    """What may stand for one piece of a word with hyphens or slashes."""
    keys = slot(means.analyzer.word(form), inflected=not means.exact)
    if means.exact:
        return keys
    return (*keys, *(Key("part", term) for term in accented_terms(form, means.analyzer, means.vocabulary)))


def _widened(word: WideWord, form: str, means: Means) -> WideWord:
    """Add other spellings, names, and the parts of a compound."""
    analyzer, vocabulary = means.analyzer, means.vocabulary
    is_known = vocabulary.has_any("part", analyzer.word(form).lemmas)
    accented = accented_terms(form, analyzer, vocabulary)
    if not is_known and not accented:
        composed = composed_spelling(form, analyzer, vocabulary)
        accented = (composed,) if composed else ()
    # An unknown word with a known spelling is that word, and counts as much; a known one may be another word.
    factor = ALTERNATIVE_WEIGHTS["spelling"] if is_known else 1.0
    spellings = tuple(reading(analyzer.word(term), "spelling", factor) for term in accented)
    if word.field == "participant" and not is_known and not accented:
        guesses = possible_spellings(form, vocabulary)
        spellings = tuple(exact_reading(guess, "spelling") for guess in guesses)
    meant = form if is_known or not accented else accented[0]
    spreads = tuple(_compound_spread(meant, means)) if word.field is None else ()
    readings = (*word.readings, *spellings, *_name_readings(form, means))
    return replace(word, readings=readings, spreads=(*word.spreads, *spreads), parts=_parts(meant, means))


def _parts(form: str, means: Means) -> tuple[str, ...]:
    word = means.analyzer.word(form)
    return tuple(term for term in word.terms("part") if term not in word.lemmas)


def _compound_spread(form: str, means: Means) -> Iterator[Spread]:
    parts = means.analyzer.compound_parts(form)
    if len(parts) > 1 and all(means.vocabulary.has_term("part", part) for part in parts):
        slots = tuple((Key("part", part),) for part in parts)
        yield Spread("compound", "sentence", slots, ALTERNATIVE_WEIGHTS["compound_parts"])


def _name_readings(form: str, means: Means) -> Iterator[Reading]:
    key = means.analyzer.name_key(form)
    if key is not None:
        for other in means.vocabulary.named_like(key)[:MOST_NAMES]:
            if other.form != form and not other.form.startswith(IMPLIED):
                yield reading(means.analyzer.word(other.form), "name", ALTERNATIVE_WEIGHTS["name"])


@dataclass(frozen=True, slots=True)
class _Shared:
    """What counts for several neighbouring words together."""

    places: range
    readings: tuple[Reading, ...] = ()
    spreads: tuple[Spread, ...] = ()

    def added_to(self, word: WideWord) -> WideWord:
        """The word with this to it. Only Lookup and Adjacent can be limited to a field; both are all there is here."""
        return replace(word, readings=(*word.readings, *self.readings), spreads=(*word.spreads, *self.spreads))


def _joined(typed: Sequence[_Typed], means: Means) -> Iterator[_Shared]:
    """Compounds that were written apart: `verksamhets bidrag` for `verksamhetsbidrag`."""
    for place, (left, right) in enumerate(pairwise(typed)):
        if len(left.forms) != 1 or len(right.forms) != 1:
            continue
        forms = (left.forms[0], right.forms[0])
        if any(means.analyzer.is_stop_word(form) for form in forms):
            continue
        for candidate in means.analyzer.joined(*forms):
            word = means.analyzer.word(candidate)
            if means.vocabulary.has_any("part", word.lemmas):
                # Each of the two words gets half of the weight, so that the compound counts once.
                found = reading(word, "compound", ALTERNATIVE_WEIGHTS["joined"] / 2)
                yield _Shared(range(place, place + 2), (found,))
                break


def _synonyms(typed: Sequence[_Typed], means: Means) -> Iterator[_Shared]:
    """What the synonyms have for the words, the longest run of words first."""
    if means.synonyms is None:
        return
    place = 0
    while place < len(typed):
        for length in range(min(LONGEST_SYNONYM, len(typed) - place), 0, -1):
            run = typed[place : place + length]
            alternatives = means.synonyms.of(tuple(" ".join(one.forms) for one in run))
            if alternatives:
                yield _alternatives(range(place, place + length), alternatives, means)
                place += length - 1
                break
        place += 1


def _alternatives(places: range, alternatives: Sequence[tuple[str, ...]], means: Means) -> _Shared:
    weight = ALTERNATIVE_WEIGHTS["synonym"] / len(places)
    readings: list[Reading] = []
    spreads: list[Spread] = []
    for words in alternatives:
        if len(words) == 1:
            readings.append(reading(means.analyzer.word(words[0]), "synonym", weight))
        else:
            slots = tuple(
                slot(means.analyzer.word(form), inflected=not means.analyzer.is_stop_word(form)) for form in words
            )
            spreads.append(Spread("synonym", "adjacent", slots, weight, " ".join(words)))
    return _Shared(places, tuple(readings), tuple(spreads))
