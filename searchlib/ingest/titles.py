"""Titles: what minutes call themselves; without a name of their own, their kind and date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from searchlib.documents import MeetingDate
from searchlib.ingest.dates import find_dates
from searchlib.ingest.lines import Line, Lines
from searchlib.ingest.organs import organ_of_line

MAX_TITLE = 250

_bare_kind = re.compile(
    r"(?i)\W*(?:sammanträdes|mötes|besluts)?(?:protokoll|minnesanteckningar|anteckningar|mötesanteckningar"
    r"|protokollsutdrag|dagordning|motion till riksdagen)(?:\s*\(?nr\.?\s*\d+\)?)?\W*$"
)
_speaks_of_kind = re.compile(
    r"(?i)(?<![a-zåäö])(?:[a-zåäö]*protokoll|(?:minnes|mötes)?anteckningar|protokollsutdrag)(?![a-zåäö])|^\W*(?:interpellation|motion|proposition|betänkande)\s+\d"
)
_label = re.compile(
    r"\W*(?:[A-ZÅÄÖ][\wåäö ./]{1,30}:(?:\s|$)|(?:närvarande|deltagare|plats|tid|datum|handläggare|dnr"
    r"|diarienummer|beslutande|sida|program|dagordning)\b)",
    re.IGNORECASE,
)
_GLUED_LABELS = ("datum", "handläggare", "diarienummer")
_glued_label = re.compile(rf"\w(?:{'|'.join(_GLUED_LABELS)})\b", re.IGNORECASE)
_body = re.compile(
    r"(?i)^\W*(?:landstinget|region|kommun|[\wåäö-]+ kommun|[\wåäö-]+s stad|[\wåäö-]+ stad|stadsledningskontoret"
    r"|sekretariatet)\b[\w åäö]{0,40}$"
)
_shouted = re.compile(r"^(?:PROTOKOLL|MINNESANTECKNINGAR|MÖTESANTECKNINGAR)\b")
_cells = re.compile(r"\t|\s{3,}")
_site = re.compile(r"\s+[|–—-]\s+[^|–—]{2,60}$")
_reference_line = re.compile(r"^[\W\d]*(?:\d{4}/\d\d:[A-Za-zÅÄÖåäö]*\d+)?\W*$|^av .{3,120}\([A-ZÅÄÖ]{1,3}\)$")


def own_title(lines: Lines, first_section: int, metadata: Mapping[str, str]) -> str | None:
    """The title that a document gives itself, or None.

    `first_section` is the line at which the first section begins: titles stand above it.
    """
    line = title_heading(lines)
    if line is not None and not _bare_kind.match(lines[line].text):
        return _tidy(lines[line].text)
    page_title = _site.sub("", metadata.get("page_title", "")).strip()
    if len(page_title) > 3 and not _bare_kind.match(page_title):
        return _tidy(page_title)
    return None if line is not None else _title_line(lines, first_section)


def title_of(own: str | None, kind: str | None, date: MeetingDate, source: str) -> str:
    """The title on show: its own, or kind and date, or the name of the file."""
    if own:
        return own
    if kind and date.value is not None:
        return f"{kind[0].upper()}{kind[1:]} {_written(date)}"
    return PurePosixPath(source).stem or source


def _written(date: MeetingDate) -> str:
    iso = date.value.isoformat() if date.value else ""
    return iso[: {"year": 4, "month": 7}.get(date.precision, 10)]


def title_heading(lines: Lines, given: str | None = None) -> int | None:
    """The line of the heading that names the whole document, which is no section.

    It is the heading that says the `given` title, the only one of the first rank, or a first one without text.
    """
    marked = lines.marked()
    if not marked:
        return None
    first, level = marked[0], lines[marked[0]].level or 9
    if given and _tidy(lines[first].text) == _tidy(given):
        return first
    same = [index for index in marked if lines[index].level == level]
    is_top = level == 1 or not any(lines.texts[:first])
    if len(same) == 1 and is_top and all((lines[index].level or 9) > level for index in marked[1:]):
        return first
    is_empty = len(marked) > 1 and not any(lines.texts[first + 1 : marked[1]])
    return first if is_empty and (level == 1 or lines[marked[1]].level == level) else None


def _title_line(lines: Sequence[Line], first_section: int) -> str | None:
    """A title among the lines of a text: one that speaks of minutes, or else the first that is no letterhead."""
    top = [index for index, line in enumerate(lines[: min(first_section, 40)]) if line.text][:8]
    for index in top:
        text = lines[index].text.strip()
        if len(text) > MAX_TITLE or _is_label(text) or (text.endswith((".", ",")) and len(text) > 60):
            break
        if _speaks_of_kind.search(text) and not _is_plain_letterhead(text) and _is_apart(lines, index):
            return _tidy(text)
    for index in top[:4]:
        text = lines[index].text.strip()
        if len(text) > MAX_TITLE or _bare_kind.match(text) or _is_date(text):
            return None
        if not (_is_letterhead(text) or _reference_line.match(text)):
            return _tidy(text) if _can_be_title(lines, index) else None
    return None


def _is_label(text: str) -> bool:
    """Whether a line is a label with its value, a row of cells, or labels that lost the line breaks between them."""
    if "\t" in text or _label.match(text):
        return True
    lower = text.lower()
    return any(word in lower for word in _GLUED_LABELS) and _glued_label.search(text) is not None


def _is_letterhead(text: str) -> bool:
    """The name of the authority, the organ, the kind, a number: what stands above titles, in one cell or several."""
    cells = [cell for cell in _cells.split(text) if cell.strip()]
    return all(_body.match(cell) or organ_of_line(cell) or _bare_kind.match(cell) or _is_date(cell) for cell in cells)


def _is_plain_letterhead(text: str) -> bool:
    """Letterhead without a date: with one, `Socialnämnden, protokoll 2019-03-12` is as good a title as any."""
    return _is_letterhead(text) and next(find_dates(text, compact=True), None) is None


def _is_date(text: str) -> bool:
    """Whether a line is hardly more than a date."""
    date = next(find_dates(text, compact=True), None)
    return date is not None and date.end - date.start > 0.5 * len(text.strip())


def _can_be_title(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text.strip()
    if len(text) > MAX_TITLE or len(text) < 4 or _is_label(text) or (text[-1] in ".,;:" and not text.endswith("m.m.")):
        return False
    return (text[0].isupper() and _is_apart(lines, index)) or (text[0].isdigit() and " av " in text)


def _is_apart(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is a block of its own, or its neighbour begins something new."""
    after = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
    return not after or not after[0].islower()


def _tidy(text: str) -> str | None:
    words = _shouted.sub(lambda match: match[0].capitalize(), " ".join(text.strip(" *#_").split()))
    return words[:MAX_TITLE].rstrip() or None
