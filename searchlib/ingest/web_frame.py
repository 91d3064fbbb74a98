"""The frame of a web page in plain text: what stands around the content when a page has been copied or saved."""

from __future__ import annotations

import re

from searchlib.ingest.cues import Cues
from searchlib.ingest.lines import Line

# What web pages put around their content, when their text has been copied or saved as plain text.
_web = re.compile(
    r"""\s*(?:
      till\ (?:startsidan|huvudinnehållet|innehållet|toppen|sidans\ topp) | hoppa\ till\ (?:huvud)?innehåll(?:et)?
    | (?:start|hem|startsida)(?:\s*[/»›>|]\s*[^/»›>|\n]{1,80}){1,9}
    | (?:sidan|sidan\ senast|senast)\ (?:uppdaterad|uppdaterades|publicerad|granskad|ändrad)\b.{0,60}
    | hjälpte\ (?:sidan|informationen|den\ här\ sidan)\ dig\b.{0,20} | (?:var|är)\ (?:sidan
      |informationen)\ (?:till\ hjälp|användbar)\b.{0,20}
    | (?:lyssna|lättläst|skriv\ ut|dela|dela\ sidan|tipsa\ en\ vän|kontakta\ oss|other\ languages|sök|meny
      |stäng|visa\ mer|läs\ upp)
    | .{0,60}\bkakor\ \(cookies\).{0,200} | (?:vi|den\ här\ webbplatsen)\ använder\ (?:kakor
      |cookies)\b.{0,200} | (?:godkänn|acceptera)(?:\ alla)?\ (?:kakor|cookies)
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
# Some of these words stand in every line of a frame, so a text without them has none.
WEB_CUES = Cues(
    "tartsidan",
    "ppdatera",
    "jälpte ",
    "ookies",
    "kakor",
    "oppa till",
    "Start /",
    "Start >",
    "Start »",
    "Hem /",
    "Hem >",
    "Hem »",
)
_file_label = re.compile(
    r"[\s,(]*\b(?:pdf|word|docx?|xlsx?|excel|pptx?|powerpoint|zip)\s*,\s*\d+(?:[.,]\d+)?\s*[kMG]?B\b\)?(?:\.(?=,))?",
    re.IGNORECASE,
)
# A longer line is text.
_MAX_LINE = 300
_SURE_WEB = re.compile(r"(?i)startsidan|uppdaterad|hjälpte|cookies|[/»›>]")


def is_web_furniture(text: str) -> bool:
    """Whether a line is what web pages put around their content (`Sidan uppdaterad`, a breadcrumb)."""
    return _web.fullmatch(text) is not None


def without_file_labels(text: str) -> str:
    """A text without what web pages say of files after a link: `Pdf, 172 kB`."""
    return _file_label.sub("", text) if "B" in text else text


def without_web_frame(lines: list[Line]) -> tuple[list[Line], int]:
    """The lines without those of a web page's frame, and how many of these only web pages have."""
    kept = [line for line in lines if not line.text or len(line.text) > _MAX_LINE or not _web.fullmatch(line.text)]
    if len(kept) == len(lines):
        return lines, 0
    kept = [line._replace(text=without_file_labels(line.text)) for line in kept]
    frame = [line.text for line in lines if line.text and len(line.text) <= _MAX_LINE and _web.fullmatch(line.text)]
    return kept, sum(1 for text in frame if _SURE_WEB.search(text))
