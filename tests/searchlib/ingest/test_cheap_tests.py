"""Cheap tests that stand before patterns keep nothing from them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.ingest import known_furniture, numbering, participants, plain_headings, references

NEVER = "Närvarande FRÅNVARANDE Deltog Beslutande Övriga ÖVRIGA Ersättare Sekreterare Ordförande Justerare Vid Vıd Vİd"
NEVER += (
    " Protokoll Minnesanteckningar MİNNESANTECKNINGAR Mötesanteckningar Anteckningar Dagordning Program Underskrift"
)
NEVER += " 12 2015 maj Plats: protokollet närvarande Anna Rubrik 3,5 a:b"
FURNITURE = (
    "3 (5) Sida 2 av 10 - – Datum Diarienummer Just. Justerandes sign Utdragsbestyrkande bestyrkes .... … ___ Sid."
)
FURNITURE += " ordförandens 2019-03-12 Kommunstyrelsen protokoll \ufffd\ufffd\ufffd 12"
LABELS = (
    "Diarienummer: ärendenr DIARIENR Ärendenummer dnr Dnr. DNR KS 2019/22 telefonnummer nr Nummer diarieNUMMER 12345"
)
NAMED = "Deltog gjorde Närvarande var På mötet deltog Gäst Gäster deltog. närvarade. Anna Ek Bo Lind , (M) och ordet"


def lines(words: str) -> st.SearchStrategy[str]:
    """Lines of some of these words, with single and wider spaces between them."""
    pieces = st.tuples(st.sampled_from(words.split()), st.sampled_from([" ", "", "  ", "\t"]))
    return st.lists(pieces, min_size=1, max_size=7).map(
        lambda row: "".join(word + space for word, space in row).strip()
    )


@settings(max_examples=500)
@given(lines(NEVER).filter(lambda line: line[0].isupper() or line[0].isdecimal()))
def test_no_line_that_is_never_a_heading_is_passed_over(line: str) -> None:
    assert plain_headings._never.match(line) is None or plain_headings._is_never_heading(line)


@settings(max_examples=500)
@given(lines(FURNITURE))
def test_no_known_furniture_is_passed_over(line: str) -> None:
    patterns = (known_furniture._known, known_furniture._header, known_furniture._leaders)
    known = known_furniture._hint.search(line) and any(pattern.fullmatch(line) for pattern in patterns)
    assert known_furniture.is_known(line) == (bool(known) and len(line) <= 200)


@settings(max_examples=500)
@given(st.lists(lines(LABELS), max_size=4).map("\n".join))
def test_no_label_of_a_reference_number_is_passed_over(head: str) -> None:
    found = references._label.search(head) or references._label_above.search(head)
    assert found is None or references._label_cues.within(head)


@settings(max_examples=500)
@given(lines(NAMED))
def test_no_line_that_names_people_is_passed_over(line: str) -> None:
    found = participants._inline.search(line) or participants._took_part.search(line)
    assert found is None or participants._inline_cues.within(line)


@settings(max_examples=500)
@given(lines("§ 12 3.4 5. 2019 2019/20 1: 1:1 7) - • 12a 4Rubrik Punkt Ärende PUNKT nr text"))
def test_no_number_of_a_section_is_passed_over(line: str) -> None:
    patterns = (numbering._paragraph, numbering._paragraph_after, numbering._word, numbering._plain, numbering._glued)
    assert not any(pattern.match(line) for pattern in patterns) or numbering.number_starts([line]) == [0]
