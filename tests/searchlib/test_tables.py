from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.errors import IndexDamaged
from searchlib.names import Names
from searchlib.tables import Listed, Strings, as_section, listed_sections, numbers, packed, string_sections, unpacked

words = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), unique=True).map(sorted)


def strings_of(content: list[str]) -> Strings:
    return Strings(unpacked(packed(string_sections("s", Names.of(content))), "test"), "s")


@given(st.dictionaries(st.sampled_from(["a", "bb", "a.long.name.of.24.bytes."]), st.binary(max_size=40)))
def test_what_is_packed_comes_out_again(sections: dict[str, bytes]) -> None:
    assert {name: bytes(view) for name, view in unpacked(packed(sections), "test").items()} == sections


@given(words)
def test_every_string_is_found_at_its_place(content: list[str]) -> None:
    strings = strings_of(content)
    assert list(strings) == content
    assert [strings.find(string) for string in content] == list(range(len(content)))


@given(words, st.text(max_size=3))
def test_a_prefix_gives_exactly_the_strings_that_begin_with_it(content: list[str], prefix: str) -> None:
    strings = strings_of(content)
    assert [strings[number] for number in strings.range_of(prefix)] == [s for s in content if s.startswith(prefix)]


@given(words, st.text(max_size=3))
def test_a_string_that_is_not_there_is_not_found(content: list[str], other: str) -> None:
    assert (strings_of(content).find(other) is not None) == (other in content)


def test_strings_can_be_taken_from_the_end_and_in_slices() -> None:
    strings = strings_of(["a", "b", "ö"])
    assert strings[-1] == "ö"
    assert strings[1:] == ["b", "ö"]
    with pytest.raises(IndexError):
        strings[3]


def test_a_listed_table_gives_the_numbers_of_a_key_in_their_order() -> None:
    sections = listed_sections("l", Names.of(["a", "b", "c"]), np.array([0, 0, 2]), np.array([7, 3, 9]))
    listed = Listed(unpacked(packed(sections), "test"), "l")
    assert {key: listed.of(key).tolist() for key in "abcd"} == {"a": [7, 3], "b": [], "c": [9], "d": []}
    assert listed.owners().tolist() == [0, 0, 2]
    assert listed.within(range(1, 3)).tolist() == [9]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"SLTABLE1", id="the head alone"),
        pytest.param(b"something else altogether", id="another file"),
        pytest.param(packed({"a": b"12345"})[:-3], id="the end is missing"),
    ],
)
def test_a_damaged_table_says_so(data: bytes) -> None:
    with pytest.raises(IndexDamaged):
        unpacked(data, "test")


def test_numbers_survive_and_too_large_ones_are_refused() -> None:
    assert numbers(as_section([0, 1, 0xFFFFFFFF])).tolist() == [0, 1, 0xFFFFFFFF]
    for wrong in (-1, 0x100000000):
        with pytest.raises(OverflowError):
            as_section([wrong])


def test_strings_that_are_none_say_that_the_table_is_damaged() -> None:
    sections = {name: memoryview(data) for name, data in string_sections("s", Names.of(["avtal", "plan"])).items()}
    sections["s.text"] = memoryview(sections["s.text"].tobytes().replace(b"v", b"\xff"))
    strings = Strings(sections, "s")
    assert strings[1] == "plan"
    with pytest.raises(IndexDamaged):
        strings[0]
    with pytest.raises(IndexDamaged):
        strings.many(np.array([0, 1]))
    with pytest.raises(IndexDamaged):
        strings.many(np.array([1, 7]))
