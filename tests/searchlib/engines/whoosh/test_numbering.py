"""Numbers for strings: the compiled table gives those that a dictionary gives."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.engines.whoosh.numbering import Numbering, SlowNumbering
from searchlib.loops import compiled

LOOP = compiled("numbering")
KINDS = [SlowNumbering, *([LOOP.Numbering] if LOOP is not None else [])]
TEXTS = st.lists(st.lists(st.text("abå\0\ud800", max_size=3)), max_size=6)


@pytest.mark.parametrize("kind", KINDS)
@given(TEXTS)
def test_a_string_has_the_number_of_those_that_came_before_it(kind: type[Numbering], texts: list[list[str]]) -> None:
    numbers = kind()
    found = array("I")
    for text in texts:
        numbers.extend(found, text)
    every = [string for text in texts for string in text]
    distinct = list(dict.fromkeys(every))
    assert found.tolist() == [distinct.index(string) for string in every]
    assert numbers.since(0) == distinct
    assert numbers.since(2) == distinct[2:]
    assert len(numbers) == len(distinct)
    # Equal strings need not be one object.
    assert [numbers.of("".join([*string])) for string in distinct] == list(range(len(distinct)))


@pytest.mark.parametrize("kind", KINDS)
def test_many_strings_find_room(kind: type[Numbering]) -> None:
    numbers, found = kind(), array("I")
    numbers.extend(found, map(str, range(20_000)))
    numbers.extend(found, map(str, range(20_000)))
    assert found.tolist() == [*range(20_000)] * 2


@pytest.mark.skipif(LOOP is None, reason="not compiled")
def test_what_is_no_string_is_refused() -> None:
    assert LOOP is not None
    with pytest.raises(TypeError):
        LOOP.Numbering().extend(array("I"), ["a", 1])
    with pytest.raises(TypeError):
        LOOP.Numbering().of(None)
