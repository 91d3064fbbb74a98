"""What is known about minutes before they are read."""

from __future__ import annotations

from dataclasses import dataclass

from searchlib.documents import MeetingDate, Participant


@dataclass(frozen=True, slots=True)
class Given:
    """What front matter, a sidecar, `corpus.toml` or a caller say; it overrules every guess. None: read it."""

    title: str | None = None
    meeting_date: MeetingDate | None = None
    organ: str | None = None
    kind: str | None = None
    reference_number: str | None = None
    participants: tuple[Participant, ...] = ()
    url: str | None = None
    place: str | None = None
