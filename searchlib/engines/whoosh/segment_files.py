"""The files of one segment, opened when they are first needed."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchlib.engines.whoosh.arrays import ArrayFile
from searchlib.engines.whoosh.rowfile import RowReader
from searchlib.engines.whoosh.segment import ARRAYS_EXT, POSTINGS_EXT, RECORDS_EXT, Segment
from searchlib.engines.whoosh.tables import TABLES, TermTable
from searchlib.runs import spread

Numbers = NDArray[Any]


class SegmentFiles:
    """The files of one segment, opened when they are first needed."""

    def __init__(self, folder: Path, segment: Segment) -> None:
        self.segment = segment
        self._folder = folder
        self._file: ArrayFile | None = None
        self._tables: dict[str, TermTable] | None = None
        self._rows: RowReader | None = None
        self._first_rows: Numbers | None = None

    @property
    def tables(self) -> dict[str, TermTable]:
        """The term tables by name."""
        if self._tables is None:
            self._file = ArrayFile(self.segment.path(self._folder, POSTINGS_EXT))
            self._tables = {kind.name: TermTable(self._file, kind) for kind in TABLES}
        return self._tables

    @property
    def rows(self) -> RowReader:
        """Columns and records."""
        if self._rows is None:
            path = self.segment.path
            self._rows = RowReader(path(self._folder, ARRAYS_EXT), path(self._folder, RECORDS_EXT))
        return self._rows

    def maps(self) -> list[mmap.mmap]:
        """The files that are mapped into memory by now."""
        postings = [self._file.mapped] if self._file is not None else []
        return postings + (self._rows.maps() if self._rows is not None else [])

    @property
    def first_rows(self) -> Numbers:
        """The row with which each meeting begins, and the number of rows at the end."""
        if self._first_rows is None:
            self._first_rows = first_rows_of(self.rows)
        return self._first_rows


def first_rows_of(rows: RowReader) -> Numbers:
    """The row with which each meeting begins, and the number of rows at the end."""
    numbers = rows.column("row")
    return np.append(np.flatnonzero(numbers == 0), len(numbers))


def rows_of(first_rows: Numbers, meetings: Numbers) -> Numbers:
    """All rows of some meetings."""
    begins = first_rows[meetings]
    return spread(begins, first_rows[meetings + 1] - begins)
