"""The engine's writer: minutes in and out of a folder that no reader sees yet."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.analysis.terms import Analyzer
from searchlib.documents import Minutes
from searchlib.engines.whoosh.merge_policy import merge_policy
from searchlib.engines.whoosh.overview import living, write_overview
from searchlib.engines.whoosh.schema import make_schema
from searchlib.engines.whoosh.segment import SEGMENT_EXTENSIONS, MeetingIndex, create_index
from searchlib.engines.whoosh.segment_files import SegmentFiles
from searchlib.engines.whoosh.segment_writer import MeetingWriter
from searchlib.engines.whoosh.vocabulary_file import save_counts, write_vocabulary
from searchlib.engines.whoosh.worker import ask_for_vocabulary
from searchlib.engines.whoosh.workers import Workers, processes
from searchlib.names import united
from searchlib.vocabulary_compiler import FormCounts

Numbers = NDArray[Any]


# Below so many words, starting processes takes longer than they would save.
_ALONE_WORDS: Final = 500_000


class MinutesWriter:
    """An `EngineWriter`. With `previous` it begins with the meetings of that folder, whose files it shares.

    With the file of the analyzer's lexicon, several processes index.
    """

    def __init__(
        self,
        folder: Path,
        analyzer: Analyzer,
        previous: Path | None,
        *,
        jobs: int | None = None,
        lexicon: Path | None = None,
    ) -> None:
        self._folder = folder
        self._analyzer = analyzer
        self._previous = previous
        folder.mkdir(parents=True, exist_ok=True)
        if previous is not None:
            _take_over(previous, folder)
        self._index = create_index(folder) if previous is None else MeetingIndex(folder, make_schema())
        self._writer = MeetingWriter(self._index, analyzer)
        others = processes(jobs) - 1 if lexicon is not None else 0
        self._workers = Workers(folder, lexicon, others) if lexicon is not None and others else None
        self._alone_words = 0 if jobs is not None else _ALONE_WORDS
        # Of minutes that were added: the worker that has them (None for this process), and their number there.
        self._added: dict[str, tuple[int | None, int]] = {}
        self._dropped: dict[int, set[int]] = {}
        # Whether another process makes the vocabulary.
        self._is_asked_for = False
        self._old = [SegmentFiles(folder, segment) for segment in self._writer.segments]

    def add(self, minutes: Minutes) -> None:
        """Add minutes whose id is not in the index. Raises ValueError when it is; IndexNotWritable.

        Whoosh's own update would leave two documents with one key here.
        """
        if minutes.id in self._added or self._find_old(minutes.id) is not None:
            raise ValueError(f"{minutes.id} is in the index already")
        place = self._workers.offer(minutes) if self._workers and self._writer.words >= self._alone_words else None
        self._added[minutes.id] = place or (None, self._writer.add_meeting(minutes))

    def remove(self, minutes_id: str) -> None:
        """Remove minutes; an id that is not there is ignored."""
        if minutes_id in self._added:
            worker, number = self._added.pop(minutes_id)
            if worker is None:
                self._writer.delete_added(number)
            else:
                self._dropped.setdefault(worker, set()).add(number)
            return
        found = self._find_old(minutes_id)
        if found is not None:
            files, meeting = found
            for row in range(int(files.first_rows[meeting]), int(files.first_rows[meeting + 1])):
                files.segment.delete_document(row)

    def _find_old(self, minutes_id: str) -> tuple[SegmentFiles, int] | None:
        key = minutes_id.encode("utf-8", "surrogatepass")
        for files in self._old:
            table = files.tables["id"]
            number = table.find(key)
            if number is not None:
                meeting = int(table.docs.of(number)[0])
                if not files.segment.is_deleted(int(files.first_rows[meeting])):
                    return files, meeting
        return None

    def commit(self) -> None:
        """Write everything out; afterwards no file is open."""
        # Mapped files cannot be deleted on Windows, and merged segments are.
        self._old = []
        if self._workers:
            self._finish_together(self._workers)
        self._writer.commit(mergetype=merge_policy)
        segments = [SegmentFiles(self._folder, segment) for segment in self._index.segments()]
        write_overview(self._folder, segments)
        if not self._is_asked_for:
            terms = self._writer.term_files
            write_vocabulary(self._folder, form_counts(segments), terms, self._analyzer, self._previous)
        if self._workers:
            self._workers.close()
        shutil.rmtree(self._writer.words_folder, ignore_errors=True)

    def _ask_for_vocabulary(self, workers: Workers, counts: FormCounts) -> None:
        """Let another process compile it, as soon as it is known what forms there are; joining goes on meanwhile."""
        path = self._writer.words_folder / "counts"
        path.parent.mkdir(exist_ok=True)
        save_counts(path, counts)
        self._is_asked_for = workers.ask(ask_for_vocabulary(self._folder, path, self._writer.term_files))

    def _finish_together(self, workers: Workers) -> None:
        """Share what is left to do with the other processes, and take over what they have done."""
        for worker, number, minutes in workers.finish():
            dropped = self._dropped.get(worker, set())
            if number in dropped:
                dropped.remove(number)
            else:
                self._writer.add_meeting(minutes)
        self._writer.close_batch()
        for worker, share in enumerate(workers.shares()):
            self._writer.take_share(share, self._dropped.get(worker, ()))
        if self._previous is None and not self._writer.newsegment.has_deletions():
            # The forms of the new segment will be all there are.
            self._writer.on_forms = lambda forms: self._ask_for_vocabulary(workers, FormCounts(*forms))
        else:
            workers.ask()

    def cancel(self) -> None:
        """Give up; the folder's content is worthless then."""
        self._old = []
        if self._workers:
            self._workers.end()
        if not self._writer.is_closed:
            self._writer.cancel()


def _take_over(previous: Path, folder: Path) -> None:
    """Link (or copy) the files of an index. Segments never change, and the table of contents is replaced whole."""
    for path in sorted(previous.iterdir()):
        if path.suffix in SEGMENT_EXTENSIONS:
            try:
                os.link(path, folder / path.name)
            except OSError:
                shutil.copy2(path, folder / path.name)
        elif path.suffix == ".toc":
            shutil.copy2(path, folder / path.name)


def form_counts(segments: Sequence[SegmentFiles]) -> FormCounts:
    """Every form with its counts over the living meetings of all segments."""
    forms, numbers = united([files.tables["form"].names() for files in segments])
    totals = np.zeros((2, len(forms)), dtype=np.int64)
    for number, files in zip(numbers, segments, strict=True):
        totals[:, number] += _form_counts(files)
    alive = np.flatnonzero(totals[0])
    return FormCounts(forms.chosen(alive), *totals[:, alive])


def _form_counts(files: SegmentFiles) -> tuple[Numbers, Numbers]:
    """For each form of a segment in how many living meetings it stands, and how often."""
    table = files.tables["form"]
    if not files.segment.has_deletions():
        return np.diff(table.first), np.diff(table.places_first)
    alive = living(files)[table.docs.between(0, len(table))]
    rows = np.repeat(alive, table.row_counts.slice(0, len(table.docs)))
    places = np.where(rows, table.place_counts.slice(0, len(rows)), 0)
    return _summed(alive, table.first), _summed(places, table.rows_first)


def _summed(values: Numbers, first: Numbers) -> Numbers:
    before = np.concatenate([[0], np.cumsum(values, dtype=np.int64)])
    return np.diff(before[first])
