"""Making the file of a vocabulary: from the forms of an index, their counts, and their terms as far as known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from searchlib.analysis.folding import fold
from searchlib.analysis.terms import IMPLIED, Analyzer
from searchlib.form_terms import FormTerms, analysed
from searchlib.inverse_maps import InverseMaps, Pairs, map_sections
from searchlib.names import Names, NumberedNames
from searchlib.neighbours import neighbour_sections
from searchlib.tables import as_section, packed, string_sections
from searchlib.vocabulary import MAPS, FormStatistics, Vocabulary

Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True)
class FormCounts:
    """Forms with the number of meetings and of occurrences of each; implied forms among them."""

    forms: Names
    meetings: Numbers
    occurrences: Numbers

    @classmethod
    def of(cls, forms: Iterable[FormStatistics]) -> Self:
        """The same from one object for each form, in any order."""
        ordered = sorted(forms, key=lambda statistics: statistics.form)
        counts = [[one.meetings, one.occurrences] for one in ordered]
        meetings, occurrences = np.array(counts, dtype=np.int64).reshape(-1, 2).T
        return cls(Names.of([one.form for one in ordered]), meetings, occurrences)


def compile_vocabulary(
    counts: FormCounts,
    analyzer: Analyzer,
    *,
    known: Iterable[FormTerms] = (),
    previous: Vocabulary | None = None,
) -> bytes:
    """The file of a vocabulary.

    Analysing a form is what costs: `known` are terms that have been looked up already, and those of forms that
    `previous` has are taken from there, if it was made with the same analysis. The bytes do not depend on either.
    `known` is asked for one by one, and may be large.
    """
    maps = InverseMaps(counts.forms)
    if previous is not None and previous.fingerprint == analyzer.fingerprint:
        maps.take_over(previous)
    for terms in known:
        maps.take(terms)
    maps.take(analysed(maps.left(), analyzer))
    sections = {
        "fingerprint": analyzer.fingerprint.encode(),
        **string_sections("forms", counts.forms),
        "meetings": as_section(counts.meetings),
        "occurrences": as_section(counts.occurrences),
    }
    return packed(sections | _maps(maps, counts) | neighbour_sections(counts.forms.texts(), counts.meetings))


def _maps(maps: InverseMaps, counts: FormCounts) -> dict[str, bytes]:
    """The sections of all maps from terms and spellings to forms, and of the one from spellings to parts."""
    by_rank = np.argsort(-counts.meetings, kind="stable")
    sections: dict[str, bytes] = {}
    for name in MAPS:
        pairs = _folded(counts.forms) if name == "folded" else maps.pairs(name)
        sections |= map_sections(name, pairs, by_rank)
        if name == "part":
            parts = pairs.keys
    # Inflected forms of a word that is typed without å, ä, ö … are found by its parts.
    return sections | map_sections("folded_part", _folded(parts), np.arange(len(parts)))


def _folded(names: Names) -> Pairs:
    """The names that are spelled differently without marks, by that spelling."""
    marked = names.beyond_ascii()
    spelled = names.chosen(marked).texts()
    folded = _all_folded([one.removeprefix(IMPLIED) for one in spelled])
    changed = [at for at, (one, other) in enumerate(zip(spelled, folded, strict=True)) if one != other]
    number_of: dict[str, int] = {}
    numbers = [number_of.setdefault(folded[at], len(number_of)) for at in changed]
    keys = NumberedNames.of(list(number_of))
    owners = keys.ranks()[np.array(numbers, dtype=np.int64)]
    return Pairs(keys.names, owners, marked[np.array(changed, dtype=np.int64)])


def _all_folded(forms: Sequence[str]) -> list[str]:
    """The spelling of each without marks. Letters lose them one by one, so each is asked about once."""
    joined = "\0".join(forms)
    spelling = {ord(letter): fold(letter) for letter in set(joined) if not letter.isascii()}
    folded = joined.translate(spelling).split("\0")
    return folded if len(folded) == len(forms) else [fold(form) for form in forms]
