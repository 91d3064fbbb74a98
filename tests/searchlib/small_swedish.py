"""A handful of Swedish words with everything an analysis can know of them, for tests that need no dictionary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from searchlib.analysis.plain import PlainAnalyzer
from searchlib.analysis.terms import Part, Word
from searchlib.vocabulary import FormStatistics, Vocabulary
from searchlib.vocabulary_compiler import FormCounts, compile_vocabulary

# form: lemma
INFLECTIONS = {
    "överenskommelser": "överenskommelse",
    "överenskommelsen": "överenskommelse",
    "föreningar": "förening",
    "föreningarna": "förening",
    "protokollet": "protokoll",
    "bidraget": "bidrag",
    "planen": "plan",
    "folkhälsan": "folkhälsa",
    "lånet": "lån",
    "länet": "län",
    "verksamhets": "verksamhet",
    "möten": "möte",
    "området": "område",
}
# form: (lemma, its parts as (term, characters))
COMPOUNDS = {
    "verksamhetsbidrag": ("verksamhetsbidrag", (("verksamhet", 11), ("bidrag", 6))),
    "folkhälsoplan": ("folkhälsoplan", (("folkhälsa", 9), ("plan", 4))),
    "folkhälsoplanen": ("folkhälsoplan", (("folkhälsa", 9), ("plan", 6))),
    "kulturmiljöområdet": ("kulturmiljöområde", (("kulturmiljö", 11), ("område", 7))),
    "folkhälsoarbete": ("folkhälsoarbete", (("folkhälsa", 9), ("arbete", 6))),
}
NAMES = {"monika": "MNK", "monica": "MNK"}


class SmallSwedish(PlainAnalyzer):
    """The plain analysis, with the words above."""

    @property
    def fingerprint(self) -> str:
        return "small-1"

    def word(self, form: str) -> Word:
        lemma, parts = COMPOUNDS.get(form, (INFLECTIONS.get(form, form), ()))
        found = [Part(lemma, 0, len(form))]
        start = 0
        for term, length in parts:
            found.append(Part(term, start, start + length))
            start += length
        return Word(form, (lemma,), tuple(found), tuple(part.term[:5] for part in found))

    def is_word(self, form: str) -> bool:
        return form in INFLECTIONS or form in INFLECTIONS.values()

    def compound_parts(self, form: str) -> tuple[str, ...]:
        return tuple(term for term, _ in COMPOUNDS[form][1]) if form in COMPOUNDS else ()

    def name_key(self, form: str) -> str | None:
        return NAMES.get(form)


def vocabulary_of(texts: Iterable[str], analyzer: PlainAnalyzer) -> Vocabulary:
    """The vocabulary of an index in which every text is a meeting of its own."""
    meetings: Counter[str] = Counter()
    occurrences: Counter[str] = Counter()
    for text in texts:
        analyzed = analyzer.analyze(text)
        forms = [*analyzed.forms, *(form for _, form in analyzed.extras)]
        occurrences.update(forms)
        meetings.update(set(forms))
    return Vocabulary(
        compile_vocabulary(
            FormCounts.of(FormStatistics(form, meetings[form], occurrences[form]) for form in meetings), analyzer
        )
    )
