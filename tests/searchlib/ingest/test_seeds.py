"""The customer's five documents, row by row as their expectations say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from searchlib.documents import Minutes
from searchlib.ingest.reading import read_minutes

FILES = {
    "000": "000_ed067d1bd61e5b16.txt",
    "001": "001_c610947463ad127c.txt",
    "002": "002_24118b572f7133df.txt",
    "003": "003_2e19dc862be6cd10.txt",
    "004": "004_c412572d39cd7b5d.txt",
}


@pytest.fixture(scope="module")
def seeds(testdata: Path) -> dict[str, Minutes]:
    found = {}
    for name, file in FILES.items():
        (found[name],) = read_minutes(testdata / "seeds" / file, file)
    return found


def headed(minutes: Minutes) -> list[tuple[str | None, str | None]]:
    return [(section.number, section.heading) for section in minutes.sections if section.number or section.heading]


def text_of(minutes: Minutes) -> str:
    return "\n".join(f"{section.heading or ''}\n{section.text}" for section in minutes.sections)


@pytest.mark.parametrize(
    ("name", "kind", "date", "source", "reference", "sections"),
    [
        ("000", "minnesanteckningar", None, "none", None, 10),
        ("001", "minnesanteckningar", "2024-11-18", "label", "RS/240542", 11),
        ("002", "minnesanteckningar", "2015-10-23", "page_header", None, 9),
        ("003", "webbsida", None, "none", None, 9),
        ("004", "minnesanteckningar", "2017-03-08", "title", None, 8),
    ],
)
def test_every_row_of_the_table_is_met(
    seeds: dict[str, Minutes],
    name: str,
    kind: str,
    date: str | None,
    source: str,
    reference: str | None,
    sections: int,
) -> None:
    minutes = seeds[name]
    value = minutes.meeting_date.value
    assert minutes.kind == kind
    assert (str(value) if value else None, minutes.meeting_date.source) == (date, source)
    assert minutes.reference_number == reference
    assert len(headed(minutes)) == sections


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("000", "000_ed067d1bd61e5b16"),
        ("001", "Minnesanteckningar 2024-11-18"),
        ("002", "Minnesanteckningar 2015-10-23"),
        ("003", "Minnesanteckningar och övriga dokument"),
        ("004", "Minnesanteckningar 2017-03-08"),
    ],
)
def test_titles_are_their_own_or_kind_and_date_or_the_file(seeds: dict[str, Minutes], name: str, title: str) -> None:
    assert seeds[name].title == title


def test_000_has_ten_numbered_sections_and_the_first_has_no_heading(seeds: dict[str, Minutes]) -> None:
    assert headed(seeds["000"]) == [
        ("1", None),
        ("2", "Presentation av dagordningen"),
        ("3", "Föregående minnesanteckning"),
        ("4", "Höstens seminarieserie"),
        ("5", "Årsberättelse 2020 och handlingsplan 2021"),
        ("6", "IOP Nätverket Värmlands Idéburna"),
        ("7", "Pandemins påverkan idéburen sektor"),
        ("8", "Nytt sen sist"),
        ("9", "Mötestider 2021"),
        ("10", "Övriga frågor"),
    ]


def test_000_keeps_its_web_addresses_whole(seeds: dict[str, Minutes]) -> None:
    text = text_of(seeds["000"])
    assert "/radet-for-ideburna-organisationer/" in text
    assert "medborgardialogdelaktighet/demokratiresanenpodcastomdemokrati.26542.html" in text
    assert not re.search(r"(?m)^(?:organisationer/|atiresan)", text)


def test_001_numbers_list_items_and_headings_alike(seeds: dict[str, Minutes]) -> None:
    sections = headed(seeds["001"])
    assert [number for number, _ in sections] == [str(number) for number in range(1, 12)]
    assert sections[3][1] == "Information om revidering av Värmlandsstrategin, Malin Vikner"
    assert sections[4:7] == [
        ("5", "Nytt sen sist"),
        ("6", "Civilsamhället som arbetsgivare, Värmlands idéburna"),
        ("7", "Kommuntorné 2025, information"),
    ]
    assert sections[-1] == ("11", "Mötet avslutas")
    assert next(section.text for section in seeds["001"].sections if section.number == "7") == ""


def test_001_names_who_was_there(seeds: dict[str, Minutes]) -> None:
    roles = {person.name: person.role for person in seeds["001"].participants}
    present = """Sofia Magnusson, Marie Persson, Fredrik Larsson, Anna Tyrén, Alexander Zuniga, Monica Ekström,
        Thomas Sundenhammar, Therese Hugosson, Leif Andersson, Sofia Nordström, Jennifer Reuter"""
    assert {" ".join(name.split()) for name in present.split(",")} <= set(roles)
    assert roles["Sofia Magnusson"] == "ordförande"
    assert {name for name, role in roles.items() if role == "inbjuden"} == {
        "Malin Vikner",
        "Sara Emsevik",
        "Elina Christoffersson",
    }


def test_002_has_nine_plain_headings(seeds: dict[str, Minutes]) -> None:
    assert [heading for _, heading in headed(seeds["002"])] == [
        "Inledning",
        "Nationella överenskommelsen",
        "Åsiktsbarometer",
        "Idéburet offentligt partnerskap",
        "Samverkansavtal landstinget – HSO Värmland (Handikappförbunden Värmland)",
        "Open Space",
        "Återkoppling",
        "Verksamhetsbidrag 2017",
        "Avslutning",
    ]


def test_002_is_paragraphs_without_furniture_or_welded_words(seeds: dict[str, Minutes]) -> None:
    text = text_of(seeds["002"])
    assert "hälso- sjukvård och omsorg" in text
    assert "tjänstemanna- och politiska" in text
    assert "\uf0b7" not in text
    assert "LANDSTINGET I VÄRMLAND" not in text
    assert "Diarienummer" not in text
    assert "arbetsgruppen som funnits sedan mötet den 23 januari. Förutom Bo ingår" in text
    assert (
        "har skrivit under utan också förvaltningschefer" in text
        or "skrivit under utan också förvaltningschefer" in text
    )


def test_003_is_the_page_without_its_frame(seeds: dict[str, Minutes]) -> None:
    minutes = seeds["003"]
    headings = [heading for _, heading in headed(minutes)]
    expected = [
        "Aktiviteter 2018",
        "Aktiviteter under 2017",
        "Rapport DIALOG",
        "Den nationella överenskommelsen",
        "Idéburna organisationer",
        "2017",
        "2016",
        "2015",
    ]
    assert [heading for heading in headings if heading in expected] == expected
    text = text_of(minutes)
    for frame in ("Till startsidan", "Start / Politik", "Sidan uppdaterad", "Hjälpte sidan dig", "\u00a0", "172 kB"):
        assert frame not in text


def test_004_has_eight_headings_of_two_ranks_and_eleven_people(seeds: dict[str, Minutes]) -> None:
    headings = [heading for _, heading in headed(seeds["004"])]
    assert headings[0] == (
        "Arbetsgrupp med inriktning mot en överenskommelse mellan idéburna inom det sociala området och landstinget"
    )
    assert headings[1:] == [
        "Presentationsrunda",
        "Förändrade förutsättningar",
        "Informationsbrev",
        "Bilder att diskutera och reflektera kring",
        "Utvecklingsnätverk samverkansformer – IOP",
        "Handikappförbund och pensionärsråd",
        "Fortsatt planering",
    ]
    people = [person.name for person in seeds["004"].participants]
    assert (people[0], people[-1], len(people)) == ("Stefan Lundmark", "Anna-Carin Johansson", 11)


@pytest.mark.parametrize("name", ["000", "002", "003"])
def test_nobody_is_invented(seeds: dict[str, Minutes], name: str) -> None:
    assert seeds[name].participants == ()
