"""Wanted forms are found as whole words, and the compiled loop finds what its twin finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.analysis.terms import IMPLIED
from searchlib.errors import IndexDamaged
from searchlib.loops import compiled
from searchlib.names import Names
from searchlib.tables import Strings, string_sections
from searchlib.wanted_forms import PlainForms

LOOP = compiled("wanted_forms")
needs_loop = pytest.mark.skipif(LOOP is None, reason="not built, or switched off")

# Letters that are long, short, of several cases or none; signs that join words; what has no small form of its own.
LETTERS = "abåöÅÄéœŒßøªⅧⅷ٣_ΣσςΑİıǅDzЖ𐐀𐐨Ⓐⓐ—-–.§ \n\u00ad\u0301" + IMPLIED
FORMS = st.lists(st.text(LETTERS, min_size=1, max_size=4).map(str.lower) | st.text(min_size=1, max_size=3), max_size=20)
TEXTS = st.text(LETTERS, max_size=60) | st.text(max_size=30)


def table(forms):
    ordered = sorted(set(forms))
    numbers = {form: number for number, form in enumerate(ordered)}
    sections = string_sections("forms", Names.of(ordered))
    return Strings({name: memoryview(content) for name, content in sections.items()}, "forms"), numbers


def both(wanted):
    """The twin and the loop over forms in the order in which words want them."""
    strings, numbers = table(form for forms in wanted for form in forms)
    words = {}
    for word, forms in enumerate(wanted):
        for form in forms:
            words.setdefault(form, word)
    listed = [(word, np.array([numbers[form] for form in forms], np.uint32)) for word, forms in enumerate(wanted)]
    return PlainForms(words), LOOP.WantedForms(strings.text, strings.ends, listed)


def test_forms_stand_as_whole_words_in_any_case():
    forms = PlainForms({"plan": 0, "råd": 1})
    assert forms.standing("Plan, rådets PLANER. RÅD!") == [(0, 0, "plan"), (21, 1, "råd")]


def test_a_letter_that_grows_in_lower_case_moves_nothing():
    assert PlainForms({"plan": 0}).standing("İİ plan") == [(3, 0, "plan")]


def test_identifiers_stand_as_they_are_spelled_and_implied_forms_nowhere():
    forms = PlainForms({"plan": 0, "rs/24": 1, IMPLIED + "kulturplan": 0})
    assert forms.has_implied
    assert forms.standing("RS/24, XRS/24 \u2060kulturplan, rs/2 och plan RS/24.") == [
        (0, 1, "rs/24"), (36, 0, "plan"), (41, 1, "rs/24"),
    ]  # fmt: skip


@needs_loop
@given(st.lists(FORMS, max_size=4), st.lists(TEXTS, max_size=3), st.randoms())
def test_the_loop_says_what_its_twin_says(wanted, texts, rng):
    wanted = [[form for form in forms if not _has_surrogate(form)] for forms in wanted]
    every = [form for forms in wanted for form in forms]
    # Texts that hold the forms themselves beside others.
    texts += [" ".join(rng.choices([*every, *texts, "."], k=8)), " ".join(every).upper()]
    twin, loop = both(wanted)
    assert list(loop) == list(twin)
    assert loop.has_implied == twin.has_implied
    for text in texts:
        assert loop.standing(text) == twin.standing(text)
        assert loop.word(text) == twin.word(text)
    assert [loop.word(form) for form in every] == [twin.word(form) for form in every]


def _has_surrogate(text):
    return any("\ud800" <= sign <= "\udfff" for sign in text)


@needs_loop
def test_very_long_forms_are_known():
    twin, loop = both([["a" * 300, "a" * 301]])
    for form in ("a" * 300, "a" * 302):
        assert loop.word(form) == twin.word(form)
        assert loop.standing(form) == twin.standing(form)


@needs_loop
@pytest.mark.parametrize(
    ("text", "ends", "index"),
    [
        (b"ab", [0, 1, 2], 2),
        (b"ab", [0, 1, 3], 1),
        (b"ab", [2, 1], 0),
        ("å".encode(), [0, 1], 0),
        (b"\xf7\xbf\xbf\xbf", [0, 4], 0),
    ],
    ids=["no such form", "past the text", "backwards", "cut off", "no letter"],
)
def test_damaged_tables_are_refused(text, ends, index):
    with pytest.raises(IndexDamaged):
        LOOP.WantedForms(text, np.array(ends, np.uint32), [(0, np.array([index], np.uint32))])
