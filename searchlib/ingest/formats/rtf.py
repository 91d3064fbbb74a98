"""RTF to an outline: headings, list labels, tables, pages, the page header once.

Read by a parser of our own: see docs/decisions/0022.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from searchlib.errors import MalformedFile, NoText
from searchlib.ingest.extracts import Block, Outline
from searchlib.ingest.formats.page_header import with_page_header
from searchlib.ingest.formats.rtf_tokens import Token, tokens
from searchlib.text import normalised

# Groups whose text is not the document's. A group that begins with `\*` may be left out by definition.
_UNSEEN = frozenset({
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "fldinst", "footnote", "footer",
    "footerl", "footerr", "footerf", "headerl", "headerr", "listtable", "listoverridetable", "rsidtbl",
    "generator", "themedata", "datastore", "xmlnstbl", "nonesttables", "pntxta", "pntxtb", "tc", "xe",
    "nonshppict", "annotation", "atnid", "atnauthor", "bkmkstart", "bkmkend", "filetbl", "revtbl", "sp",
})  # fmt: skip
_HEADERS = frozenset({"header", "headerf"})
_LABELS = frozenset({"listtext", "pntext"})
_SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip

_style_level = re.compile(
    r"\{\\s(\d{1,4})(?=[\\ ])[^{};]*?(?:\{[^{}]*\}[^{};]*?)*(?:heading|rubrik) ([1-9]);\}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds until the brace closes: where the text goes, and how its paragraph is meant."""

    goes_to: str = "body"
    hidden: bool = False


@dataclass(slots=True)
class _Walk:
    """The paragraph under way, and the finished blocks."""

    styles: dict[int, int]
    blocks: list[Block] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    level: int | None = None
    in_table: bool = False
    page: int = 1
    begun_on: int = 1


def extract(data: bytes, source: str) -> Outline:
    """Read an RTF file. Raises NoText, and MalformedFile when it is not RTF."""
    rtf = data.decode("latin-1")
    if "{\\rtf" not in rtf[:100]:
        raise MalformedFile(source, "it is not RTF")
    walk = _Walk(_heading_styles(rtf))
    stack = [_Group()]
    for token in tokens(rtf):
        if token.kind == "{":
            stack.append(stack[-1])
        elif token.kind == "}":
            if len(stack) > 1:
                stack.pop()
        elif token.kind == "ignorable":
            stack[-1] = replace(stack[-1], goes_to="nowhere")
        elif token.kind == "text":
            _add(walk, stack[-1], token.text)
        else:
            stack[-1] = _obey(walk, stack[-1], token)
    _end_paragraph(walk)
    blocks = with_page_header(_header(walk.header), walk.blocks)
    if not blocks:
        raise NoText(source)
    return Outline(blocks)


def _heading_styles(rtf: str) -> dict[int, int]:
    """Which styles are headings, and of which rank."""
    start = rtf.find("{\\stylesheet")
    if start < 0:
        return {}
    return {int(number): int(rank) for number, rank in _style_level.findall(rtf[start : start + 200_000])}


def _obey(walk: _Walk, group: _Group, token: Token) -> _Group:
    """Do what a control word says; give the group as it is from now on."""
    word, number = token.text, token.number
    if word in _UNSEEN:
        return replace(group, goes_to="nowhere")
    if group.goes_to == "nowhere":
        return group
    if word in _HEADERS:
        # Only the first: the others repeat it.
        return replace(group, goes_to="nowhere" if walk.header else "header")
    if word in _LABELS:
        return replace(group, goes_to="label")
    if word in ("v", "deleted"):
        return replace(group, hidden=number != 0)
    if word in _SIGNS:
        _add(walk, group, _SIGNS[word])
    elif group.goes_to == "header":
        walk.header.append("\n" if word == "par" else "")
    elif group.goes_to == "body":
        _lay_out(walk, word, number)
    return group


def _lay_out(walk: _Walk, word: str, number: int | None) -> None:
    if word in ("par", "sect"):
        if walk.in_table:
            walk.text.append(" ")
        else:
            _end_paragraph(walk)
    elif word in ("cell", "nestcell"):
        walk.cells.append(" ".join(_taken(walk.text).split()))
    elif word in ("row", "nestrow"):
        _end_row(walk)
    elif word == "page":
        walk.page += 1
    elif word == "pard":
        walk.level, walk.in_table = None, False
    elif word == "intbl":
        walk.in_table = True
    elif word == "outlinelevel":
        walk.level = number + 1 if number is not None and 0 <= number < 9 else None
    elif word == "s":
        walk.level = walk.styles.get(number or 0)


def _add(walk: _Walk, group: _Group, text: str) -> None:
    if group.hidden:
        return
    if group.goes_to == "header":
        walk.header.append(text)
    elif group.goes_to == "label":
        walk.label.append(text)
    elif group.goes_to == "body":
        if not walk.text and text.strip():
            walk.begun_on = walk.page
        walk.text.append(text)


def _end_paragraph(walk: _Walk) -> None:
    text, label = _taken(walk.text), " ".join(_taken(walk.label).split())
    if not text:
        return
    if walk.level is not None:
        walk.blocks.append(Block("heading", f"{label} {text}".strip(), walk.level, walk.begun_on))
    elif label:
        # A label without a letter or digit is the bullet of some font.
        shown = label if any(map(str.isalnum, label)) else "-"
        walk.blocks.append(Block("list_item", f"{shown} {text}", page=walk.begun_on))
    else:
        walk.blocks.append(Block("paragraph", text, page=walk.begun_on))


def _end_row(walk: _Walk) -> None:
    if any(walk.cells):
        walk.blocks.append(Block("table_row", "\t".join(walk.cells), page=walk.begun_on))
    walk.cells.clear()


def _header(pieces: list[str]) -> Iterator[Block]:
    for line in _taken(pieces).split("\n"):
        if line.strip():
            yield Block("paragraph", line.strip())


def _taken(pieces: list[str]) -> str:
    """The text that the pieces make, which are used up by this. Halves of a character meet here."""
    text = "".join(pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    pieces.clear()
    return normalised(text).strip()
