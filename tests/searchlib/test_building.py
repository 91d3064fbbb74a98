"""What the catalogue knows of a document stays as it was written by earlier versions."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace

from searchlib.building import _content_fingerprint
from searchlib.documents import MeetingDate, Minutes, Participant, Section

MINUTES = Minutes(
    id="a1",
    sources=("diarium/1", "diarium/2"),
    title="Råd’\udc80",
    kind=None,
    organ="Kulturnämnden",
    meeting_date=MeetingDate(datetime.date(2019, 2, 3), "day", "caller"),
    sections=(Section("inledande-text", None, 0, None, "Åhörare\udcff", None), Section("1-a", "1", 1, "A", "", 2)),
    participants=(Participant("Anna Ek", "ordförande"),),
)


def test_a_fingerprint_is_that_of_the_minutes_without_sections_then_of_each_section() -> None:
    known = hashlib.blake2b(repr(replace(MINUTES, sections=())).encode("utf-8", "surrogatepass"), digest_size=12)
    for one in MINUTES.sections:
        text = one.text.encode("utf-8", "surrogatepass")
        known.update(repr((one.id, one.number, one.position, one.heading, one.page, len(text))).encode())
        known.update(text)
    assert _content_fingerprint(MINUTES) == known.hexdigest()
