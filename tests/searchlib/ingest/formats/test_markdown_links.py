from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.ingest.formats.markdown_links import find_links, without_links

# The same rules as two plain patterns, which take the square of the length on unfinished links.
IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)")
LINK = re.compile(r"\[([^\]\n]{0,500})\]\(\s*+<?([^)\s>]{1,2000}+)>?[^)\n]{0,500}\)")

PIECES = ["[", "]", "(", ")", "![", "](", "rådet", "två ord", "\n", " ", "<", ">", "https://exempel.se/r", "!"]


@pytest.mark.parametrize(
    ("text", "shown", "addresses"),
    [
        ("Se [rådets sida](https://exempel.se/r).", "Se rådets sida.", ["https://exempel.se/r"]),
        ("![Karta över Älvsta](karta.png)", "Karta över Älvsta", ["karta.png"]),
        ('[bilagan](<b.pdf> "Bilaga 1") och [mer](m)', "bilagan och mer", ["b.pdf", "m"]),
        ("[![bild](b.png)](sida)", "bild", ["b.png"]),
        ("[utan slut](a", "[utan slut](a", []),
        ("[två\nrader](a)", "[två\nrader](a)", []),
        ("[]()", "[]()", []),
    ],
)
def test_links_show_their_words(text: str, shown: str, addresses: list[str]) -> None:
    assert without_links(text) == shown
    assert [link.address for link in find_links(text)] == addresses


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_the_links_are_those_that_plain_patterns_find(text: str) -> None:
    assert [link.address for link in find_links(text)] == [match[2] for match in LINK.finditer(text)]
    assert without_links(text) == LINK.sub(r"\1", IMAGE.sub(r"\1", text))


class Watched(str):
    """A text that counts how much of it is searched."""

    searched = 0

    def find(self, sought: str, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
        found = super().find(sought, start, len(self) if end is None else end)
        self.searched += (found if found >= 0 else len(self) if end is None else end) - start
        return found


@pytest.mark.parametrize("piece", ["![a](", "[a](", "[a](<b ", "[![a]([", "[[", "](", "[a](b\n"])
def test_unfinished_links_are_looked_through_a_few_times_only(piece: str) -> None:
    text = Watched(piece * 5_000 + ")")
    list(find_links(text))
    assert text.searched < 4 * len(text)
