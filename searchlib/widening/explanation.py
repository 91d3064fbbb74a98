"""How the words of a query were widened, said in plain Swedish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from searchlib.results import Why
from searchlib.vocabulary import Vocabulary
from searchlib.widening.readings import Spread, WideWord
from searchlib.widening.runs import Beginning, ExactRun

MOST_SAID: Final = 3
_SAID: Final[dict[Why, str]] = {
    "synonym": "som betyder detsamma",
    "spelling": "som skrivs nästan likadant",
    "name": "som är samma namn stavat på annat sätt",
}


def widening_notes(
    leaves: Sequence[WideWord | ExactRun | Beginning], vocabulary: Vocabulary, *, exact: bool
) -> tuple[str, ...]:
    """Sentences on what was searched for beside what was typed; each says one thing."""
    if exact:
        return ("Bara exakt de ordformer som skrevs.",)
    joined = _joined_notes([leaf for leaf in leaves if isinstance(leaf, WideWord)])
    return (*joined, *dict.fromkeys(note for leaf in leaves for note in _leaf_notes(leaf, vocabulary)))


def _leaf_notes(leaf: WideWord | ExactRun | Beginning, vocabulary: Vocabulary) -> Iterator[str]:
    if isinstance(leaf, WideWord):
        yield from _notes(leaf, vocabulary)
    elif leaf.spelled:
        yield f"”{leaf.text}” söktes även som {_listed(leaf.spelled)}, {_SAID['spelling']}."


def _joined_notes(words: Sequence[WideWord]) -> tuple[str, ...]:
    """A compound that was written apart belongs to both of its words; it is told once."""
    together: dict[str, list[str]] = {}
    for word in words:
        for reading in word.readings:
            if reading.why == "compound":
                together.setdefault(reading.form, []).append(word.text)
    return tuple(f"”{' '.join(apart)}” söktes även som ”{form}”." for form, apart in together.items())


def _notes(word: WideWord, vocabulary: Vocabulary) -> Iterator[str]:
    for why, said in _SAID.items():
        found = [
            reading.form
            for reading in word.readings
            # A word that did-you-mean has put in is its own spelling; that is said elsewhere.
            if reading.why == why and reading.form != word.text.lower() and _is_known(reading.form, vocabulary)
        ]
        found += [spread.said or " ".join(_shown(spread)) for spread in word.spreads if spread.why == why]
        if found:
            yield f"”{word.text}” söktes även som {_listed(found)}, {said}."
    for spread in word.spreads:
        if spread.why == "compound":
            parts = _listed(_shown(spread), "och")
            yield f"”{word.text}” söktes även som {parts} i samma mening."


def _is_known(form: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.has_term("part", form) or vocabulary.has_term("form", form)


def _shown(spread: Spread) -> list[str]:
    return [slot[0].term for slot in spread.slots]


def _listed(words: Sequence[str], conjunction: str = "eller") -> str:
    quoted = [f"”{word}”" for word in dict.fromkeys(words)][:MOST_SAID]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {conjunction} {quoted[-1]}"
