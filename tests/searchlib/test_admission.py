"""What programs hand over: sound before it reaches an index, or refused with its name."""

import datetime

import pytest

from searchlib import Index, MeetingDate, Minutes, Participant
from searchlib.errors import IndexMissing, InvalidOption, InvalidSetting

DAY = datetime.date(2020, 1, 1)


def indexed(place, **given):
    Index.rebuild([Minutes.from_text(source="a", text="Budgeten antas.", **given)], place)
    return Index.open(place)


def test_a_moment_is_kept_as_its_day(tmp_path):
    moment = MeetingDate(datetime.datetime(2020, 1, 1, 10), "day", "caller")
    with indexed(tmp_path, meeting_date=moment) as index:
        assert index.search("budget").hits[0].minutes.meeting_date == MeetingDate(DAY, "day", "caller")


def test_decomposed_letters_in_fields_are_found(tmp_path):
    fields = {"title": "Va\u0308gar", "organ": "Va\u0308gna\u0308mnden", "participants": [Participant("A\u030asa Ek")]}
    with indexed(tmp_path, **fields) as index:
        assert index.search("vägar").total.meetings == 1
        assert index.search("", organ="Vägnämnden").total.meetings == 1
        assert index.search("deltagare:Åsa").total.meetings == 1


def test_the_same_source_in_two_spellings_is_one(tmp_path):
    one, other = (Minutes.from_text(source=source, text="x") for source in ("\u00e5", "a\u030a"))
    assert one.id == other.id


def test_lone_surrogates_break_no_answer(tmp_path):
    with indexed(tmp_path, title="\ud800t", organ="\ud800o") as index:
        assert index.search("budget").hits[0].minutes.title.encode()


@pytest.mark.parametrize(
    "given",
    [
        {"title": 5},
        {"meeting_date": DAY},
        {"meeting_date": "2020-01-01"},
        {"meeting_date": MeetingDate("2020-01-01", "day", "caller")},
        {"meeting_date": MeetingDate(DAY, "dag", "caller")},
        {"participants": ["Anna"]},
        {"organ": ["a"]},
    ],
    ids=str,
)
def test_a_value_of_another_type_is_refused_at_once(given):
    with pytest.raises(InvalidOption):
        Minutes.from_text(source="a", text="x", **given)


def test_only_minutes_are_taken(tmp_path):
    with pytest.raises(InvalidOption):
        Index.rebuild([{"source": "a"}], tmp_path)


def test_one_source_can_be_given_as_it_is(tmp_path):
    Index.rebuild([Minutes.from_text(source=source, text=f"Om {source}.") for source in ("p1", "p")], tmp_path)
    assert Index.remove(tmp_path, "p1").removed == 1
    with Index.open(tmp_path) as index:
        assert index.search("").hits[0].minutes.source == "p"


def test_removing_from_an_index_that_is_not_there_makes_none(tmp_path):
    with pytest.raises(IndexMissing):
        Index.remove(tmp_path / "inget", ["a"])
    assert list(tmp_path.iterdir()) == []


def test_synonyms_that_are_not_there_are_an_error(tmp_path):
    indexed(tmp_path).close()
    with pytest.raises(InvalidSetting):
        Index.open(tmp_path, synonyms=tmp_path / "finns inte.txt")


def test_years_that_run_backwards_are_turned_round(tmp_path):
    with indexed(tmp_path, meeting_date=MeetingDate(DAY, "day", "caller")) as index:
        assert index.search("budget", years=(2021, 2019)).total.meetings == 1


@pytest.mark.parametrize("options", [{"organ": 5}, {"without": [5]}, {"kind": [None]}], ids=str)
def test_a_filter_of_another_type_is_refused(tmp_path, options):
    with indexed(tmp_path) as index, pytest.raises(InvalidOption):
        index.search("budget", **options)


def test_a_query_without_words_says_so(tmp_path):
    with indexed(tmp_path) as index:
        assert "inga ord" in index.search("😀 %").explanation
