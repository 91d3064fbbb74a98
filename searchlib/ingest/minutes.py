"""From what a format gives to minutes: sections, title, date, organ, kind, people and reference numbers."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

from searchlib.documents import MeetingDate, Minutes, Participant, Section, minutes_id
from searchlib.errors import NoText
from searchlib.ingest.body import Body, body_of
from searchlib.ingest.dates import find_dates, find_year
from searchlib.ingest.extracts import Extract
from searchlib.ingest.given import Given
from searchlib.ingest.headings import find_headings
from searchlib.ingest.hyphens import Known
from searchlib.ingest.kinds import find_kind, named_kind
from searchlib.ingest.lines import Lines
from searchlib.ingest.meeting_date import Dating, Evidence, find_meeting_date
from searchlib.ingest.names import stem_and_folders
from searchlib.ingest.organs import find_organ
from searchlib.ingest.participants import find_participants, listed_people, may_have_participants
from searchlib.ingest.places import find_place
from searchlib.ingest.references import find_references
from searchlib.ingest.sections import split_sections
from searchlib.ingest.several import split_meetings
from searchlib.ingest.titles import own_title, title_heading, title_of
from searchlib.ingest.warnings import warnings_of

__all__ = ["Given", "build_minutes"]

# How many lines count as the top of a document, where it says what it is.
_TOP = 40
# Where no heading ends the top, it is shorter: what follows is text.
_TOP_OF_TEXT = 24
_HEADER = 20
# What says something about a document stands early in its line; a longer line is a paragraph, or an attack.
_LONG_LINE = 1_000


def build_minutes(
    extract: Extract, *, source: str, given: Given | None = None, known: Known | None = None
) -> tuple[Minutes, ...]:
    """The minutes in one file: mostly one, in order of their place otherwise.

    `given` overrules the file's own metadata, which overrules what is guessed. `known` says whether a word (lower
    case) exists, for hyphens at line ends; without it the words of the document decide. Raises NoText when nothing
    but furniture is there.
    """
    body = body_of(extract, known)
    if body.is_empty:
        raise NoText(source)
    said = overlaid_by(given or Given(), body.metadata)
    parts = split_meetings(body.lines)
    if len(parts) == 1:
        return (_with_warnings(body, source, said),)
    # The title, the date and the people of a file with several meetings are those of no single one.
    shared = replace(said, title=None, meeting_date=None, participants=(), reference_number=None)
    return tuple(minutes_of(replace(body, lines=lines), source, shared, ordinal) for ordinal, lines in enumerate(parts))


def minutes_of(body: Body, source: str, given: Given, ordinal: int = 0) -> Minutes:
    """One `Minutes` of a body, without warnings. Raises NoText when it has no text."""
    return _read(body, source, given, ordinal)[0]


def _with_warnings(body: Body, source: str, given: Given, ordinal: int = 0) -> Minutes:
    minutes, dating = _read(body, source, given, ordinal)
    return replace(minutes, warnings=warnings_of(dating, minutes.sections))


def _read(body: Body, source: str, given: Given, ordinal: int) -> tuple[Minutes, Dating]:
    lines = body.lines
    headings = find_headings(lines, title_heading(lines, given.title), wrapped=body.wrapped)
    sections = split_sections(lines, headings, body.text_of)
    if not sections:
        raise NoText(source)
    end = min(headings[0].first, _TOP) if headings else _TOP_OF_TEXT
    top = [text[:_LONG_LINE] for text in lines.texts[:end] if text]
    title = given.title or own_title(lines, end, body.metadata)
    dating = _dating(given, title, body, top, source)
    participants = given.participants or _participants(lines, end, top)
    kind = given.kind or _kind(title, body, top, sections, bool(participants))
    reference, references = _references(given, body, top, sections)
    minutes = Minutes(
        id=minutes_id(source, ordinal),
        sources=(source,),
        title=title_of(title, kind, dating.date, source),
        kind=kind,
        organ=given.organ or find_organ(body.furniture.lines[:_HEADER], top, title, _names(source)),
        meeting_date=dating.date,
        sections=sections,
        reference_number=reference,
        reference_numbers=references,
        participants=participants,
        place=given.place or find_place(top),
        url=given.url,
        links=body.links,
    )
    return minutes, dating


def overlaid_by(given: Given, metadata: Mapping[str, str]) -> Given:
    """What is given, and what the file's metadata adds to it."""
    kind = metadata.get("kind")
    return Given(
        title=given.title or metadata.get("title"),
        meeting_date=given.meeting_date or _metadata_date(metadata.get("date", "")),
        organ=given.organ or metadata.get("organ"),
        kind=given.kind or (named_kind(kind) if kind else None),
        reference_number=given.reference_number or metadata.get("reference_number", "").split("\n")[0] or None,
        participants=given.participants or listed_people(metadata.get("participants", "")),
        url=given.url or metadata.get("url"),
        place=given.place or metadata.get("place"),
    )


def _metadata_date(text: str) -> MeetingDate | None:
    found = next(find_dates(text, compact=True), None)
    if found and found.value:
        return MeetingDate(found.value, found.precision, "front_matter")
    year = find_year(text)
    return MeetingDate(datetime.date(year, 1, 1), "year", "front_matter") if year else None


def _dating(given: Given, title: str | None, body: Body, top: Sequence[str], source: str) -> Dating:
    if given.meeting_date is not None:
        return Dating(given.meeting_date)
    return find_meeting_date(Evidence(title, body.furniture.lines[:_HEADER], top, source))


def _kind(title: str | None, body: Body, top: Sequence[str], sections: Sequence[Section], attended: bool) -> str | None:
    lines = (*body.furniture.lines[:_HEADER], *top[:12])
    return find_kind(title, lines, sections, body.furniture.web_page, attended)


def _references(
    given: Given, body: Body, top: Sequence[str], sections: Sequence[Section]
) -> tuple[str | None, tuple[str, ...]]:
    head = "\n".join((*body.furniture.lines[:_HEADER], *top))
    own, found = find_references(
        head, [text for section in sections for text in (section.heading, section.text) if text]
    )
    if given.reference_number:
        return given.reference_number, tuple(dict.fromkeys((given.reference_number, *found)))
    return own, found


def _participants(lines: Lines, end: int, top: Sequence[str]) -> tuple[Participant, ...]:
    return find_participants(lines[:end]) if may_have_participants("\n".join(top)) else ()


def _names(source: str) -> tuple[str, ...]:
    """The name of the file without its suffix, then its folders from the nearest up."""
    stem, folders = stem_and_folders(source)
    return (stem, *reversed(folders))
