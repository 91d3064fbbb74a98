"""Files that other programs have written: python-docx and odfpy, from the same made-up minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchlib import read_minutes

OFFICE = Path(__file__).resolve().parents[3] / "data" / "office"


@pytest.mark.parametrize("name", ["radet.docx", "radet.odt"])
def test_minutes_from_a_word_processor_come_out_whole(name: str) -> None:
    (minutes,) = read_minutes(OFFICE / name)
    assert minutes.title == "Protokoll från Rådet för bygdegårdar"
    assert minutes.organ == "Rådet för bygdegårdar"
    assert str(minutes.meeting_date.value) == "2021-05-18"
    assert minutes.meeting_date.source == "label"
    assert [person.name for person in minutes.participants] == ["Märta Öst", "Nils Åkerö"]
    assert [(section.number, section.heading) for section in minutes.sections if section.number] == [
        ("1", "Mötets öppnande"),
        ("2", "Bidrag till samlingslokaler"),
        ("3", "Nästa möte"),
    ]


def test_the_page_header_gives_the_reference_number() -> None:
    (minutes,) = read_minutes(OFFICE / "radet.docx")
    assert minutes.reference_number == "RE/2021-117"


def test_automatic_numbers_of_a_list_are_read() -> None:
    (minutes,) = read_minutes(OFFICE / "radet.docx")
    assert "1. tak och fasader först\n2. därefter tillgänglighet" in minutes.sections[2].text
