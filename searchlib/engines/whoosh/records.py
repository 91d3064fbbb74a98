"""How minutes are stored: compressed records, read only when they are looked at.

A record belongs to the row with which it begins and holds the sections of that row and of the following ones,
up to some 16,000 characters; rows inside a record have an empty one. The record of row 0 also holds what is
known of the whole meeting. A record is a line of JSON, then the texts end to end, deflated with a dictionary
of what all minutes have in common.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, overload

from searchlib.documents import Minutes, Section
from searchlib.errors import IndexDamaged
from searchlib.minutes_record import as_record, from_record

_RECORD_SIZE: Final = 16_000
_LEVEL: Final = 2

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

# Copied for each record: cheaper than reading the dictionary anew.
_BEGUN: Final = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15, zdict=_DICTIONARY)
_line: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


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
    line = _line(head)
    text = "".join([line, "\n", *(section.text for section in sections)])
    deflate = _BEGUN.copy()
    return deflate.compress(text.encode("utf-8", "surrogatepass")) + deflate.flush()


def _unpacked(record: bytes | memoryview) -> tuple[dict[str, Any], str]:
    inflate = zlib.decompressobj(-15, zdict=_DICTIONARY)
    try:
        text = inflate.decompress(record).decode("utf-8", "surrogatepass")
        line, _, texts = text.partition("\n")
        return json.loads(line), texts
    except (zlib.error, ValueError) as error:
        raise IndexDamaged("stored minutes", str(error)) from error


ReadRecord = Callable[[int], bytes | memoryview]


def stored_minutes(read: ReadRecord) -> Minutes:
    """The minutes whose records `read` gives by row; further sections are read when they are looked at."""
    head, texts = _unpacked(read(0))
    data = head["minutes"]
    return from_record(data, StoredSections(data["count"], read, _sections(head, texts)))


def _sections(head: dict[str, Any], texts: str) -> list[Section]:
    sections: list[Section] = []
    start = 0
    for section_id, number, position, heading, page, length in head["sections"]:
        sections.append(Section(section_id, number, position, heading, texts[start : start + length], page))
        start += length
    return sections


class StoredSections(Sequence[Section]):
    """The sections of stored minutes: equal to their tuple, but read record by record. Safe between threads."""

    def __init__(self, count: int, read: ReadRecord, first: Sequence[Section]) -> None:
        self._count = count
        self._read = read
        self._known = dict(enumerate(first))

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
        if index not in self._known:
            self._load(index)
        return self._known[index]

    def _load(self, index: int) -> None:
        row = index + 1
        while not (record := self._read(row)):
            row -= 1
        for offset, section in enumerate(_sections(*_unpacked(record))):
            self._known[row - 1 + offset] = section

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
