"""Who took part, with the role that the minutes give."""

from __future__ import annotations

import pytest

from searchlib.ingest.lines import Line
from searchlib.ingest.participants import find_participants, listed_people, may_have_participants


def people(text: str) -> list[tuple[str, str | None]]:
    return [(one.name, one.role) for one in find_participants([Line(line) for line in text.split("\n")])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Närvarande: Eva Strand (S), ordförande, Nils Ahl", [("Eva Strand", "ordförande"), ("Nils Ahl", None)]),
        ("Närvarande\nEva Strand\nNils Ahl\n\n§ 1 Val", [("Eva Strand", None), ("Nils Ahl", None)]),
        ("Deltog på mötet gjorde:\n\nEva Strand\nNils Ahl", [("Eva Strand", None), ("Nils Ahl", None)]),
        ("Närvarande:\tEva Strand (S)\tNils Ahl (M)", [("Eva Strand", None), ("Nils Ahl", None)]),
        ("Frånvarande: Eva Strand (S)", [("Eva Strand", "frånvarande")]),
        ("Inbjudna: Eva Strand (punkt 4)", [("Eva Strand", "inbjuden")]),
        ("Ersättare: Eva Strand, Nils Ahl", [("Eva Strand", "ersättare"), ("Nils Ahl", "ersättare")]),
        ("Sekreterare: Anna-Karin von Essen", [("Anna-Karin von Essen", "sekreterare")]),
        (
            "Ordförande: Eva Strand (S). Sekreterare: Nils Ahl",
            [("Eva Strand", "ordförande"), ("Nils Ahl", "sekreterare")],
        ),
        ("Politiker\tEva Strand (S), ordförande Nils Ahl (C)", [("Eva Strand", "ordförande"), ("Nils Ahl", None)]),
        (
            "Närvarande: Eva Strand, Byalaget\nI tjänsten\tNils Ahl, Handläggare Maj Lund, Strateg Olle Berg",
            [("Eva Strand", "Byalaget"), ("Nils Ahl", "Handläggare"), ("Maj Lund", "Strateg"), ("Olle Berg", None)],
        ),
        (
            "Möte i ladan. Eva Strand, Nils Ahl (M) och Maj Lund deltog.",
            [("Eva Strand", None), ("Nils Ahl", None), ("Maj Lund", None)],
        ),
        ("Plats: Röda Korset, Stora Torget", []),
        ("Bron över Stora Ån ska lagas.", []),
        ("", []),
    ],
)
def test_attendance_lists_are_read(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert people(text) == expected


def test_a_list_in_front_matter_is_read() -> None:
    assert [person.name for person in listed_people("Eva Strand (S)\nNils Ahl")] == ["Eva Strand", "Nils Ahl"]


def test_a_text_without_lists_is_passed_by() -> None:
    assert not may_have_participants("Bron ska lagas i höst.")
