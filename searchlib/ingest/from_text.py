"""A text that another program holds, to minutes."""

from __future__ import annotations

from searchlib.documents import MeetingDate, Minutes, Participant
from searchlib.errors import EmptyFile, FileTooLarge, NoText
from searchlib.ingest.body import body_of
from searchlib.ingest.formats.plain import LIMIT, extract_text
from searchlib.ingest.given import Given
from searchlib.ingest.minutes import minutes_of
from searchlib.text import normalised


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
