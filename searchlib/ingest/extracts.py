"""What a format gives: either pages of raw lines, or an outline of blocks. A format is one file with one function

    extract(data: bytes, source: str) -> PagedText | Outline

that raises a subclass of UnreadableFile and nothing else. All texts have passed `searchlib.text.normalised`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list_item", "table_row"]


@dataclass(frozen=True, slots=True)
class PagedText:
    """Text as laid out on pages (plain text, PDF): line breaks are those of the page, furniture is still in it."""

    pages: tuple[str, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a structured document. `level` is a heading's rank from 1; cells of a row are joined by tabs."""

    kind: BlockKind
    text: str
    level: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """A structured document (HTML, Markdown, DOCX, ODT). `metadata` has lower-case keys: title, date, organ, kind, …"""

    blocks: tuple[Block, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    links: tuple[str, ...] = ()


Extract = PagedText | Outline
