"""How an OpenDocument file numbers its lists and headings, and which styles are its title's.

Source of the rules: OpenDocument 1.3 part 3, 16.30 (list styles) and 16.34 (outline style).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchlib.ingest.formats.docx_settings import whole_number
from searchlib.ingest.formats.list_labels import Level, Numbering

if TYPE_CHECKING:
    from lxml.etree import _Element

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"

# The name under which the numbers of headings are kept; no list style can have it.
OUTLINE = "\0outline"

_SCRIPTS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}


def read_lists(*trees: _Element) -> Numbering:
    """Understand the list styles and the outline style of `styles.xml` and `content.xml`."""
    lists: dict[str, dict[int, Level]] = {}
    for tree in trees:
        for style in tree.iter(TEXT + "list-style"):
            lists[style.get(STYLE + "name", "")] = dict(_level(one) for one in style)
        for style in tree.iter(TEXT + "outline-style"):
            numbered = (_level(one) for one in style)
            # Every file has an outline style; it only counts where it says how.
            lists[OUTLINE] = {depth: level for depth, level in numbered if level.script != "none"}
    return Numbering(lists)


def read_title_styles(*trees: _Element) -> frozenset[str]:
    """The paragraph styles that are the title's, or were made from it."""
    parents = {
        style.get(STYLE + "name", ""): style.get(STYLE + "parent-style-name", "")
        for tree in trees
        for style in tree.iter(STYLE + "style")
    }
    return frozenset({"Title", *(name for name, parent in parents.items() if "Title" in (name, parent))})


def _level(element: _Element) -> tuple[int, Level]:
    """One level from 0; `display-levels` says how many numbers of outer levels stand before its own."""
    number = max(1, whole_number(element.get(TEXT + "level"), 1))
    shown = min(number, max(1, whole_number(element.get(TEXT + "display-levels"), 1)))
    pattern = ".".join(f"%{outer}" for outer in range(number - shown + 1, number + 1))
    script = (
        "bullet" if element.tag.endswith("-bullet") else _SCRIPTS.get(element.get(STYLE + "num-format", ""), "none")
    )
    return number - 1, Level(
        whole_number(element.get(TEXT + "start-value"), 1),
        script,
        element.get(STYLE + "num-prefix", "") + pattern + element.get(STYLE + "num-suffix", ""),
    )
