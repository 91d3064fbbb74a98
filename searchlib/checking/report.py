"""The report of a check, as values; it goes to JSON as it stands."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass
from typing import Any

from searchlib.documents import DateSource, MeetingDate, Precision


@dataclass(frozen=True, slots=True)
class Understood:
    """What was read of one meeting; `notes` are the codes of `searchlib.ingest.warnings` that concern a reader."""

    source: str
    id: str
    title: str
    date: str | None
    date_precision: Precision
    date_source: DateSource
    organ: str | None
    kind: str | None
    reference_number: str | None
    participants: int
    sections: int
    numbered_sections: int
    notes: tuple[str, ...] = ()

    @property
    def meeting_date(self) -> MeetingDate:
        """The date as minutes hold it."""
        value = datetime.date.fromisoformat(self.date) if self.date else None
        return MeetingDate(value, self.date_precision, self.date_source)


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be read: the kind of error, the reason in English, a sentence in Swedish."""

    source: str
    kind: str
    reason: str
    said: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in the corpus that is no document or is to stay out: temporary, template, link, delisted …"""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A personal number, masked. `line` counts from 1 in text files; elsewhere there is a page or a section."""

    source: str
    masked: str
    line: int | None = None
    page: int | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class SettingProblem:
    """A settings file, or a line of one, that does not do what its author meant."""

    source: str
    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that a check found, each part in order of source. `duplicates` are groups of sources with one text."""

    corpus: str
    understood: tuple[Understood, ...] = ()
    failed: tuple[FailedFile, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    duplicates: tuple[tuple[str, ...], ...] = ()
    personal_numbers: tuple[FoundNumber, ...] = ()
    setting_problems: tuple[SettingProblem, ...] = ()

    @property
    def needs_person(self) -> bool:
        """Whether somebody should look: something is missing, contradictory, or ought not to be published."""
        return bool(
            self.failed
            or self.personal_numbers
            or self.setting_problems
            or any(NEEDS_PERSON.intersection(map(code_of, one.notes)) for one in self.understood)
            or any(one.reason in LEFT_OUT_BY_ACCIDENT for one in self.left_out)
        )


# Notes that a person can do something about. No sections, say, is how some minutes are written.
NEEDS_PERSON = frozenset({"no_date", "date_conflict", "ocr_suspect", "bad_glyphs", "pages_without_text"})
LEFT_OUT_BY_ACCIDENT = frozenset({"link", "special", "same_name", "unreadable_folder"})


def code_of(note: str) -> str:
    """The code of a note without what it says after a colon: `date_conflict:2015-10-23/2015-11-02`."""
    return note.partition(":")[0]


def report_as_json(report: Report) -> dict[str, Any]:
    """The report as JSON can hold it."""
    return {**asdict(report), "needs_person": report.needs_person}
