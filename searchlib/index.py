"""The index as programs see it: build it, open it, ask it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar, get_args

from searchlib.answering import Question, answer, read_question, widen_in, with_sources
from searchlib.building import index_folder, index_minutes, remove_sources
from searchlib.completion import complete
from searchlib.documents import Minutes
from searchlib.engines.base import Sort
from searchlib.errors import IndexClosed, InvalidOption
from searchlib.generations import current_name, verify
from searchlib.marks import find_marks
from searchlib.opening import OpenedGeneration, open_generation
from searchlib.query import Match
from searchlib.reports import OnProgress, Report
from searchlib.results import Generation, Results
from searchlib.sentences import Span

if TYPE_CHECKING:
    from searchlib.engines.base import Statistics

StrPath = str | os.PathLike[str]
LARGEST_LIMIT = 10_000
T = TypeVar("T")


class Index:
    """One generation of an index, open for searching. Safe to share between threads; also a context manager."""

    def __init__(self, path: Path, opened: OpenedGeneration, synonyms: Path | None) -> None:
        """Use `Index.open`."""
        self.path = path
        self._opened: OpenedGeneration | None = opened
        self._synonyms = synonyms

    @classmethod
    def open(cls, path: StrPath, *, synonyms: StrPath | None = None) -> Index:
        """Open the newest generation of the index in a folder, and keep to it until `close`.

        `synonyms` names a file that is used instead of the synonyms the index was built with. Raises
        IndexMissing, IndexDamaged, IndexOutdated, InvalidSetting.
        """
        override = Path(synonyms) if synonyms is not None else None
        return cls(Path(path), open_generation(Path(path), override), override)

    @classmethod
    def rebuild(
        cls,
        corpus: StrPath | Iterable[Minutes],
        path: StrPath,
        *,
        on_progress: OnProgress | None = None,
        jobs: int | None = None,
    ) -> Report:
        """Build the index anew from a corpus folder, or from minutes that another program holds.

        Readers keep the old generation until they open the new one. `jobs` is the number of processes,
        None for what pays on this machine. Raises CorpusMissing, CorpusEmpty, DuplicateSource, IndexLocked,
        IndexNotWritable, InvalidSetting; then the old index is as it was.
        """
        return _build(corpus, path, full=True, on_progress=on_progress, jobs=jobs)

    @classmethod
    def update(
        cls,
        corpus: StrPath | Iterable[Minutes],
        path: StrPath,
        *,
        on_progress: OnProgress | None = None,
        jobs: int | None = None,
    ) -> Report:
        """Bring the index up to date; what has not changed is not read again.

        With a folder, what is gone from it is removed; with minutes, those of the same source are replaced and
        nothing is removed. Raises as `rebuild`, and IndexDamaged or IndexOutdated.
        """
        return _build(corpus, path, full=False, on_progress=on_progress, jobs=jobs)

    @classmethod
    def remove(cls, path: StrPath, sources: str | Iterable[str]) -> Report:
        """Take the minutes of these sources out of the index; unknown sources are passed over.

        Raises IndexMissing, IndexLocked, IndexNotWritable, IndexDamaged, IndexOutdated.
        """
        return remove_sources(Path(path), _values("sources", sources))

    def search(
        self,
        query: str,
        *,
        years: int | tuple[int | None, int | None] | None = None,
        organ: str | Iterable[str] | None = None,
        kind: str | Iterable[str] | None = None,
        sort: Sort = "relevance",
        match: Match = "all",
        limit: int = 10,
        offset: int = 0,
        without: str | Iterable[str] = (),
        exact: bool = False,
    ) -> Results:
        """One page of the ranked answer; the query language is described in `searchlib.query`.

        `years` are the first and the last year, both included, None for open; `organ` and `kind` are values of the
        facets, one or several, any of which may hold. `match` joins neighbouring words. `without` are word forms
        that shall not count, `exact` leaves out inflections, compounds, synonyms and spellings. Raises
        QueryTooLarge, InvalidOption, IndexClosed.
        """
        question = Question(
            text=_text("query", query),
            years=_years(years),
            organs=_values("organ", organ),
            kinds=_values("kind", kind),
            sort=_choice("sort", sort, get_args(Sort)),
            match=_choice("match", match, get_args(Match)),
            limit=_whole("limit", limit, LARGEST_LIMIT),
            offset=_whole("offset", offset, None),
            without=_values("without", without),
            exact=exact,
        )
        return answer(self._open, question)

    def get(self, minutes_id: str) -> Minutes:
        """The minutes with this id. Raises UnknownId, IndexClosed."""
        return with_sources(self._open, minutes_id)

    def marks(
        self, query: str, minutes: Minutes, *, without: Iterable[str] = (), exact: bool = False
    ) -> Mapping[int, tuple[Span, ...]]:
        """Where a query's words stand in the sections of some minutes: position of the section → spans of its text.

        Sections without a mark are left out; `without` and `exact` as in `search`. Raises QueryTooLarge, IndexClosed.
        """
        opened = self._open
        widened = widen_in(opened, read_question(query), without=without, exact=exact)
        found = {
            section.position: find_marks(section.text, widened.wanted, opened.analyzer) for section in minutes.sections
        }
        return {position: spans for position, spans in found.items() if spans}

    def complete(self, text: str, *, limit: int = 8) -> tuple[str, ...]:
        """How a query that is being typed may go on: whole queries, those found in most meetings first.

        Raises IndexClosed.
        """
        opened = self._open
        return complete(text, analyzer=opened.analyzer, vocabulary=opened.engine.vocabulary, limit=limit)

    def ids(self) -> tuple[str, ...]:
        """The ids of all minutes, sorted."""
        return tuple(self._open.engine.ids())

    def statistics(self) -> Statistics:
        """How many meetings, sections, words and forms the index holds."""
        return self._open.engine.statistics()

    @property
    def generation(self) -> Generation:
        """Which generation this is, and when it was built."""
        manifest = self._open.held.manifest
        return Generation(manifest.name, manifest.built)

    def is_newest(self) -> bool:
        """Whether no newer generation has been published. Raises IndexMissing when the index is gone."""
        return current_name(self.path) == self._open.held.manifest.name

    def refresh(self) -> Index:
        """Open the newest generation as a new Index; this one stays as it is."""
        return Index.open(self.path, synonyms=self._synonyms)

    def damaged_files(self) -> tuple[str, ...]:
        """The files of this generation that are not as they were written, by SHA-256; reads the whole index."""
        return verify(self._open.held.folder)

    def size_on_disk(self) -> int:
        """The bytes of all files of this generation."""
        return sum(stored.size for stored in self._open.held.manifest.files.values())

    def close(self) -> None:
        """Let go of files; searching afterwards raises IndexClosed. May be called twice."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _open(self) -> OpenedGeneration:
        opened = self._opened
        if opened is None:
            raise IndexClosed
        return opened


