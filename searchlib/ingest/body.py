"""A document without its furniture: its lines, and how texts are made of them. What pages and outlines become."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from searchlib.ingest.extracts import Extract, Outline, PagedText
from searchlib.ingest.furniture import Furniture, without_furniture
from searchlib.ingest.hyphens import Known, known_in
from searchlib.ingest.known_furniture import is_contents_line
from searchlib.ingest.lines import Lines, outline_lines
from searchlib.ingest.paragraphs import layout_of, rejoined, single_spaced


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of a document, what was taken from around them, and what its format says about it.

    `text_of` makes a text of the texts of some lines; `wrapped` says that they are those of pages, not whole blocks.
    """

    lines: Lines
    text_of: Callable[[Sequence[str]], str]
    furniture: Furniture = field(default_factory=Furniture)
    metadata: Mapping[str, str] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    wrapped: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing but white space is left."""
        return not any(self.lines.texts)


def body_of(extract: Extract, known: Known | None = None) -> Body:
    """The body of what a format gave. `known` says whether a lower-case word exists, for hyphens at line ends."""
    return _of_outline(extract) if isinstance(extract, Outline) else _of_pages(extract, known)


def _of_outline(outline: Outline) -> Body:
    furniture = Furniture(web_page="web_page" in outline.metadata)
    lines = [line for line in outline_lines(outline) if not is_contents_line(line.text)]
    return Body(Lines.of(lines), _blocks, furniture, outline.metadata, outline.links)


def _blocks(texts: Sequence[str]) -> str:
    """The text of blocks, which are whole already."""
    return "\n".join(texts).strip("\n")


def _of_pages(pages: PagedText, known: Known | None) -> Body:
    lines, furniture = without_furniture(pages.pages)
    lines = single_spaced(lines)
    layout = layout_of(lines.texts)
    is_known = known_in(lines, known)

    def text_of(texts: Sequence[str]) -> str:
        return rejoined(texts, layout, is_known)

    return Body(lines, text_of, furniture, pages.metadata, wrapped=True)
