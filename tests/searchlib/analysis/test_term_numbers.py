"""The numbers of terms stand for the terms of the word, with the compiled loop and without."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.analysis.chain import swedish_analyzer
from searchlib.analysis.term_numbers import SpelledTerms
from searchlib.analysis.terms import IMPLIED
from searchlib.loops import compiled
from tests.searchlib.analysis.test_words import FORMS

SIGNED = st.builds("".join, st.tuples(st.sampled_from(["", IMPLIED]), FORMS, st.sampled_from(["", ":s", "-", ":"])))
ANY = FORMS | SIGNED | st.builds("-".join, st.tuples(FORMS, FORMS)) | st.text(st.characters(exclude_categories=["Cs"]))


class Numbers(dict[str, int]):
    def __missing__(self, term: str) -> int:
        return self.setdefault(term, len(self))


@settings(max_examples=500)
@given(st.lists(ANY, max_size=20))
def test_numbers_are_given_in_the_same_order_as_one_by_one(forms: list[str]) -> None:
    swedish = swedish_analyzer()
    parts, stems, own_parts, own_stems = Numbers(), Numbers(), Numbers(), Numbers()
    numbers = swedish.term_numbers(parts, stems)
    spelled = SpelledTerms(swedish.word, own_parts, own_stems)
    for form in forms:
        found, expected = numbers.of(form), spelled.of(form)
        assert (list(found[0]), list(found[1])) == (list(expected[0]), list(expected[1]))
    assert (list(parts), list(stems)) == (list(own_parts), list(own_stems))


@pytest.mark.skipif(compiled("terms") is None, reason="the loops are not compiled, or switched off")
def test_numbers_that_are_no_dictionary_are_refused() -> None:
    with pytest.raises(TypeError):
        swedish_analyzer().term_numbers([], {})  # type: ignore[arg-type]
