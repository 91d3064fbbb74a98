"""Did you mean: the words of this index that a query's unknown words may have been meant as.

A noisy channel (Kernighan, Church & Gale, COLING 1990): a word is the more likely meant the more meetings hold it
and the fewer slips lead from it to what was typed. The typed word itself is a candidate without slips, so that a
word that is there already is corrected only when another finds clearly more.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from searchlib.analysis.terms import Analyzer
from searchlib.query import Query, Term, leaves
from searchlib.slips import MOST_SLIPS, SOUND, alignments, cost
from searchlib.vocabulary import Vocabulary
from searchlib.widening import Widened, has_accented

# How many times rarer one ordinary slip makes a reading, in nats: e⁵ is about 150. Measured on misspellings that
# were made for the purpose, see docs/benchmarks/relevance.md.
NATS_FOR_A_SLIP: Final = 5.0
# A word of the index is corrected only when another would be this many times more likely, in nats.
CLEARLY_MORE: Final = 2.0
# A sure correction is at most so costly, and so much likelier than the next lemma, in nats.
SURE_COST: Final = 1.0
SURE_AHEAD: Final = 1.0
# Short words have too many neighbours: below LONG letters one slip at most, below SHORT none.
SHORT: Final = 4
LONG: Final = 5
SURE_LENGTH: Final = 5
# Two slips are believed in long words only: one for every so many letters.
LETTERS_FOR_A_SLIP: Final = 5
# Fields whose words are ordinary ones.
_FIELDS: Final = (None, "heading", "organ")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form that may have been meant; `worth` is its likelihood in nats, `cost` that of its slips."""

    form: str
    meetings: int
    cost: float
    worth: float


@dataclass(frozen=True, slots=True)
class Correction:
    """The whole query with likelier words. `forms` are those that were put in; `sure` when no other is likely."""

    text: str
    sure: bool
    forms: tuple[str, ...]


def correct(query: Query, widened: Widened, found: int) -> Correction | None:
    """What the query may have meant, when that would find clearly more; `found` meetings match it as it is."""
    analyzer, vocabulary = widened.means.analyzer, widened.means.vocabulary
    replaced: list[tuple[str, str]] = []
    sure = True
    for typed in _words(query):
        form = _only_form(typed, analyzer)
        better = _better(form, analyzer, vocabulary, found) if form else None
        if better is not None:
            replaced.append((typed, _cased(better[0].form, typed)))
            sure = sure and better[1]
    if not replaced:
        return None
    forms = tuple(meant.lower() for _, meant in replaced)
    return Correction(_rewritten(query.text, replaced), sure, forms)


def candidates(form: str, vocabulary: Vocabulary, least: float = 0) -> list[Candidate]:
    """The forms that `form` may have been meant as, likeliest first, of those in `least` meetings or more."""
    if len(form) < SHORT:
        return []
    most = 1 if len(form) < LONG else MOST_SLIPS
    found = []
    for other, meetings in vocabulary.near(form, most, least):
        costs = [cost(slips, other) for slips in alignments(form, other) if len(slips) <= most]
        if costs and meetings and min(costs) <= max(1.0, len(form) / LETTERS_FOR_A_SLIP):
            found.append(Candidate(other, meetings, min(costs), math.log(meetings) - NATS_FOR_A_SLIP * min(costs)))
    return sorted(found, key=lambda one: (-one.worth, one.form))


def _better(form: str, analyzer: Analyzer, vocabulary: Vocabulary, found: int) -> tuple[Candidate, bool] | None:
    """The form that was likelier meant, and whether that is sure."""
    is_word = analyzer.is_word(form)
    # A word of the dictionary is right, unless nothing at all was found.
    if (is_word and found) or analyzer.is_stop_word(form) or has_accented(form, analyzer, vocabulary):
        return None
    own = _meetings(form, analyzer, vocabulary)
    if is_word and own:
        return None
    # What would not be clearly more without any slip need not be looked at; other inflections may be no more.
    least = own * math.exp(CLEARLY_MORE) if own and form in vocabulary else 0
    likely = [one for one in candidates(form, vocabulary, least) if not analyzer.is_stop_word(one.form)]
    if not likely or not _finds_more(form, likely[0], own, analyzer, vocabulary):
        return None
    return likely[0], not own and not is_word and _is_sure(form, likely, analyzer)


def _finds_more(form: str, best: Candidate, own: int, analyzer: Analyzer, vocabulary: Vocabulary) -> bool:
    if own and _have_one_lemma(form, best.form, analyzer):
        # An unknown word can have been taken for an inflection of the right one; then what it finds is right, too.
        return form not in vocabulary and best.cost <= SOUND
    if own:
        return best.worth >= math.log(own) + CLEARLY_MORE
    # Who looks for a person gets the namesakes already; a word of the dictionary is no name.
    key = None if _is_in_dictionary(best.form, analyzer) else analyzer.name_key(form)
    namesakes = vocabulary.named_like(key)[:1] if key else ()
    return not namesakes or best.worth >= math.log(max(1, namesakes[0].meetings))


def _is_sure(form: str, likely: Sequence[Candidate], analyzer: Analyzer) -> bool:
    best = likely[0]
    if len(form) < SURE_LENGTH or best.cost > SURE_COST or analyzer.compound_parts(form):
        return False
    # What no dictionary has is a name, and Hellström is somebody else than Hallström.
    if not _is_in_dictionary(best.form, analyzer):
        return False
    others = (one for one in likely[1:] if not _have_one_lemma(best.form, one.form, analyzer))
    return all(best.worth - other.worth >= SURE_AHEAD for other in others)


def _is_in_dictionary(form: str, analyzer: Analyzer) -> bool:
    """Whether a form is a known word, or a compound of known words."""
    return analyzer.is_word(form) or bool(analyzer.compound_parts(form))


def _have_one_lemma(form: str, other: str, analyzer: Analyzer) -> bool:
    return not set(analyzer.word(form).lemmas).isdisjoint(analyzer.word(other).lemmas)


def _meetings(form: str, analyzer: Analyzer, vocabulary: Vocabulary) -> int:
    """In how many meetings the word stands in its commonest inflection or compound."""
    found = [vocabulary.forms_with("part", lemma, 1) for lemma in analyzer.word(form).lemmas]
    return max((forms[0].meetings for forms in found if forms), default=0)


def _words(query: Query) -> Iterator[str]:
    for leaf in leaves(query.root):
        if isinstance(leaf, Term) and leaf.field in _FIELDS:
            yield leaf.text


def _only_form(typed: str, analyzer: Analyzer) -> str | None:
    """The form of a plain word; identifiers, numbers and hyphenated words are not guessed at."""
    tokens = analyzer.tokens(typed)
    return tokens[0].form if len(tokens) == 1 and tokens[0].form.isalpha() else None


def _cased(form: str, typed: str) -> str:
    """The form in the case of what was typed."""
    if len(typed) > 1 and typed.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if typed[:1].isupper() else form


def _rewritten(text: str, replaced: Sequence[tuple[str, str]]) -> str:
    """The query with words exchanged, from left to right; operators, quotes and brackets stay where they are."""
    done: list[str] = []
    for typed, meant in replaced:
        before, found, text = text.partition(typed)
        done += [before, meant if found else ""]
    return "".join([*done, text])
