"""From extracts and texts to minutes: what is given, what is kept, what is identified."""

from __future__ import annotations

import contextlib
import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.documents import MeetingDate, Minutes, Participant, minutes_id
from searchlib.errors import EmptyFile, FileTooLarge, NoText, SearchlibError
from searchlib.ingest.body import body_of
from searchlib.ingest.extracts import Block, Outline, PagedText
from searchlib.ingest.formats import html, markdown, plain
from searchlib.ingest.given import Given
from searchlib.ingest.minutes import build_minutes
from searchlib.text import normalised
from tests.searchlib.ingest.texts import outline, read_html, read_markdown, read_plain, whole_text

NOTES = """
Byarådet
Minnesanteckningar 2019-03-14

Närvarande: Eva Strand (S), ordförande, Nils Ahl, Byalaget, och Maj Lund

1. Öppnande
Eva öppnar mötet.

2. Bron
Bron lagas i höst. Dnr BR 2019/12

Vid anteckningarna
Nils Ahl
"""


def test_a_text_is_understood_whole() -> None:
    minutes = read_plain(NOTES)
    assert minutes.title == "Minnesanteckningar 2019-03-14"
    assert (minutes.organ, minutes.kind) == ("Byarådet", "minnesanteckningar")
    assert minutes.meeting_date == MeetingDate(datetime.date(2019, 3, 14), "day", "title")
    assert outline(minutes) == [("1", "Öppnande"), ("2", "Bron")]
    assert minutes.participants == (
        Participant("Eva Strand", "ordförande"),
        Participant("Nils Ahl", "Byalaget"),
        Participant("Maj Lund"),
    )
    assert minutes.reference_numbers == ("BR 2019/12",)
    assert minutes.warnings == ()


def test_what_is_given_overrules_what_the_text_says() -> None:
    known = Given(
        title="Vårmöte",
        meeting_date=MeetingDate(datetime.date(2020, 1, 2), "day", "caller"),
        organ="Rådet",
        kind="protokoll",
        reference_number="X/1",
        participants=(Participant("Bo Ek"),),
        url="https://exempel.se/",
        place="Ladan",
    )
    minutes = read_plain(NOTES, given=known)
    assert (minutes.title, minutes.organ, minutes.kind, minutes.place) == ("Vårmöte", "Rådet", "protokoll", "Ladan")
    assert minutes.meeting_date == known.meeting_date
    assert minutes.reference_numbers == ("X/1", "BR 2019/12")
    assert minutes.participants == known.participants
    assert minutes.url == "https://exempel.se/"


def test_from_text_is_one_minutes_whose_date_stays_as_the_caller_said() -> None:
    unknown = Minutes.from_text(source="diarium/1", text=NOTES, meeting_date=MeetingDate.unknown())
    assert unknown.meeting_date == MeetingDate.unknown()
    assert unknown.id == minutes_id("diarium/1")
    given_date = MeetingDate(datetime.date(1999, 1, 1), "year", "caller")
    assert Minutes.from_text(source="d", text=NOTES, meeting_date=given_date).meeting_date == given_date


def test_from_text_reads_what_it_is_not_given() -> None:
    minutes = Minutes.from_text(source="diarium/1", text=NOTES)
    assert str(minutes.meeting_date.value) == "2019-03-14"
    assert [section.heading for section in minutes.sections] == [None, "Öppnande", "Bron"]


@pytest.mark.parametrize("text", ["", "  \n\t\n", "\u200b\u00ad\n"])
def test_a_blank_text_is_an_empty_file(text: str) -> None:
    with pytest.raises(EmptyFile):
        Minutes.from_text(source="x", text=text)


def test_a_text_past_the_limit_is_refused() -> None:
    with pytest.raises(FileTooLarge):
        Minutes.from_text(source="x", text="a" * (plain.LIMIT + 1))


@pytest.mark.parametrize("extract", [plain.extract, markdown.extract, html.extract])
def test_a_file_past_the_limit_is_refused(extract: object) -> None:
    with pytest.raises(FileTooLarge):
        extract(b"a" * (plain.LIMIT + 1), "x")  # type: ignore[operator]


@pytest.mark.parametrize("extract", [PagedText(("3 (5)\n\fSida 4",)), Outline(()), PagedText(("",))])
def test_nothing_but_furniture_is_no_text(extract: PagedText | Outline) -> None:
    with pytest.raises(NoText):
        build_minutes(extract, source="x")


def test_a_document_without_headings_is_one_section_at_position_0() -> None:
    (section,) = read_plain("Rådet möttes och drack kaffe.").sections
    assert (section.position, section.number, section.heading) == (0, None, None)
    assert section.id == "inledande-text"


def test_sections_count_from_one_after_the_text_before_them() -> None:
    minutes = read_plain("Byarådet\n\n1. Öppnande\nEva öppnar.\n\n2. Val\nNils väljs.")
    assert [section.position for section in minutes.sections] == [0, 1, 2]
    without = read_plain("1. Öppnande\nEva öppnar.\n\n2. Val\nNils väljs.")
    assert [section.position for section in without.sections] == [1, 2]


def test_section_ids_are_slugs_that_survive_edits_elsewhere() -> None:
    before = read_markdown("# Möte\n\n## Åkeri & ägande\n\nText.\n\n## Val\n\nText.\n\n## Val\n\nText.\n")
    after = read_markdown(
        "# Möte\n\n## Nytt\n\nText.\n\n## Åkeri & ägande\n\nMer.\n\n## Val\n\nText.\n\n## Val\n\nAnnat.\n"
    )
    assert [section.id for section in before.sections[1:]] == ["akeri-agande", "val", "val-2"]
    assert {section.id for section in before.sections} < {section.id for section in after.sections}


