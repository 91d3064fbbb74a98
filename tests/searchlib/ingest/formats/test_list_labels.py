from __future__ import annotations

import pytest

from searchlib.ingest.formats.list_labels import Level, Numbering


@pytest.mark.parametrize(
    ("script", "number", "label"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("lowerLetter", 2, "b"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 26, "Z"),
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 5000, "5000"),
        ("lowerLetter", 0, ""),
        ("okänd", 3, "3"),
        ("bullet", 3, ""),
    ],
)
def test_numbers_are_written_in_their_script(script: str, number: int, label: str) -> None:
    assert Numbering({"a": {0: Level(number, script, "%1")}}).label("a", 0) == label


def test_a_deeper_level_begins_anew_under_each_number() -> None:
    numbering = Numbering({"a": {0: Level(1, "decimal", "§ %1"), 1: Level(1, "decimal", "%1.%2")}})
    places = [0, 1, 1, 0, 1]
    assert [numbering.label("a", place) for place in places] == ["§ 1", "1.1", "1.2", "§ 2", "2.1"]


def test_a_level_that_is_missing_above_leaves_a_gap() -> None:
    assert Numbering({"a": {1: Level(1, "decimal", "%1.%2")}}).label("a", 1) == ".1"


def test_lists_that_count_together_and_one_that_begins_anew() -> None:
    level = {0: Level(1, "decimal", "%1.")}
    numbering = Numbering({"a": level, "b": level}, {"a": "x", "b": "x"})
    assert [numbering.label("a", 0), numbering.label("b", 0)] == ["1.", "2."]
    alone = Numbering({"a": level})
    alone.label("a", 0)
    alone.restart("a")
    assert alone.label("a", 0) == "1."


def test_an_unknown_list_gives_no_label() -> None:
    assert Numbering({}).label("a", 0) is None
