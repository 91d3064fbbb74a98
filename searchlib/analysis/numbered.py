"""Texts as an index wants them: not the forms themselves but their numbers, straight from the chunks of the text."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Final, Protocol

from searchlib.analysis.bonds import BREAK, cut
from searchlib.analysis.chunks import ChunkReader
from searchlib.analysis.items import ABBREVIATIONS
from searchlib.analysis.terms import AnalyzedText, FormNumbers, NumberedReader, NumberedText
from searchlib.loops import compiled

# Chunks remembered: some 40 MB when full.
_REMEMBERED: Final = 1 << 19


def numbered_reader(
    chunks: ChunkReader, numbers: FormNumbers, implied: Callable[[str, str], tuple[str, ...]]
) -> NumberedReader:
    """The fastest reader that there is; `implied` is `WordLore.sharing_end`."""
    loop = compiled("chunks")
    spelled = Spelled(chunks, numbers)
    if loop is None:
        return spelled
    return _Compiled(spelled, loop.ChunkNumbers(numbers, chunks.read_chunk, cut, implied, ABBREVIATIONS, _REMEMBERED))


class _Analysis(Protocol):
    def analyze(self, text: str) -> AnalyzedText: ...


class Spelled:
    """Looks up the forms of an analysed text, one by one; `analysis` analyses it."""

    def __init__(self, analysis: _Analysis, numbers: FormNumbers) -> None:
        self._analysis = analysis
        self._number = numbers.__getitem__

    def analyze(self, text: str) -> NumberedText:
        """The numbers of the tokens of a text."""
        analyzed = self._analysis.analyze(text)
        extras = [(position, self._number(form)) for position, form in analyzed.extras]
        return NumberedText(array("I", map(self._number, analyzed.forms)), extras, analyzed.sentences)


class _Loop(Protocol):
    """`chunks.ChunkNumbers` of the loops."""

    def read(self, text: str) -> tuple[array[int], list[tuple[int, int]], list[int]]:
        """The parts of a `NumberedText`."""
        ...


class _Compiled:
    """The same from the compiled loop."""

    def __init__(self, spelled: Spelled, loop: _Loop) -> None:
        self._spelled = spelled
        self._loop = loop

    def analyze(self, text: str) -> NumberedText:
        """The numbers of the tokens of a text."""
        return self._spelled.analyze(text) if BREAK in text else NumberedText(*self._loop.read(text))