def test_ids_are_distinct_even_when_a_heading_looks_like_an_ordinal() -> None:
    minutes = read_markdown("# M\n\n## Val\n\nA.\n\n## Val 2\n\nB.\n\n## Val\n\nC.\n\n## Val\n\nD.\n")
    ids = [section.id for section in minutes.sections]
    assert len(set(ids)) == len(ids)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=90), min_size=1, max_size=8))
def test_ids_of_any_headings_are_distinct_short_and_safe_in_addresses(headings: list[str]) -> None:
    blocks = [block for heading in headings for block in (Block("heading", heading, 2), Block("paragraph", "Text."))]
    (minutes,) = build_minutes(Outline(tuple(blocks)), source="x")
    ids = [section.id for section in minutes.sections]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", one) and len(one) <= 60 for one in ids)


TWO = """
Protokoll styrelsemöte
Datum: 2019-03-14

§ 1 Öppnande
Eva öppnar mötet och hälsar alla välkomna till den nya lokalen i byn. Dagordningen godkänns utan ändringar.
Kassören redogör för läget, som är gott. Styrelsen tackar för arbetet och går vidare till nästa punkt på listan.

Protokoll styrelsemöte
Datum: 2019-04-11

§ 1 Öppnande
Nils öppnar mötet, eftersom Eva är sjuk. Rådet hälsar henne.
"""


def test_several_minutes_in_one_file_become_several() -> None:
    extract = plain.extract(TWO.encode(), "allt.txt")
    first, second = build_minutes(extract, source="allt.txt", given=Given(organ="Byarådet", title="Allt"))
    assert [str(one.meeting_date.value) for one in (first, second)] == ["2019-03-14", "2019-04-11"]
    assert (first.id, second.id) == (minutes_id("allt.txt", 0), minutes_id("allt.txt", 1))
    assert first.organ == second.organ == "Byarådet"
    assert "Nils öppnar" in whole_text(second)
    assert "Nils öppnar" not in whole_text(first)


def test_minutes_that_speak_of_other_minutes_stay_one() -> None:
    text = TWO.replace(
        "Protokoll styrelsemöte\nDatum: 2019-04-11\n\n§ 1 Öppnande", "Protokoll från mötet 2019-02-01 godkänns."
    )
    assert len(build_minutes(plain.extract(text.encode(), "a.txt"), source="a.txt")) == 1


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


LINES = st.lists(
    st.sampled_from(
        [
            "",
            "§ 1 Öppnande",
            "§ 2",
            "Val av kassör",
            "1. Ekonomi",
            "2. Övrigt",
            "Ordföranden hälsar alla välkomna till mötet i den nya lokalen vid",
            "ån, som har rustats upp under sommaren. Rådet tackar kommunen och",
            "byalaget för arbetet.",
            "- en punkt",
            "Närvarande: Eva Strand (S), Nils Ahl",
            "Dnr KS 2019/12",
            "2018",
            "Namn\tRoll",
        ]
    ),
    max_size=25,
)


@given(LINES)
@settings(max_examples=200)
def test_the_sections_together_hold_every_word_in_order(lines: list[str]) -> None:
    """Number, heading and text of all sections give the letters of the text back (no word is broken in it)."""
    extract = PagedText(("\n".join(lines),))
    body = body_of(extract)
    if body.is_empty:
        return
    minutes = build_minutes(extract, source="x")
    given_back = letters("".join(whole_text(one) for one in minutes))
    # The sign of a paragraph is no letter, and neither is the mark of a list.
    assert given_back == letters("".join(line.text for line in body.lines))


@given(st.text(st.sampled_from("§ 12.:\n\tAaåÖ-|#*()/kPpunkt"), max_size=120))
@settings(max_examples=200)
def test_any_text_is_read_or_refused(text: str) -> None:
    for extract in (plain.extract_text(normalised(text)), markdown.outline_of(normalised(text))):
        with contextlib.suppress(SearchlibError):
            assert build_minutes(extract, source="x")


@given(st.text(st.sampled_from("<>/=\"' abdivphtrl123§å!-[]&;\n"), max_size=150))
@settings(max_examples=200)
def test_any_page_is_read_or_refused(page: str) -> None:
    with contextlib.suppress(SearchlibError):
        assert build_minutes(html.extract(page.encode(), "x"), source="x")


def test_a_page_of_any_depth_is_read() -> None:
    assert "djupt nere" in whole_text(read_html("<div>" * 30_000 + "djupt nere"))


def test_a_page_of_nothing_but_tags_is_refused() -> None:
    with pytest.raises(SearchlibError):
        html.extract(b"<p>a" * (html.MAX_TAGS + 1), "x")


def test_a_page_that_the_parser_rejects_costs_no_more_than_itself() -> None:
    with contextlib.suppress(SearchlibError):
        html.extract(b"<![" * 2000, "x")


def test_headings_of_a_word_processor_are_headings_and_its_contents_are_left_out() -> None:
    minutes = read_html(
        '<p class="MsoToc1">Bron 2</p><p class="Rubrik1">Bron</p><p>Den lagas.</p>'
        '<p class="Rubrik1">Vägen</p><p>Den asfalteras.</p>'
    )
    assert outline(minutes) == [(None, "Bron"), (None, "Vägen")]
    assert "Bron 2" not in whole_text(minutes)
