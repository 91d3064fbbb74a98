"""Completion: how a query that is being typed may go on, one entry for each word of the dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from searchlib.analysis.folding import fold
from searchlib.analysis.terms import Analyzer
from searchlib.neighbours import is_suggestible
from searchlib.vocabulary import FormStatistics, Vocabulary

SHORTEST: Final = 2
LONGEST: Final = 300
# Forms that are looked at for one completion; several of them are inflections of the same word.
MOST_FORMS: Final = 60
# The word at the end, after whatever operators, brackets and quotes are made of.
_LAST_WORD: Final = re.compile(r"\w+(?:-\w*)*\Z")


def complete(text: str, *, analyzer: Analyzer, vocabulary: Vocabulary, limit: int = 8) -> tuple[str, ...]:
    """Whole queries that begin as `text` does, those in most meetings first, at most `limit`.

    Only the last word is completed, to the commonest form of each lemma; what stands before it is kept as typed.
    Empty when the last word is shorter than SHORTEST letters.
    """
    last = _LAST_WORD.search(text[-LONGEST:])
    if last is None or len(last.group()) < SHORTEST or len(text) > LONGEST:
        return ()
    begun = last.group()
    before = text[: len(text) - len(begun)]
    found = _one_for_each_lemma(_forms(begun.lower(), vocabulary), analyzer)
    return tuple(before + _continued(begun, form) for form in found[:limit])


def _forms(begun: str, vocabulary: Vocabulary) -> list[FormStatistics]:
    """Forms that begin so; when there are few, also those that do without their marks."""
    found = list(vocabulary.starting_with(begun, MOST_FORMS))
    if len(found) < MOST_FORMS:
        found += vocabulary.spelled_from(fold(begun), MOST_FORMS - len(found)) if begun == fold(begun) else []
    return [form for form in found if is_suggestible(form.form)]


def _one_for_each_lemma(forms: Iterable[FormStatistics], analyzer: Analyzer) -> list[str]:
    best: dict[str, FormStatistics] = {}
    for form in forms:
        lemma = (analyzer.word(form.form).lemmas or (form.form,))[0]
        known = best.get(lemma)
        if known is None or form.form == lemma or (form.meetings > known.meetings and known.form != lemma):
            meetings = max(form.meetings, known.meetings if known else 0)
            best[lemma] = FormStatistics(form.form, meetings, form.occurrences)
    return [found.form for found in sorted(best.values(), key=lambda one: (-one.meetings, one.form))]


def _continued(begun: str, form: str) -> str:
    """The form, beginning with the letters as typed when they are the same but for case."""
    return begun + form[len(begun) :] if form.startswith(begun.lower()) else form
