"""What a Word file says beside its text: paragraph styles and lists.

Source of the rules: ECMA-376 part 1, 17.7 (styles) and 17.9 (numbering). Only what is seen in minutes is followed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchlib.ingest.formats.list_labels import Level, Numbering

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_heading_name = re.compile(r"(?:heading|rubrik|otsikko|überschrift)\s*([1-9])$", re.IGNORECASE)
_contents_name = re.compile(r"(?:toc|innehåll)\s*[1-9]$", re.IGNORECASE)
_titles = frozenset({"title", "rubrik", "titel"})


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style means: a heading's rank (0: the title), its list, a line of the table of contents."""

    level: int | None = None
    list_id: str | None = None
    list_level: int = 0
    contents: bool = False


def read_styles(tree: _Element | None) -> dict[str, Style]:
    """Understand `word/styles.xml`: the styles by id, each with what it inherits."""
    elements = {} if tree is None else {one.get(W + "styleId", ""): one for one in tree.findall(W + "style")}
    return {name: _style(name, elements) for name in elements}


def read_numbering(tree: _Element | None) -> Numbering:
    """Understand `word/numbering.xml`. Lists of one pattern count on together, unless told to begin anew."""
    if tree is None:
        return Numbering({})
    patterns = {
        one.get(W + "abstractNumId", ""): dict(_level(level) for level in one.findall(W + "lvl"))
        for one in tree.findall(W + "abstractNum")
    }
    used = {one.get(W + "numId", ""): one for one in tree.findall(W + "num")}
    pattern_of = {name: value_of(one, "abstractNumId") or "" for name, one in used.items()}
    return Numbering(
        {name: patterns.get(pattern, {}) for name, pattern in pattern_of.items()},
        {name: f"pattern {pattern_of[name]}" for name, one in used.items() if one.find(W + "lvlOverride") is None},
    )


def outline_rank(value: str | None) -> int | None:
    """A heading's rank from 1 by its outline level, None for body text (level 9)."""
    rank = whole_number(value, 9) + 1
    return rank if rank <= 9 else None


def value_of(element: _Element, child: str) -> str | None:
    """The `w:val` of a child element, as most of Word's settings are said."""
    found = element.find(W + child)
    return None if found is None else found.get(W + "val")


def whole_number(text: str | None, otherwise: int = 0) -> int:
    """A number as settings hold it; anything odd is `otherwise`."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def _style(name: str, elements: Mapping[str, _Element]) -> Style:
    """One style with what it inherits; what is nearest to it counts."""
    ranks: list[int | None] = []
    lists: list[tuple[str, int]] = []
    contents = bool(_contents_name.match(value_of(elements[name], "name") or ""))
    seen: set[str] = set()
    # Damaged files hold styles that are based on themselves.
    while name in elements and name not in seen:
        seen.add(name)
        element = elements[name]
        ranks += _ranks(element)
        numbered = element.find(f"{W}pPr/{W}numPr")
        if numbered is not None:
            lists.append((value_of(numbered, "numId") or "", whole_number(value_of(numbered, "ilvl"))))
        name = value_of(element, "basedOn") or ""
    list_id, list_level = lists[0] if lists else (None, 0)
    return Style(ranks[0] if ranks else None, list_id, list_level, contents)


def _ranks(style: _Element) -> list[int | None]:
    """What one style says of its rank; nothing when it leaves that to the style it is based on."""
    outline = style.find(f"{W}pPr/{W}outlineLvl")
    if outline is not None:
        return [outline_rank(outline.get(W + "val"))]
    name = value_of(style, "name") or ""
    if match := _heading_name.match(name):
        return [int(match[1])]
    return [0] if name.lower() in _titles else []


def _level(element: _Element) -> tuple[int, Level]:
    return whole_number(element.get(W + "ilvl")), Level(
        whole_number(value_of(element, "start"), 1),
        value_of(element, "numFmt") or "decimal",
        value_of(element, "lvlText") or "",
    )
