"""Sorted strings as two arrays: gathered, chosen and united as lists of strings would be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.copying import copied, copied_slowly
from searchlib.engines.whoosh.sorted_names import SortedNames
from searchlib.loops import compiled
from searchlib.names import Names, NumberedNames, places_in, united, united_slowly

LOOP = compiled("joining")
STRINGS = st.sets(st.text("ab\0åä\U0001f600\ud800", max_size=4), max_size=8).map(sorted)


def spelled(strings: list[str]) -> list[bytes]:
    return [one.encode("utf-8", "surrogatepass") for one in strings]


@given(STRINGS)
def test_names_are_the_strings_in_their_order(strings: list[str]) -> None:
    names = Names.of(strings)
    assert names.strings() == spelled(strings) == sorted(spelled(strings))
    assert len(names) == len(strings)


@given(STRINGS)
def test_texts_are_the_strings_and_a_lone_surrogate_is_none(strings: list[str]) -> None:
    sound = [one for one in strings if "\ud800" not in one]
    assert Names.of(sound).texts() == sound
    if sound != strings:
        with pytest.raises(UnicodeDecodeError):
            Names.of(strings).texts()


@given(STRINGS)
def test_names_with_other_letters_are_told(strings: list[str]) -> None:
    expected = [number for number, one in enumerate(strings) if not one.isascii()]
    assert Names.of(strings).beyond_ascii().tolist() == expected


@given(STRINGS, STRINGS)
def test_names_are_found_in_others(strings: list[str], wanted: list[str]) -> None:
    expected = [strings.index(one) if one in strings else -1 for one in wanted]
    assert places_in(Names.of(strings), Names.of(wanted)).tolist() == expected


@given(st.lists(st.text("abå", max_size=3), unique=True, max_size=12))
def test_numbered_names_know_where_they_came_from(strings: list[str]) -> None:
    numbered = NumberedNames.of(strings)
    texts = numbered.names.texts()
    assert [strings[number] for number in numbered.numbers.tolist()] == texts == sorted(strings)
    assert [texts[rank] for rank in numbered.ranks().tolist()] == strings


@given(STRINGS, st.data())
def test_chosen_names_are_those(strings: list[str], data: st.DataObject) -> None:
    numbers = sorted(data.draw(st.sets(st.integers(0, len(strings) - 1)))) if strings else []
    chosen = Names.of(strings).chosen(np.array(numbers, dtype=np.int64))
    assert chosen.strings() == spelled([strings[number] for number in numbers])


@given(st.lists(STRINGS, max_size=5))
def test_united_names_are_all_of_them_once(lists: list[list[str]]) -> None:
    expected = sorted(set().union(*lists))
    for unite in (united, united_slowly):
        names, numbers = unite([Names.of(one) for one in lists])
        assert names.strings() == spelled(expected)
        assert [one.tolist() for one in numbers] == [[expected.index(string) for string in one] for one in lists]


@given(st.lists(st.text("abå", max_size=3), unique=True, max_size=12), st.data())
def test_names_that_come_bit_by_bit_are_ranked_among_the_used_ones(strings: list[str], data: st.DataObject) -> None:
    names = SortedNames()
    for end in [*sorted(data.draw(st.lists(st.integers(0, len(strings)), max_size=3))), len(strings)]:
        names.take(strings[:end])
    used = data.draw(st.sets(st.integers(0, len(strings) - 1))) if strings else set()
    ranked, rank = names.ranked(np.array(sorted(used), dtype=np.int64))
    expected = sorted(strings[number] for number in used)
    assert ranked.strings() == spelled(expected)
    assert all(rank[number] == expected.index(strings[number]) for number in used)


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.uint32, np.int64])
@given(st.data())
def test_runs_are_copied_alike(kind: type[np.generic], data: st.DataObject) -> None:
    values = np.arange(20).astype(kind)
    counts = np.array(data.draw(st.lists(st.integers(0, 4), max_size=4)), dtype=np.int64)
    begins = np.array([data.draw(st.integers(0, 20 - count)) for count in counts.tolist()], dtype=np.int64)
    to = 5 * np.array(data.draw(st.permutations(range(len(counts)))), dtype=np.int64)
    targets = [np.zeros(25, dtype=kind) for _ in range(2)]
    copied(targets[0], to, values, begins, counts)
    copied_slowly(targets[1], to, values, begins, counts)
    assert targets[0].tolist() == targets[1].tolist()


@pytest.mark.skipif(LOOP is None, reason="not compiled")
@pytest.mark.parametrize(("to", "begin", "count"), [(9, 0, 2), (0, 9, 2), (-1, 0, 1), (0, -1, 1), (0, 0, -1)])
def test_a_run_outside_of_its_array_is_refused(to: int, begin: int, count: int) -> None:
    values = np.arange(10)
    with pytest.raises(IndexError):
        copied(values.copy(), np.array([to]), values, np.array([begin]), np.array([count]))


@pytest.mark.skipif(LOOP is None, reason="not compiled")
@pytest.mark.parametrize("ends", [[0, 9], [1, 0], [-1, 1]])
def test_a_string_outside_of_its_table_is_refused(ends: list[int]) -> None:
    broken = Names(np.zeros(3, dtype=np.uint8), np.array(ends, dtype=np.int64))
    with pytest.raises(IndexError):
        united([Names.of(["a"]), broken])
