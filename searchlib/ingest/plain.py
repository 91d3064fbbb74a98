"""Plain text: pages parted by form feeds, or Markdown that lies in a text file."""

from __future__ import annotations

import re

from searchlib.documents import MeetingDate, Minutes, Participant
from searchlib.errors import EmptyFile, FileTooLarge, NoText
from searchlib.ingest.body import body_of
from searchlib.ingest.encodings import decode
from searchlib.ingest.extracts import Extract, PagedText
from searchlib.ingest.given import Given
from searchlib.ingest.markdown import outline_of
from searchlib.ingest.minutes import minutes_of
from searchlib.text import normalised

LIMIT = 5_000_000  # bytes

_markdown_heading = re.compile(r"^#{1,6} \S", re.MULTILINE)


def extract(data: bytes, source: str) -> Extract:
    """Read a text file. Raises EmptyFile, BinaryFile, and FileTooLarge above 5 MB."""
    if len(data) > LIMIT:
        raise FileTooLarge(source, len(data), LIMIT)
    return extract_text(normalised(decode(data, source)))


def extract_text(text: str) -> Extract:
    """What a normalised text holds: an outline when it is Markdown by its headings, pages otherwise."""
    if "\n#" in text and len(_markdown_heading.findall(text)) >= 2:
        return outline_of(text)
    return PagedText(tuple(text.split("\f")))


def minutes_from_text(
    *,
    source: str,
    text: str,
    title: str | None = None,
    meeting_date: MeetingDate | None = None,
    organ: str | None = None,
    kind: str | None = None,
    reference_number: str | None = None,
    participants: tuple[Participant, ...] = (),
    url: str | None = None,
) -> Minutes:
    """Make one `Minutes` of a text that another program holds; None means: read it from the text.

    Raises EmptyFile when the text is blank, FileTooLarge above 5 million characters.
    """
    if len(text) > LIMIT:
        raise FileTooLarge(source, len(text), LIMIT)
    given = Given(title, meeting_date, organ, kind, reference_number, participants, url)
    try:
        return minutes_of(body_of(extract_text(normalised(text))), source, given)
    except NoText:
        raise EmptyFile(source) from None
