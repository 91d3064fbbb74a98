"""What is asked for letter by letter: quoted forms side by side, and the beginnings of words.

Neither is widened to inflections. But what the index lacks as typed, and has with å, ä and ö, was typed on a keyboard
without them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np

from searchlib.clauses import Adjacent, Any, Clause, Field, Key, Lookup, StartsWith
from searchlib.results import Why
from searchlib.widening.spelling import accented_beginnings, accented_run, possible_spellings
from searchlib.widening.words import Means

# Forms that are written out for one beginning, most meetings first (S4 of the reliability promises).
MOST_EXPANSIONS: Final = 500

Slot = tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class ExactRun:
    """A phrase: side by side, in each place one of some forms, the likeliest first. A single form is a run of one."""

    text: str
    typed: tuple[str, ...]
    places: tuple[tuple[str, ...], ...]

    @property
    def spelled(self) -> tuple[str, ...]:
        """What it was searched as beside what was typed."""
        likeliest = tuple(forms[0] for forms in self.places)
        return (" ".join(likeliest),) if likeliest != self.typed else ()

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The places in the language of engines."""
        return tuple(tuple(Key("form", form) for form in forms) for forms in self.places)

    def clause(self, field: Field | None) -> Clause:
        """The clause that matches meetings with the run."""
        return Adjacent(self.slots, 1.0, field) if len(self.slots) > 1 else Lookup(self.slots[0], (), field)

    def reasons(self, means: Means) -> dict[int, Why]:
        """The forms of the index that count, and why."""
        reasons: dict[int, Why] = {}
        for form in chain.from_iterable(self.places):
            number = means.vocabulary.forms.find(form)
            if number is not None:
                reasons[number] = "exact" if form in self.typed else "spelling"
        return reasons


@dataclass(frozen=True, slots=True)
class Beginning:
    """Every form that begins in one of some ways. `typed` is among them unless the index has it with marks only.

    `guesses` are ways that the vocabulary cannot tell of.
    """

    typed: str
    prefixes: tuple[str, ...]
    guesses: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As it is typed."""
        return f"{self.typed}*"

    @property
    def spelled(self) -> tuple[str, ...]:
        """What it was searched as beside what was typed."""
        return tuple(f"{prefix}*" for prefix in self.prefixes if prefix != self.typed)

    def clause(self, field: Field | None) -> Clause:
        """The clause that matches meetings with such a form."""
        clauses = tuple(StartsWith(prefix, 1.0, field) for prefix in (*self.prefixes, *self.guesses))
        return clauses[0] if len(clauses) == 1 else Any(clauses)

    def reasons(self, means: Means) -> dict[int, Why]:
        """The forms of the index that begin so, for each beginning those in most meetings first, and why they count."""
        reasons: dict[int, Why] = {}
        for prefix in self.prefixes:
            for number in means.vocabulary.numbers_starting_with(prefix, MOST_EXPANSIONS).tolist():
                reasons.setdefault(number, "inflection" if prefix == self.typed else "spelling")
        return reasons

    def slot(self, means: Means) -> Slot:
        """The forms written out."""
        numbers = np.fromiter(self.reasons(means), np.int64)
        return tuple(Key("form", form) for form in means.vocabulary.forms.many(numbers))


def exact_run(text: str, field: Field | None, means: Means) -> ExactRun | None:
    """The run of forms that `text` is; None when it holds no word."""
    typed = tuple(token.form for token in means.analyzer.tokens(text) if not token.extra)
    if not typed:
        return None
    places = () if means.exact else accented_run(typed, means.vocabulary)
    return ExactRun(text, typed, places or tuple((form, *_guesses(form, field, means)) for form in typed))


def beginning(text: str, field: Field | None, means: Means) -> Beginning:
    """The beginning that `text` is, without its star."""
    typed = text.lower()
    found = () if means.exact else accented_beginnings(typed, means.vocabulary)
    known = bool(means.vocabulary.starting_with(typed, 1))
    if found:
        return Beginning(typed, (typed, *found) if known else found)
    return Beginning(typed, (typed,), () if known else _guesses(typed, field, means))


def _guesses(form: str, field: Field | None, means: Means) -> tuple[str, ...]:
    if field != "participant" or means.exact:
        return ()
    return possible_spellings(form, means.vocabulary)
