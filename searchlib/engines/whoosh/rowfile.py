"""What is known of every row and every meeting of a segment, beside its words: two files.

The first is a file of arrays, one value a row or one a meeting; the second holds the stored records end to end.
"""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from searchlib.documents import Minutes
from searchlib.engines.whoosh.arrays import ArrayFile, ArrayWriter
from searchlib.engines.whoosh.record_file import RecordFile
from searchlib.engines.whoosh.row_facts import ROW_COLUMNS, RowFacts
from searchlib.loops import compiled
from searchlib.mapped_memory import open_to_be_mapped
from searchlib.remembered import remembered
from searchlib.runs import starts
from searchlib.utf8 import decoded, encoded

Numbers = NDArray[Any]

# Of a meeting: the day as a proleptic Gregorian ordinal (0: undated), how exactly it is known, the weighted length.
MEETING_COLUMNS: Final = ("date", "precision", "length")
NAME_COLUMNS: Final = ("organ", "kind")
PRECISIONS: Final = ("unknown", "year", "month", "day")


# Bytes of records that go to disk at a time: a call to the system for each record would take longer than copying it.
_RECORDS_AT_ONCE: Final = 1 << 20


class MeetingFacts(NamedTuple):
    """The values of one meeting that do not follow from its words. `organ` and `kind` are None when unknown."""

    date: int
    precision: int
    organ: str | None
    kind: str | None


def meeting_facts(minutes: Minutes) -> MeetingFacts:
    """What the minutes say of the meeting."""
    day, precision = minutes.meeting_date.value, minutes.meeting_date.precision
    return MeetingFacts(day.toordinal() if day else 0, PRECISIONS.index(precision), minutes.organ, minutes.kind)


class RowWriter:
    """Writes the rows of a segment, meeting by meeting. Records go to disk at once."""

    def __init__(self, arrays: Path, records: Path) -> None:
        self._path = arrays
        self._records = open_to_be_mapped(records, _RECORDS_AT_ONCE)
        self._record_sizes = array("I")
        # The columns of one row after the other.
        self._rows = array("I")
        self._meetings = {name: array("I") for name in MEETING_COLUMNS}
        self._names: dict[str, dict[str | None, int]] = {name: {None: 0} for name in NAME_COLUMNS}
        self._codes = {name: array("I") for name in NAME_COLUMNS}
        self._sentences = array("I")
        self._sentence_counts = array("I")

    @property
    def meetings(self) -> int:
        """How many meetings there are so far."""
        return len(self._meetings["date"])

    def begin_meeting(self, facts: MeetingFacts) -> None:
        """The next row is row 0 of a meeting."""
        self._meetings["date"].append(facts.date)
        self._meetings["precision"].append(facts.precision)
        for name, value in (("organ", facts.organ), ("kind", facts.kind)):
            names = self._names[name]
            self._codes[name].append(names.setdefault(value, len(names)))

    def add_records(self, records: Sequence[bytes | memoryview]) -> None:
        """Add the records of the next rows."""
        self._records.write(b"".join(records))
        self._record_sizes.extend(map(len, records))

    def add_rows(self, facts: RowFacts) -> None:
        """Add what else is known of rows: any number of them, in the order of their records."""
        _extend(self._rows, facts.columns)
        _extend(self._meetings["length"], facts.lengths)
        _extend(self._sentence_counts, facts.sentence_counts)
        _extend(self._sentences, facts.sentences)

    def copy(self, reader: RowReader, meetings: Numbers, rows: Numbers) -> None:
        """Take over meetings of another segment, with all their rows, as they lie there."""
        _extend(self._rows, np.column_stack([reader.column(name)[rows] for name in ROW_COLUMNS]))
        for name in MEETING_COLUMNS:
            _extend(self._meetings[name], reader.column(name)[meetings])
        for name in NAME_COLUMNS:
            own = self._names[name]
            new_code = [0, *(own.setdefault(value, len(own)) for value in reader.names(name))]
            _extend(self._codes[name], np.array(new_code)[reader.column(name)[meetings]])
        for begin, end in _runs(rows):
            sentences = reader.sentence_starts_between(begin, end)
            _extend(self._sentences, sentences)
            _extend(self._sentence_counts, np.diff(reader.sentences_first[begin : end + 1].astype(np.int64)))
            self._copy_records(reader, begin, end)

    def _copy_records(self, reader: RowReader, begin: int, end: int) -> None:
        self._records.write(reader.records_between(begin, end))
        _extend(self._record_sizes, np.diff(reader.record_ends[begin : end + 1]))

    def close(self) -> None:
        """Write everything out."""
        self._records.close()
        with ArrayWriter(self._path) as writer:
            columns = np.array(self._rows, dtype=np.uint32).reshape(-1, len(ROW_COLUMNS)).T
            for name, column in zip(ROW_COLUMNS, columns, strict=True):
                writer.add(name, column, "<u4")
            for name, values in {**self._meetings, **self._codes}.items():
                writer.add(name, np.array(values, dtype=np.uint32), "<u4")
            for name, names in self._names.items():
                writer.add_strings(f"{name}_names", encoded(value for value in names if value is not None))
            counts = np.array(self._sentence_counts, dtype=np.int64)
            writer.add("sentences_first", starts(counts), "<u4")
            writer.add("sentences", np.array(self._sentences, dtype=np.uint32), "<u2", narrow=True)
            ends = starts(np.array(self._record_sizes, dtype=np.uint64))
            writer.add("record_ends", ends.astype(np.uint64), "<u8")

    def abandon(self) -> None:
        """Close files unfinished."""
        self._records.close()


