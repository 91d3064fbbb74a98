"""Markdown to an outline: as much of the language as minutes use, read leniently.

Text that was converted from word processors keeps half a pair of asterisks here and there; stray marks are
dropped rather than shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from searchlib.errors import FileTooLarge
from searchlib.ingest.encodings import decode
from searchlib.ingest.extracts import Block, Outline
from searchlib.ingest.formats.front_matter import split_front_matter
from searchlib.ingest.formats.markdown_links import find_links, without_links
from searchlib.text import normalised

LIMIT = 5_000_000  # bytes

_heading = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_underline = re.compile(r"[ ]{0,3}(=+|-{2,})[ \t]*$")
_rule = re.compile(r"[ ]{0,3}(?:(?:\*[ ]*){3,}|(?:-[ ]*){3,}|(?:_[ ]*){3,})$")
_item = re.compile(r"[ \t]*(?:[-*+•]|(\d{1,3})[.)])[ \t]+(?=\S)")
_table_row = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_table_rule = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*\|?[ \t]*$")
_fence = re.compile(r"[ ]{0,3}(?:```|~~~)")
_quote = re.compile(r"[ ]{0,3}>[ \t]?")

_bare_link = re.compile(r"<(https?://[^<>\s]{1,2000}+)>")
_strong = re.compile(r"\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)")
_emphasis = re.compile(r"(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)|`")
_escape = re.compile(r"\\([!-/:-@\[-`{-~])")
# Private use: no text has these signs once it is normalised.
_OUT_OF_REACH = 0xE000
_escaped = re.compile("[\ue000-\ue0ff]")
_TAG = r"</?(?:[bi]|em|strong|u|span|div|p|sup|sub)(?:\s[^<>]{0,300}+)?>"
_tag = re.compile(_TAG)
_tag_or_comment = re.compile(rf"<!--.*?-->|{_TAG}", re.DOTALL)
_line_break = re.compile(r"<br\s*/?>")


def extract(data: bytes, source: str) -> Outline:
    """Read a Markdown file. Raises EmptyFile, BinaryFile, and FileTooLarge above 5 MB."""
    if len(data) > LIMIT:
        raise FileTooLarge(source, len(data), LIMIT)
    return outline_of(normalised(decode(data, source)))


def outline_of(text: str) -> Outline:
    """The blocks of a normalised Markdown text, its front matter and its links."""
    metadata, body = split_front_matter(text)
    links = dict.fromkeys(link.address for link in find_links(body))
    links |= dict.fromkeys(match[1] for match in _bare_link.finditer(body))
    return Outline(tuple(_blocks(_without_tags(body))), metadata, tuple(links))


def _without_tags(text: str) -> str:
    """The text without tags and comments; what begins a comment after the end of the last one is text."""
    end = text.rfind("-->") + 1
    end += 2 if end else 0
    return _tag_or_comment.sub("", text[:end]) + _tag.sub("", text[end:])


def _blocks(text: str) -> Iterator[Block]:
    """Blocks in order; `waiting` holds the lines of a block that may go on."""
    waiting: list[str] = []
    kind: str = "paragraph"
    for line in text.replace("\f", "\n").split("\n"):
        line = _quote.sub("", line)
        begins = _beginning(line)
        underlined = begins == "rule" and kind == "paragraph" and waiting and _underline.match(line)
        if underlined:
            yield Block("heading", plain(" ".join(waiting)), 1 if underlined[1][0] == "=" else 2)
            waiting = []
        elif begins is None and line.strip():
            waiting.append(line)
        else:
            yield from _finished(waiting, kind)
            waiting, kind = [], "paragraph"
            yield from _single(line, begins)
            if begins == "item":
                waiting, kind = [line], "item"
    yield from _finished(waiting, kind)


def _beginning(line: str) -> str | None:
    """What kind of block this line begins or is; None for text that may continue a paragraph."""
    head = line.lstrip()[:1]
    if not head or (head in "`~" and _fence.match(line)):
        return "blank"
    if head == "#" and _heading.match(line):
        return "heading"
    if head == "|" and _table_row.match(line):
        return "row"
    if head in "-*_=" and (_rule.match(line) or _underline.match(line)):
        return "rule"
    if (head in "-*+•" or head.isdigit()) and _item.match(line):
        return "item"
    return None


def _single(line: str, begins: str | None) -> Iterator[Block]:
    """A block that one line makes: a heading or a table row."""
    if begins == "heading" and (match := _heading.match(line)) and match[2]:
        yield Block("heading", plain(match[2]), len(match[1]))
    elif begins == "row" and not _table_rule.match(line):
        cells = re.split(r"(?<!\\)\|", line.strip().strip("|"))
        yield Block("table_row", "\t".join(plain(cell) for cell in cells))


def _finished(waiting: list[str], kind: str) -> Iterator[Block]:
    """The paragraph or list item whose lines were waiting."""
    text = plain(_joined(waiting))
    if not text:
        return
    if kind == "item":
        marker = _item.match(waiting[0])
        body = plain(_joined([waiting[0][marker.end() :], *waiting[1:]])) if marker else text
        yield Block("list_item", f"{marker[1]}. {body}" if marker and marker[1] else f"- {body}")
    else:
        yield Block("paragraph", text)


def _joined(lines: list[str]) -> str:
    """Lines as one, with the breaks that two spaces, a backslash or a tab ask for."""
    parts: list[str] = []
    for line in lines:
        hard = line.endswith(("  ", "\\")) or "\t" in line
        parts.append(line.strip().removesuffix("\\") + ("\n" if hard else " "))
    return "".join(parts).strip()


def plain(text: str) -> str:
    """The text of a line without marks, escapes undone; links keep their words, images their description."""
    # Escaped signs are out of reach of the marks while these are read.
    text = _escape.sub(lambda match: chr(_OUT_OF_REACH + ord(match[1])), text) if "\\" in text else text
    text = _line_break.sub("\n", text)
    if "](" in text:
        text = without_links(text)
    if "<http" in text:
        text = _bare_link.sub(r"\1", text)
    if "*" in text or "_" in text or "`" in text:
        text = _emphasis.sub("", _strong.sub("", text))
    return _escaped.sub(lambda match: chr(ord(match[0]) - _OUT_OF_REACH), text).strip()
