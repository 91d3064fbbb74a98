"""Organs are named as they name themselves, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.ingest.organs import find_organ, organ_of_line


@pytest.mark.parametrize(
    ("line", "organ"),
    [
        ("Byggnadsnämnden", "Byggnadsnämnden"),
        ("BYGGNADSNÄMNDEN      2019-03-14", "Byggnadsnämnden"),
        ("Byggnadsnämnden, protokoll 2019-03-14", "Byggnadsnämnden"),
        ("Ekdala kommun\tByggnadsnämnden\tSida 2", "Byggnadsnämnden"),
        ("Protokoll för Regionala pensionärsrådets sammanträde", "Regionala pensionärsrådet"),
        ("Regionalt pensionärsråd", "Regionala pensionärsrådet"),
        ("Landstingets pensionärsråd", "Landstingets pensionärsråd"),
        ("Kultur- och fritidsnämnden", "Kultur- och fritidsnämnden"),
        ("Rådet för hållbara byar", "Rådet för hållbara byar"),
        ("Arbetsgruppen för bron den 3 maj 2019", "Arbetsgruppen för bron"),
        ("Kommunfullmäktige", "Kommunfullmäktige"),
        ("Trafikutskottets betänkande", "Trafikutskottet"),
        ("Nämnden", None),
        ("Styrelsen beslutar att bifalla förslaget.", None),
        ("Målgruppen", None),
        ("Statsrådet", None),
        ("Länsstyrelsen", None),
        ("Föreningar och pensionärsråd", None),
        ("Ekdala kommun", None),
        ("", None),
    ],
)
def test_a_line_names_an_organ_when_it_says_hardly_anything_else(line: str, organ: str | None) -> None:
    assert organ_of_line(line) == organ


@pytest.mark.parametrize(
    ("name", "organ"),
    [
        ("kf-2023-01-26", "Kommunfullmäktige"),
        ("Protokoll_KS_2019-03-14", "Kommunstyrelsen"),
        ("Byggnadsnämnden 2019-03-14", "Byggnadsnämnden"),
        ("goteborg-kf-ks", None),
        ("anteckningar", None),
    ],
)
def test_the_name_of_a_file_is_evidence_too(name: str, organ: str | None) -> None:
    assert find_organ((), (), None, [name]) == organ


def test_a_name_that_goes_on_on_the_next_line_is_whole() -> None:
    assert (
        find_organ((), ["Skrivargruppen inom rådet för", "byarna"], None, ()) == "Skrivargruppen inom rådet för byarna"
    )


def test_the_page_header_is_trusted_more_than_the_file() -> None:
    assert find_organ(["Byggnadsnämnden"], (), None, ["kf-2019"]) == "Byggnadsnämnden"


@given(st.text(st.sampled_from("Rådet för nämnden- och\tkultur ,."), max_size=80))
def test_no_line_makes_it_fail(line: str) -> None:
    found = organ_of_line(line)
    assert found is None or found == found.strip() != ""
