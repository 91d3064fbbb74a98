"""The grammar of dates, and which date is the meeting's."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.ingest.dates import find_dates, find_year
from searchlib.ingest.meeting_date import Evidence, find_meeting_date


def spelled(text: str, *, compact: bool = False) -> list[str]:
    """Dates as ISO, with ? for the parts that are missing."""
    return [
        f"{found.year or '?'}-{found.month or '?'}-{found.day or '?'}" for found in find_dates(text, compact=compact)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-03-14", ["2019-3-14"]),
        ("2019-03-14Diarienummer", ["2019-3-14"]),
        ("Datum2019-03-14", ["2019-3-14"]),
        ("2016-02.01", ["2016-2-1"]),
        ("2016/02/01", ["2016-2-1"]),
        ("1.2.2016", ["2016-2-1"]),
        ("2019-03", ["2019-3-?"]),
        ("den 14 mars 2019", ["2019-3-14"]),
        ("torsdagen den 14:e mars 2019 kl. 18.30", ["2019-3-14"]),
        ("14 mars", ["?-3-14"]),
        ("mars 2019", ["2019-3-?"]),
        ("14 mars -19", ["2019-3-14"]),
        ("14 mars -87", ["1987-3-14"]),
        ("14 sept. 2019", ["2019-9-14"]),
        ("14–15 maj 2019", ["2019-5-14"]),
        ("den 14 och 15 maj 2019", ["2019-5-14"]),
        ("30 april–1 maj 2019", ["2019-4-30"]),
        ("15/9 2015", ["2015-9-15"]),
        ("15/9-15", ["2015-9-15"]),
        ("15/9 heldag", ["?-9-15"]),
        ("March 14, 2019", ["2019-3-14"]),
        ("14th of March 2019", ["2019-3-14"]),
        ("31 februari 2019", []),
        ("1900-01-01", []),
        ("2019-13-40", []),
        ("SLK-2024-00074", []),
        ("proposition 2018/19:12", []),
        ("i mars månad", []),
        ("kl. 10.15–12.30", []),
        ("5 753,00 kronor", []),
        ("vecka 12", []),
        ("majoriteten 5 maj 2020", ["2020-5-5"]),
    ],
)
def test_dates_are_found_in_every_spelling(text: str, expected: list[str]) -> None:
    assert spelled(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("KF_240131", ["2024-1-31"]),
        ("styrelsemote_201015", ["2020-10-15"]),
        ("20190314 protokoll", ["2019-3-14"]),
        ("ks-2024-01-10", ["2024-1-10"]),
        ("18-03-14", ["2018-3-14"]),
        ("850314-1234", []),
        ("fraga-200203--0250", []),
        ("kf-2023-01-26-17-bilaga", ["2023-1-26"]),
    ],
)
def test_names_of_files_may_write_dates_together(name: str, expected: list[str]) -> None:
    assert spelled(name, compact=True) == expected


@pytest.mark.parametrize(
    ("text", "year"), [("årsmöte 2017", 2017), ("2015 till 2017", None), ("inget", None), ("2013:363", None)]
)
def test_a_year_is_told_when_there_is_one(text: str, year: int | None) -> None:
    assert find_year(text) == year


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31)))
def test_a_written_date_is_the_same_as_its_iso_form(day: datetime.date) -> None:
    months = [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ]
    written = f"den {day.day} {months[day.month - 1]} {day.year}"
    for text in (day.isoformat(), written, f"{day.day}/{day.month} {day.year}"):
        assert [found.value for found in find_dates(text)] == [day]


@given(st.text(st.sampled_from("0123456789-/. :denmajrs–'å\n"), max_size=40))
def test_the_grammar_never_raises_and_spans_point_into_the_text(text: str) -> None:
    for found in find_dates(text, compact=True):
        assert 0 <= found.start < found.end <= len(text)


def chosen(*lines: str, title: str | None = None, header: tuple[str, ...] = (), source: str = "a.txt") -> str:
    date = find_meeting_date(Evidence(title, header, lines, source)).date
    return f"{date.value} {date.precision} {date.source}"


@pytest.mark.parametrize(
    ("lines", "source", "expected"),
    [
        (["Sammanträdesdatum: 2019-03-14"], "a.txt", "2019-03-14 day label"),
        (["Tid:\ttorsdagen den 14 mars 2019 kl. 9–11"], "a.txt", "2019-03-14 day label"),
        (["Eva LindDatum", "2019-03-14Diarienummer"], "a.txt", "2019-03-14 day label"),
        (["Byarådet", "Älvhem den 14 mars 2019"], "a.txt", "2019-03-14 day first_lines"),
        (["Möte i styrelsen 14 mars"], "2019/mote.txt", "2019-03-14 day first_lines"),
        (["Nästa möte är den 14 mars 2019."], "a.txt", "None unknown none"),
        (["Nästa möte: 2019-03-14"], "a.txt", "None unknown none"),
        (["Svar ska lämnas senast den 14 mars 2019"], "a.txt", "None unknown none"),
        (["Datum för justering: 2019-03-14"], "a.txt", "None unknown none"),
        (["Justeringsdatum: 2019-03-14"], "a.txt", "None unknown none"),
        (["Bordlagt den 14 mars 2019"], "a.txt", "None unknown none"),
        (["Protokoll", "2019-03-14"], "protokoll 2019-03-15.txt", "2019-03-14 day first_lines"),
        ([], "protokoll_190314.txt", "2019-03-14 day file_name"),
        ([], "2019-03-14/protokoll.txt", "2019-03-14 day folder_name"),
        ([], "2019/protokoll.txt", "2019-01-01 year folder_name"),
        ([], "protokoll mars 2019.txt", "2019-03-01 month file_name"),
        ([], "1900-01-01_fraga.txt", "None unknown none"),
        ([], "lag_2013-363.txt", "None unknown none"),
    ],
)
def test_the_meeting_date_is_the_most_trusted_and_never_an_announced_one(
    lines: list[str], source: str, expected: str
) -> None:
    assert chosen(*lines, source=source) == expected


def test_a_title_is_trusted_more_than_a_page_header() -> None:
    found = chosen(title="Minnesanteckningar 14 mars 2019", header=("REGIONEN 2019-03-20 2 (4)",))
    assert found == "2019-03-14 day title"


def test_a_page_header_is_trusted_more_than_the_name_of_the_file() -> None:
    assert chosen(header=("REGIONEN 2019-03-20 2 (4)",), source="190401.txt") == "2019-03-20 day page_header"


def test_a_labelled_page_header_is_a_label() -> None:
    assert chosen(header=("Sammanträdesdatum: 2019-03-14",)) == "2019-03-14 day label"


def test_an_exact_day_completes_a_title_that_names_the_year_only() -> None:
    assert chosen("Datum: 2019-03-14", title="Årsmöte 2019") == "2019-03-14 day label"
    assert chosen(title="Årsmöte 2019", source="arsmote_190314.txt") == "2019-03-14 day file_name"


def test_days_that_disagree_are_reported() -> None:
    dating = find_meeting_date(Evidence("Möte 14 mars 2019", (), (), "mote_190321.txt"))
    assert str(dating.date.value) == "2019-03-14"
    assert [str(other.value) for other in dating.conflicts] == ["2019-03-21"]
