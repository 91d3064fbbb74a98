"""How minutes are stored: compressed records, read only when they are looked at.

A record belongs to the row with which it begins and holds the sections of that row and of the following ones,
up to some 16,000 characters; rows inside a record have an empty one. The record of row 0 also holds what is
known of the whole meeting. A record is a line of JSON, then the texts end to end, deflated with a dictionary
of what all minutes have in common.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple, overload

from searchlib.documents import Minutes, Section
from searchlib.engines.whoosh.deflate import deflated, inflated
from searchlib.errors import IndexDamaged
from searchlib.minutes_record import as_record, from_record

_RECORD_SIZE: Final = 16_000

# Deflate finds repetitions of these from the first byte on; common words last, where they are cheapest to name.
_DICTIONARY: Final = (
    '{"minutes":{"id":"","sources":[".txt"],"title":"Protokoll sammanträde","kind":"protokoll","organ":"styrelsen",'
    '"date":["20","day","label"],"reference_number":null,"reference_numbers":[],"participants":[],"place":null,'
    '"url":null,"links":[],"warnings":[]},"sections":[["",null,0,null,null,1'
    "ledamot ersättare ordförande sekreterare justerare närvarande tjänstgörande paragraf ärende diarienummer "
    "föredragning anteckningar bakgrund yrkande reservation bilaga redovisning information beslutsunderlag "
    "tjänsteutlåtande förvaltningen verksamheten kommunfullmäktige regionstyrelsen kommunstyrelsen regeringen "
    "Sverige myndighet samverkan överenskommelse organisationer föreningar civilsamhället arbetsgruppen "
    "medborgare utveckling kostnader åtgärder möjlighet tidigare genom mellan också eller efter enligt under "
    "vid kunna skulle finns måste detta dessa denna deras inte från ett har till med den som det att för och är "
).encode()

_line: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_read_line: Final = json.JSONDecoder().raw_decode


def records_of(minutes: Minutes) -> list[bytes]:
    """The records of all rows, row 0 first."""
    records: list[bytes] = []
    for sections in _grouped(minutes.sections):
        head: dict[str, Any] = {} if records else {"minutes": {**as_record(minutes), "count": len(minutes.sections)}}
        head["sections"] = [
            [one.id, one.number, one.position, one.heading, one.page, len(one.text)] for one in sections
        ]
        # The record of row 0 holds the first sections too.
        records += [_packed(head, sections), *[b""] * (len(sections) - bool(records))]
    return records


def _grouped(sections: Sequence[Section]) -> Iterator[list[Section]]:
    group: list[Section] = []
    size = 0
    first = True
    for section in sections:
        if group and size + len(section.text) > _RECORD_SIZE:
            yield group
            group, size, first = [], 0, False
        group.append(section)
        size += len(section.text)
    if group or first:
        yield group


def _packed(head: dict[str, Any], sections: Sequence[Section]) -> bytes:
    text = "".join([_line(head), "\n", *(section.text for section in sections)])
    return deflated(text.encode("utf-8", "surrogatepass"), _DICTIONARY)


class _Unpacked(NamedTuple):
    """A record again: what its line says, its text, and where in the text that of each section begins."""

    head: dict[str, Any]
    text: str
    starts: Sequence[int]

    def section(self, index: int) -> Section:
        section_id, number, position, heading, page, length = self.head["sections"][index]
        start = self.starts[index]
        return Section(section_id, number, position, heading, self.text[start : start + length], page)


def _unpacked(record: bytes | memoryview) -> _Unpacked:
    try:
        text = inflated(record, _DICTIONARY).decode("utf-8", "surrogatepass")
        head, end = _read_line(text)
    except ValueError as error:
        raise IndexDamaged("stored minutes", str(error)) from error
    # The text of the first section begins after the line's end.
    starts = [end + 1]
    for *_, length in head["sections"]:
        starts.append(starts[-1] + length)
    return _Unpacked(head, text, starts)


ReadRecord = Callable[[int], bytes | memoryview]


def stored_minutes(read: ReadRecord) -> Minutes:
    """The minutes whose records `read` gives by row; further sections are read when they are looked at."""
    first = _unpacked(read(0))
    data = first.head["minutes"]
    return from_record(data, StoredSections(data["count"], read, first))


def _held(first: int, record: _Unpacked) -> dict[int, tuple[int, _Unpacked]]:
    return dict.fromkeys(range(first, first + len(record.starts) - 1), (first, record))


class StoredSections(Sequence[Section]):
    """The sections of stored minutes: equal to their tuple, but read record by record. Safe between threads."""

    def __init__(self, count: int, read: ReadRecord, first: _Unpacked) -> None:
        self._count = count
        self._read = read
        # For each section that can be told already, its record and which section is the first of that.
        self._held = _held(0, first)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Section: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Section, ...]: ...
    def __getitem__(self, index: int | slice) -> Section | tuple[Section, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(self._count)))
        if not -self._count <= index < self._count:
            raise IndexError(index)
        index %= self._count
        if index not in self._held:
            self._read_around(index)
        first, record = self._held[index]
        return record.section(index - first)

    def _read_around(self, index: int) -> None:
        first = index
        while not (record := self._read(first + 1)):
            first -= 1
        self._held |= _held(first, _unpacked(record))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
