"""Whoosh's segment writer, writing whole meetings in batches instead of postings one at a time."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.analysis.terms import Analyzer
from searchlib.documents import Minutes
from searchlib.engines.whoosh.arrays import ArrayFile, ArrayWriter
from searchlib.engines.whoosh.batch import Batch
from searchlib.engines.whoosh.codec import MeetingCodec
from searchlib.engines.whoosh.joining import TermCounts, write_table
from searchlib.engines.whoosh.machinery import SegmentReader, SegmentWriter
from searchlib.engines.whoosh.overview import living
from searchlib.engines.whoosh.records import records_of
from searchlib.engines.whoosh.rowfile import RowReader, meeting_facts
from searchlib.engines.whoosh.segment import ARRAYS_EXT, POSTINGS_EXT, RECORDS_EXT, MeetingIndex
from searchlib.engines.whoosh.segment_files import first_rows_of, rows_of
from searchlib.engines.whoosh.tables import TABLES, TermSource, TermTable
from searchlib.engines.whoosh.word_files import save_terms
from searchlib.engines.whoosh.wordlist import WordList

Numbers = NDArray[Any]

# A batch is inverted when it has so many words: some 150 MB at the peak. Larger ones are not faster.
BATCH_TOKENS: Final = 1_000_000

# New words are looked up when there are so many: some 50 ms, so that what waits for this process never waits long.
_ANALYSED_AT_ONCE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Share:
    """Meetings that another writer has inverted: its rows and records, its runs in the order of its meetings, each with
    the number of those, and the terms of its forms.
    """

    arrays: Path
    records: Path
    runs: tuple[tuple[Path, int], ...]
    terms: tuple[Path, ...]


class MeetingWriter(SegmentWriter):  # type: ignore[misc]
    """Writes one segment. Locking is the caller's: nobody else knows of the folder while it is written."""

    def __init__(self, index: MeetingIndex, analyzer: Analyzer) -> None:
        super().__init__(index, codec=MeetingCodec(), compound=False, _lk=False)
        self._analyzer = analyzer
        self._words = WordList(analyzer)
        self._batch = Batch(self._words)
        # Of the meetings that have been added here, and where the next one begins.
        self._first_rows = array("I", [0])
        # What the new segment is joined from, in the order of its meetings, and the new numbers of their meetings.
        self._sources: list[Sequence[TermSource]] = []
        self._new_docs: list[Numbers] = []
        self._runs: list[tuple[Path, int]] = []
        # The terms that have been looked up on the way, here or for a share, from one word list after the other.
        self.term_files: list[Path] = []
        # Told of the forms of the new segment while its other tables are still to be joined.
        self.on_forms: Callable[[TermCounts], None] = lambda forms: None

    @property
    def words_folder(self) -> Path:
        """Where the terms of word lists lie; whoever makes the vocabulary removes it."""
        return Path(self.storage.folder) / "words"

    @property
    def words(self) -> int:
        """How many words have been added, about."""
        return self._batch.tokens + len(self._runs) * BATCH_TOKENS

    def add_document(self, **fields: Any) -> None:
        """Refused: rows come by whole meetings."""
        raise NotImplementedError("use add_meeting")

    def add_meeting(self, minutes: Minutes) -> int:
        """Add the rows of one meeting; its number in the new segment."""
        self._check_state()
        records = records_of(minutes)
        rows = self._batch.add(minutes)
        self.perdocwriter.rows.begin_meeting(meeting_facts(minutes))
        self.perdocwriter.rows.add_records(records)
        self.docnum += rows
        self._first_rows.append(self.docnum)
        self._added = True
        if self._words.waiting >= _ANALYSED_AT_ONCE:
            self._words.analyse_new()
        if self._batch.tokens >= BATCH_TOKENS:
            self._write_run()
        return len(self._first_rows) - 2

    def delete_added(self, meeting: int) -> None:
        """Mark a meeting that this writer has added as deleted."""
        for row in range(self._first_rows[meeting], self._first_rows[meeting + 1]):
            self.newsegment.delete_document(row)

    def _take(self, tables: Sequence[TermSource], new_docs: Numbers) -> None:
        self._sources.append(tables)
        self._new_docs.append(new_docs)

    def _finished_batch(self) -> tuple[Batch, Numbers]:
        """The batch with the numbers of its meetings; a new one begins."""
        batch, end = self._batch, self.perdocwriter.rows.meetings
        self.perdocwriter.rows.add_rows(batch.row_facts())
        if self._words.is_full:
            self._save_words()
            self._words = WordList(self._analyzer)
        self._batch = Batch(self._words)
        return batch, np.arange(end - batch.meetings, end)

    def _save_words(self) -> None:
        """Keep the terms of the words for the vocabulary."""
        folder = self.words_folder
        folder.mkdir(exist_ok=True)
        path = folder / f"{len(self.term_files)}.terms"
        save_terms(path, self._words.form_terms())
        self.term_files.append(path)

    def _write_run(self) -> None:
        """Invert the batch into a file of its own, to be joined at the end; a table at a time, for they are large."""
        batch, numbers = self._finished_batch()
        path = Path(self._tempstorage.folder) / f"{len(self._runs)}.run"
        every = np.arange(len(numbers))
        with ArrayWriter(path) as writer:
            for kind, table in zip(TABLES, batch.tables(), strict=True):
                write_table(writer, kind, [table], [every])
        self._runs.append((path, len(numbers)))
        self._take(_tables_of(path), numbers)

    def hand_over(self) -> Share:
        """Write everything out as a share for another writer, instead of a segment; nothing more can be added."""
        if self._batch.meetings:
            self._write_run()
        self._save_words()
        self.perdocwriter.close()
        self.fieldwriter.arrays.abandon()
        self.is_closed = True
        path, folder = self.newsegment.path, Path(self.storage.folder)
        return Share(path(folder, ARRAYS_EXT), path(folder, RECORDS_EXT), tuple(self._runs), tuple(self.term_files))

    def take_share(self, share: Share, dropped: Collection[int]) -> None:
        """Take over the meetings of a share, but for some, by their numbers in it."""
        self._check_state()
        self.close_batch()
        reader = RowReader(share.arrays, share.records)
        first_rows = first_rows_of(reader)
        alive = np.ones(len(first_rows) - 1, dtype=np.bool_)
        alive[list(dropped)] = False
        new_docs = self._copy_rows(reader, first_rows, alive)
        begin = 0
        for path, meetings in share.runs:
            self._take(_tables_of(path), new_docs[begin : begin + meetings])
            begin += meetings
        self.term_files += share.terms

    def _copy_rows(self, reader: RowReader, first_rows: Numbers, alive: Numbers) -> Numbers:
        """Copy the rows of living meetings; the new numbers of all, -1 for the others."""
        rows = self.perdocwriter.rows
        new_docs: Numbers = np.where(alive, np.cumsum(alive) - 1 + rows.meetings, -1)
        kept = np.flatnonzero(alive)
        kept_rows = rows_of(first_rows, kept)
        rows.copy(reader, kept, kept_rows)
        self.docnum += len(kept_rows)
        self._added = True
        return new_docs

    def add_reader(self, reader: SegmentReader) -> None:
        """Take over the living meetings of a segment, by whole arrays."""
        self._check_state()
        self.close_batch()
        files = reader._perdoc._files
        new_docs = self._copy_rows(files.rows, files.first_rows, living(files))
        self._take(_tables_of(files.segment.path(Path(self.storage.folder), POSTINGS_EXT)), new_docs)

    def close_batch(self) -> None:
        """Invert what has been gathered so far, and let go of all words: what follows needs the room."""
        if self._batch.meetings:
            batch, numbers = self._finished_batch()
            self._take(list(batch.tables()), numbers)
        if self._words.forms:
            self._save_words()
            self._words = WordList(self._analyzer)
            self._batch = Batch(self._words)

    def _flush_segment(self) -> None:
        self.close_batch()
        self.perdocwriter.close()
        for number, kind in enumerate(TABLES):
            sources = [tables[number] for tables in self._sources]
            counts = write_table(self.fieldwriter.arrays, kind, sources, self._new_docs)
            if kind.name == "form":
                self.on_forms(counts)
        self.fieldwriter.close()
        # Nothing may hold the files of runs and merged segments when they are deleted.
        self._sources = []


def _tables_of(path: Path) -> list[TermTable]:
    """The tables of a run, or of a segment."""
    file = ArrayFile(path)
    return [TermTable(file, kind) for kind in TABLES]