def _runs(rows: Numbers) -> list[tuple[int, int]]:
    """Rising numbers as ranges without gaps."""
    if not len(rows):
        return []
    breaks = np.flatnonzero(np.diff(rows) != 1) + 1
    begins, ends = rows[np.append(0, breaks)], rows[np.append(breaks - 1, len(rows) - 1)] + 1
    return list(zip(begins.tolist(), ends.tolist(), strict=True))


def _extend(values: array[int], more: Numbers) -> None:
    values.frombytes(more.astype(np.uint32).tobytes())


class RowReader:
    """Reads the rows of a segment."""

    def __init__(self, arrays: Path, records: Path) -> None:
        self._file = ArrayFile(arrays)
        self._records = RecordFile(records)
        self.record_ends = self._file["record_ends"]
        self.sentences_first = self._file["sentences_first"]
        self.sentences = self._file.small("sentences")

    def column(self, name: str) -> Numbers:
        """The values of a row or meeting column; of organ and kind their codes, 0 for unknown."""
        return self._file[name]

    def names(self, column: str) -> list[str]:
        """The names behind the codes of organ or kind: names[code - 1]."""
        return decoded(self._file.strings(f"{column}_names"))

    @remembered
    def sentences_for_loops(self) -> Any:
        """Where sentences begin, for the compiled loops (which must be there)."""
        loops = compiled("in_sentences")
        assert loops is not None
        starts = self.sentences
        return loops.Sentences(self.sentences_first, (starts.narrow, starts.at, starts.value))

    def sentence_starts(self, row: int) -> Numbers:
        """The positions at which the sentences of a row begin."""
        return self.sentence_starts_between(row, row + 1)

    def sentence_starts_between(self, begin: int, end: int) -> Numbers:
        """The same for the rows from `begin` to `end`, end to end."""
        return self.sentences.slice(int(self.sentences_first[begin]), int(self.sentences_first[end]))

    def record(self, row: int) -> bytes:
        """The stored record of a row, still compressed."""
        return self._records.read(int(self.record_ends[row]), int(self.record_ends[row + 1]))

    def records_between(self, begin: int, end: int) -> memoryview:
        """The records of the rows from `begin` to `end`, end to end."""
        return self._records.between(int(self.record_ends[begin]), int(self.record_ends[end]))

    def maps(self) -> list[mmap.mmap]:
        """The files that are mapped into memory by now."""
        return [self._file.mapped, *self._records.maps()]
