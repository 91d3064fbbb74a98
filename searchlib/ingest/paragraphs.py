"""Lines of a page to paragraphs: what was broken to fit the page is whole again, lists and tables stay lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from searchlib.ingest.cues import Cues
from searchlib.ingest.hyphens import Known, join_lines
from searchlib.ingest.lines import Lines
from searchlib.loops import compiled

_loop: Final = compiled("lines")
# Lines are called wrapped when they fill a column; a longer line is a paragraph of its own.
_MAX_COLUMN = 140
_MIN_COLUMN = 25
# A line this long is a whole paragraph, in a text that is not wrapped.
_PARAGRAPH = 300

_item = re.compile(r"\s*(?:[-–—•*·○▪]\s|\d{1,3}[.)]\s|[a-zåäö][.)]\s|§|att\s)")
_label = re.compile(r"\s*[A-ZÅÄÖ][\wåäö ]{1,28}:(?:\s|$)")
_url_end = re.compile(r"(?:https?://|www\.)\S+$")
_url_start = re.compile(r"[a-zåäö0-9%&?=_./#-]+[./=_-][^\s]*|[a-z0-9-]+/")
_gaps = re.compile(r"\n\n\n+")
# What keeps lines that are not wrapped from being a text as they are.
_exceptions = Cues("http", "www.", "\n\n\n")
_sentence_end = re.compile(r"[.!?:;”\"»)]$")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a document are set: the width of its column, 0 when lines are not wrapped."""

    width: int = 0


_NOT_WRAPPED = Layout()


def layout_of(texts: list[str]) -> Layout:
    """Measure the column: wrapped text has many lines that go on with a small letter on the next."""
    continued, counted = _loop.going_on(texts, _MIN_COLUMN, _MAX_COLUMN) if _loop else going_on(texts)
    if continued < 2 or continued * 12 < counted:
        return _NOT_WRAPPED
    column = sorted([length for length in map(len, texts) if _MIN_COLUMN < length < _MAX_COLUMN])
    return Layout(column[(len(column) - 1) * 9 // 10]) if column else _NOT_WRAPPED


def going_on(texts: Sequence[str]) -> tuple[int, int]:
    """How many lines go on with a small letter after one that has not ended, and how many are long enough to tell."""
    continued = counted = 0
    previous = ""
    for text in filter(None, texts):
        counted += len(text) > _MIN_COLUMN
        if previous and previous[-1] not in ".!?:" and text.lstrip()[0].islower() and not _item.match(text):
            continued += 1
        previous = text if len(text) < _MAX_COLUMN else ""
    return continued, counted


def single_spaced(lines: Lines) -> Lines:
    """The lines without the empty ones between all lines that some converters put in."""
    texts = lines.texts
    if any(len(text) > _PARAGRAPH for text in texts):
        return lines
    pairs = gaps = 0
    for before, empty, after in zip(texts, texts[1:], texts[2:], strict=False):
        if before and after and not empty:
            gaps += 1
            pairs += before[-1].isalpha() and after.lstrip()[0].islower()
    if pairs < 5 or pairs * 4 < gaps:
        return lines
    return Lines.of(line for place, line in enumerate(lines) if line.text or not _is_lone_gap(texts, place))


def _is_lone_gap(texts: Sequence[str], place: int) -> bool:
    return 0 < place < len(texts) - 1 and bool(texts[place - 1] and texts[place + 1])


def rejoined(texts: Sequence[str], layout: Layout, known: Known) -> str:
    """The text of some lines: paragraphs apart by an empty line, items and rows on lines of their own."""
    if not layout.width:
        text = "\n".join(texts)
        if not _exceptions.within(text):
            return text.strip("\n")
        if "http" not in text and "www." not in text:
            return _gaps.sub("\n\n", text).strip("\n")
    blocks: list[str] = []
    gap = False
    last = ""
    for text in texts:
        if not text:
            gap = True
            continue
        stripped = text.strip()
        how = _joint(last, text, stripped, layout, gap) if blocks else "new"
        if how == "join":
            blocks[-1] = join_lines(blocks[-1], stripped, known)
        elif how == "glue":
            blocks[-1] += stripped
        elif how == "line":
            blocks[-1] += "\n" + stripped
        else:
            blocks.append(stripped)
        last, gap = text, False
    return "\n\n".join(blocks)


def _joint(last: str, text: str, stripped: str, layout: Layout, gap: bool) -> str:
    """How a line follows the one before it: join, glue (an address), line (kept apart), or new (a paragraph)."""
    if not gap and _url_end.search(last) and _continues_url(last, stripped):
        return "glue"
    if gap:
        return "join" if _continues_over_gap(last, stripped, layout) else "new"
    if not layout.width or "\t" in last or "\t" in text or "   " in stripped:
        return "line"
    if _item.match(stripped) and not _is_wrapped(last, stripped, layout):
        return "line"
    return "join" if _is_wrapped(last, stripped, layout) else "line"


def _continues_url(last: str, stripped: str) -> bool:
    first = stripped.split(None, 1)[0]
    return (
        _url_start.match(first) is not None
        and not first.startswith(("http", "www"))
        and (last[-1] in "-/_=&?" or "." in first[1:-1] or "/" in first)
    )


def _continues_over_gap(last: str, stripped: str, layout: Layout) -> bool:
    """A sentence broken by the end of a page: it has not ended, its line was full, and a small letter follows."""
    return (
        layout.width > 0
        and stripped[0].islower()
        and not _item.match(stripped)
        and _sentence_end.search(last) is None
        and "\t" not in last
        and len(last) > 0.6 * layout.width
    )


def _is_wrapped(last: str, stripped: str, layout: Layout) -> bool:
    """Whether the line before was broken only because the next word had no room."""
    if stripped.startswith(("- ", "– ", "• ", "* ")):
        return False
    full = len(last) + 1 + len(stripped.split(None, 1)[0]) > 0.86 * layout.width
    if _item.match(stripped) and not stripped.startswith(("att ",)):
        # `12) ` or `2. ` at the start of a line is an item unless a sentence clearly goes on.
        return full and last[-1].islower() and last.rstrip().endswith((" den", " punkt", " kl.", " nr", " och", " §"))
    if stripped.startswith("att "):
        return full and last[-1] not in ",:;"
    if stripped[0].islower() or last[-1] in ",-":
        return full or (last[-1] not in ".!?:" and len(last) > 0.45 * layout.width)
    return full and not (last[-1] == ":" and _label.match(stripped))
