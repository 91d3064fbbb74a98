"""`delist.txt`: documents that lie in the corpus and stay out of the index.

One path or pattern a line, relative to the folder the list lies in; `#` begins a comment when it stands
first or after a space. `*` and `?`
stand for anything but `/`, `**` for anything; a folder means all below it; a line without `/` means
that name in any folder below. Case does not matter: leaving out too much is seen, too little is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from searchlib.ingest.listing import CorpusFile
from searchlib.ingest.names import DELIST
from searchlib.ingest.settings import setting_text

_COMMENT = re.compile(r"(?:^|\s)#.*")
_WILDCARDS = re.compile(r"\*\*/|\*\*|\*|\?")
_AS_REGEX = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list, for the report: which file, which line (from 1), what it says."""

    file: str
    number: int
    pattern: str


@dataclass(frozen=True, slots=True)
class Delist:
    """All lists of a corpus."""

    rules: tuple[tuple[Line, re.Pattern[str]], ...] = ()

    def covers(self, source: str) -> bool:
        """Whether the document is to stay out of the index."""
        return any(regex.fullmatch(source.casefold()) for _, regex in self.rules)

    def without_effect(self, sources: Iterable[str]) -> tuple[Line, ...]:
        """The lines that name none of `sources`: a slip there publishes what should not be."""
        folded = [source.casefold() for source in sources]
        return tuple(line for line, regex in self.rules if not any(map(regex.fullmatch, folded)))


def read_delist(files: Iterable[CorpusFile]) -> Delist:
    """Read every `delist.txt` of a corpus.

    Raises InvalidSetting when one cannot be read, for without it the index would hold what it must not.
    """
    rules: list[tuple[Line, re.Pattern[str]]] = []
    for file in files:
        folder, slash, name = file.source.rpartition("/")
        if name.lower() != DELIST:
            continue
        for number, raw in enumerate(setting_text(file).splitlines(), start=1):
            pattern = unicodedata.normalize("NFC", _COMMENT.sub("", raw).strip()).replace("\\", "/")
            if pattern:
                rules.append((Line(file.source, number, pattern), _compiled(folder + slash, pattern)))
    return Delist(tuple(rules))


def _compiled(folder: str, pattern: str) -> re.Pattern[str]:
    pattern = pattern.removeprefix("./").removeprefix("/")
    anywhere = "(?:.*/)?" if "/" not in pattern.rstrip("/") else ""
    regex, end = "", 0
    for wildcard in _WILDCARDS.finditer(stem := pattern.rstrip("/").casefold()):
        regex += re.escape(stem[end : wildcard.start()]) + _AS_REGEX[wildcard.group()]
        end = wildcard.end()
    return re.compile(re.escape(folder.casefold()) + anywhere + regex + re.escape(stem[end:]) + "(?:/.*)?", re.DOTALL)