def _build(
    corpus: StrPath | Iterable[Minutes],
    path: StrPath,
    *,
    full: bool,
    on_progress: OnProgress | None,
    jobs: int | None,
) -> Report:
    if isinstance(corpus, str | os.PathLike):
        return index_folder(Path(corpus), Path(path), full=full, on_progress=on_progress, jobs=jobs)
    return index_minutes(corpus, Path(path), full=full, on_progress=on_progress, jobs=jobs)


def _years(years: object) -> tuple[int | None, int | None] | None:
    if years is None:
        return None
    pair = (years, years) if isinstance(years, int) else years
    if (
        not isinstance(pair, tuple | list)
        or len(pair) != 2
        or not all(year is None or (isinstance(year, int) and not isinstance(year, bool)) for year in pair)
    ):
        raise InvalidOption("years", years, "a year, or a pair of years or None")
    first, last = pair
    # As in the query language: a range that runs backwards is turned round.
    return (last, first) if first is not None and last is not None and first > last else (first, last)


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise InvalidOption(name, value, "text")
    return value


def _values(name: str, values: object) -> tuple[str, ...]:
    """One text, several, or None for none."""
    if values is None:
        return ()
    if isinstance(values, str):
        return (values,)
    found = tuple(values) if isinstance(values, Iterable) else (values,)
    return tuple(_text(name, value) for value in found)


def _choice(name: str, value: T, allowed: tuple[object, ...]) -> T:
    if value not in allowed:
        raise InvalidOption(name, value, " or ".join(map(repr, allowed)))
    return value


def _whole(name: str, value: int, largest: int | None) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0 or (largest is not None and value > largest):
        raise InvalidOption(name, value, f"a whole number from 0{f' to {largest}' if largest else ''}")
    return value
