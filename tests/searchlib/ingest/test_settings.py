from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.documents import MeetingDate, Participant
from searchlib.errors import InvalidSetting
from searchlib.ingest.facts import given_from, mapping_of, overlaid
from searchlib.ingest.given import Given
from searchlib.ingest.listing import CorpusFile
from searchlib.ingest.settings import CorpusSettings, folders_above, read_settings

DAY = datetime.date(2015, 10, 23)


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        ({}, Given()),
        ({"organ": " Regionala  rådet\n"}, Given(organ="Regionala rådet")),
        ({"title": "mo\u0308te"}, Given(title="möte")),
        ({"date": "2015-10-23"}, Given(meeting_date=MeetingDate(DAY, "day", "caller"))),
        ({"date": "2015-10"}, Given(meeting_date=MeetingDate(DAY.replace(day=1), "month", "caller"))),
        ({"date": "2015"}, Given(meeting_date=MeetingDate(datetime.date(2015, 1, 1), "year", "caller"))),
        ({"date": DAY}, Given(meeting_date=MeetingDate(DAY, "day", "caller"))),
        ({"date": datetime.datetime(2015, 10, 23, 9)}, Given(meeting_date=MeetingDate(DAY, "day", "caller"))),
        ({"date": None}, Given(meeting_date=MeetingDate.unknown())),
        (
            {"participants": ["Eva Ek", {"name": "Bo Bok", "role": "ordförande"}]},
            Given(participants=(Participant("Eva Ek"), Participant("Bo Bok", "ordförande"))),
        ),
    ],
)
def test_settings_are_understood(mapping: dict[str, Any], expected: Given) -> None:
    assert given_from(mapping, "här") == expected


@pytest.mark.parametrize(
    "mapping",
    [
        {"organe": "x"},
        {"organ": 7},
        {"organ": ""},
        {"organ": None},
        {"organ": "x" * 1001},
        {"date": "23/10 2015"},
        {"date": "2015-02-30"},
        {"date": 20151023},
        {"participants": "Eva Ek"},
        {"participants": [7]},
        {"participants": [{"namn": "Eva"}]},
        {"participants": [{"role": "ordförande"}]},
        {"participants": ["x"] * 501},
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(mapping: dict[str, Any]) -> None:
    with pytest.raises(InvalidSetting) as refused:
        given_from(mapping, "2015/corpus.toml")
    assert refused.value.where == "2015/corpus.toml"


NAME = st.text("abcåäö", min_size=1)
GIVEN = st.builds(
    Given,
    title=st.none() | NAME,
    organ=st.none() | NAME,
    meeting_date=st.none()
    | st.just(MeetingDate.unknown())
    | st.builds(lambda day: MeetingDate(day, "day", "caller"), st.dates()),
    participants=st.lists(st.builds(Participant, NAME, st.none() | NAME), max_size=3).map(tuple),
)


@given(GIVEN)
def test_what_is_given_comes_back_through_json(one: Given) -> None:
    assert given_from(json.loads(json.dumps(mapping_of(one))), "x") == one


@given(GIVEN, GIVEN)
def test_the_nearer_wins_wherever_it_says_something(far: Given, near: Given) -> None:
    both = overlaid(far, near)
    for name in ("title", "organ", "meeting_date", "participants"):
        assert getattr(both, name) == (getattr(near, name) or getattr(far, name))


def settings_of(folder: Path, files: dict[str, str], documents: tuple[str, ...] = ()) -> CorpusSettings:
    listed = []
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        listed.append(CorpusFile(name, path))
    return read_settings(listed, documents)


def test_the_nearest_folder_wins_key_by_key_and_a_sidecar_over_all(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path,
        {
            "corpus.toml": 'organ = "Styrelsen"\nplace = "Älvsta"',
            "råd/corpus.toml": 'organ = "Rådet"\nkind = "minnesanteckningar"',
            "råd/a.txt.meta.json": '{"kind": "protokoll"}',
        },
        ("råd/a.txt",),
    )
    assert settings.given_for("b.txt") == Given(organ="Styrelsen", place="Älvsta")
    assert settings.given_for("råd/djupt/b.txt") == Given(organ="Rådet", kind="minnesanteckningar", place="Älvsta")
    assert settings.given_for("råd/a.txt") == Given(organ="Rådet", kind="protokoll", place="Älvsta")
    assert not settings.problems


def test_a_sidecar_may_leave_out_the_suffix_and_the_full_name_wins(tmp_path: Path) -> None:
    settings = settings_of(
        tmp_path,
        {"a.meta.json": '{"title": "ett", "organ": "Rådet"}', "a.pdf.meta.json": '{"title": "två"}'},
        ("a.pdf", "a.txt"),
    )
    assert settings.given_for("a.pdf") == Given(title="två", organ="Rådet")
    assert settings.given_for("a.txt") == Given(title="ett", organ="Rådet")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("corpus.toml", "organ = "),
        ("corpus.toml", "[organ]\nx = 1"),
        ("corpus.toml", "date = 2015-02-30"),
        ("corpus.toml", "x = " + "[" * 10_000),
        ("a.meta.json", "[1]"),
        ("a.meta.json", "{"),
        ("a.meta.json", "[" * 100_000),
        ("a.meta.json", '{"x": ' + "1" * 10_000 + "}"),
        ("b.meta.json", '{"title": "x"}'),
        ("a.meta.json", '"' + "x" * 300_000 + '"'),
    ],
)
def test_a_bad_settings_file_is_a_problem_and_no_more(tmp_path: Path, name: str, text: str) -> None:
    settings = settings_of(tmp_path, {name: text}, ("a.txt",))
    assert [problem.where for problem in settings.problems] == [name]
    assert settings.given_for("a.txt") == Given()


def test_settings_in_another_encoding_are_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "corpus.toml"
    path.write_bytes('organ = "Rådet"'.encode("cp1252"))
    assert len(read_settings([CorpusFile("corpus.toml", path)], ()).problems) == 1


def test_folders_are_told_from_the_corpus_down() -> None:
    assert list(folders_above("a/b/c.txt")) == ["", "a/", "a/b/"]
