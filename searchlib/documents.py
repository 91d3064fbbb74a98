"""What one file of the corpus becomes: minutes with their sections, date, organ and people."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from searchlib.slot_init import slot_init

if TYPE_CHECKING:
    from searchlib.admission import Fields

Precision = Literal["day", "month", "year", "unknown"]
DateSource = Literal[
    "label",
    "front_matter",
    "title",
    "page_header",
    "first_lines",
    "text",
    "file_name",
    "folder_name",
    "caller",
    "none",
]


@slot_init
@dataclass(frozen=True, slots=True)
class MeetingDate:
    """When the meeting was held, how exactly that is known, and where it was read.

    `value` is the first day of the month or year when `precision` is "month" or "year", and None
    when it is "unknown".
    """

    value: datetime.date | None
    precision: Precision
    source: DateSource

    @classmethod
    def unknown(cls) -> MeetingDate:
        """A meeting that is known to have no date."""
        return cls(None, "unknown", "none")


@slot_init
@dataclass(frozen=True, slots=True)
class Participant:
    """One person of the attendance list. `role` is as the minutes say, or None."""

    name: str
    role: str | None = None


@slot_init
@dataclass(frozen=True, slots=True)
class Section:
    """One numbered or headed part of the minutes; the unit of the index.

    `position` counts from 0 through the document; position 0 is the text before the first heading
    when `number` and `heading` are None. `page` is the page on which the section begins, from 1.
    """

    id: str
    number: str | None
    position: int
    heading: str | None
    text: str
    page: int | None = None


@slot_init
@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of one meeting, or one web page: the unit of the answer.

    `source` is the first of `sources`: paths relative to the corpus with `/` between the parts, or
    whatever name the caller gave. `warnings` are codes of what reading found odd, for `check`.
    """

    id: str
    sources: tuple[str, ...]
    title: str
    kind: str | None
    organ: str | None
    meeting_date: MeetingDate
    sections: Sequence[Section]
    reference_number: str | None = None
    reference_numbers: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    place: str | None = None
    url: str | None = None
    links: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The first source; the id is made from it."""
        return self.sources[0]

    @classmethod
    def from_text(
        cls,
        *,
        source: str,
        text: str,
        title: str | None = None,
        meeting_date: MeetingDate | None = None,
        organ: str | None = None,
        kind: str | None = None,
        reference_number: str | None = None,
        participants: Iterable[Participant] = (),
        url: str | None = None,
    ) -> Minutes:
        """Make minutes of plain text that another program holds; the text is split into sections.

        None means: read it from the text. What the caller gives is not overruled;
        `MeetingDate.unknown()` means known to be undated. Raises EmptyFile when the text is blank,
        FileTooLarge past the limit for text, InvalidOption when a value is not of its type.
        """
        admitted_fields, minutes_from_text = _reading()
        source, title, organ, kind, reference_number, url, meeting_date, people = admitted_fields(
            source, title, organ, kind, reference_number, url, meeting_date, tuple(participants)
        )
        return minutes_from_text(
            source=source,
            text=text,
            title=title,
            meeting_date=meeting_date,
            organ=organ,
            kind=kind,
            reference_number=reference_number,
            participants=people,
            url=url,
        )


@cache
def _reading() -> tuple[Callable[..., Fields], Callable[..., Minutes]]:
    """How values are made sound, and texts read.

    The one import against the stream: documents is the bottom of the tree, reading builds on it.
    """
    from searchlib.admission import admitted_fields
    from searchlib.ingest.from_text import minutes_from_text

    return admitted_fields, minutes_from_text


def minutes_id(source: str, ordinal: int = 0) -> str:
    """The id of the minutes number `ordinal` (from 0) in `source`: twelve hexadecimal digits.

    Made from the source's name and never from its content, so that links survive edits.
    """
    return hashlib.blake2b(f"{source}\0{ordinal}".encode(), digest_size=6).hexdigest()
