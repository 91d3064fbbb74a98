"""Our Whoosh codec: postings, columns and records as raw arrays that are read in place.

Whoosh's own machinery (its searcher, deletion, merging and optimizing) works on it through the classes here.
Our writer and our search go to the same files by whole arrays: `writer`, `tables`, `rowfile`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchlib.engines.whoosh.door import ColumnReader, Format, codecs
from searchlib.engines.whoosh.machinery import TermInfo, TermNotFound
from searchlib.engines.whoosh.matcher import ListMatcher
from searchlib.engines.whoosh.postings import Places
from searchlib.engines.whoosh.row_facts import ROW_COLUMNS
from searchlib.engines.whoosh.rowfile import MEETING_COLUMNS, NAME_COLUMNS
from searchlib.engines.whoosh.schema import VIEWS, RowColumn
from searchlib.engines.whoosh.segment import ARRAYS_EXT, POSTINGS_EXT, RECORDS_EXT, Segment
from searchlib.engines.whoosh.segment_files import SegmentFiles
from searchlib.engines.whoosh.slow_writing import PostingsWriter, RowsWriter
from searchlib.engines.whoosh.tables import TermTable

Numbers = NDArray[Any]


class MeetingCodec(codecs.Codec):  # type: ignore[misc]
    """Whoosh's way to our files."""

    def per_document_writer(self, storage: Any, segment: Segment) -> RowsWriter:
        """What Whoosh writes columns with."""
        folder = Path(storage.folder)
        return RowsWriter(segment.path(folder, ARRAYS_EXT), segment.path(folder, RECORDS_EXT))

    def field_writer(self, storage: Any, segment: Segment) -> PostingsWriter:
        """What Whoosh writes postings with."""
        return PostingsWriter(segment.path(Path(storage.folder), POSTINGS_EXT))

    def terms_reader(self, storage: Any, segment: Segment) -> TermsReader:
        """What Whoosh reads postings with."""
        return TermsReader(SegmentFiles(Path(storage.folder), segment))

    def per_document_reader(self, storage: Any, segment: Segment) -> RowsReader:
        """What Whoosh reads columns with."""
        return RowsReader(SegmentFiles(Path(storage.folder), segment))

    def new_segment(self, storage: Any, indexname: str) -> Segment:
        """A segment with a name of its own."""
        return Segment(indexname)


class TermsReader(codecs.TermsReader):  # type: ignore[misc]
    """The terms of all fields, sorted by field and term."""

    def __init__(self, files: SegmentFiles) -> None:
        self._files = files

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._find(*term) is not None

    def _find(self, fieldname: str, text: bytes) -> tuple[TermTable, int] | None:
        view = VIEWS.get(fieldname)
        table = self._files.tables[view.table] if view else None
        number = table.find(text) if table is not None else None
        if view is None or table is None or number is None:
            return None
        if view.level == "lemmas" and not self._weights(table, number, "lemmas").any():
            return None
        return table, number

    @staticmethod
    def _weights(table: TermTable, number: int, level: str) -> Numbers:
        start, end = table.first[number : number + 2].tolist()
        return (table.lemmas if level == "lemmas" else table.weights).slice(start, end)

    def indexed_field_names(self) -> Iterable[str]:
        """The names of all fields with postings."""
        return VIEWS.keys()

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms, by field and then by term."""
        for fieldname in sorted(VIEWS):
            yield from self._terms_of(fieldname, b"")

    def _terms_of(self, fieldname: str, lowest: bytes) -> Iterator[tuple[str, bytes]]:
        view = VIEWS[fieldname]
        table = self._files.tables[view.table]
        for number in range(table.lowest(lowest), len(table)):
            if view.level != "lemmas" or self._weights(table, number, "lemmas").any():
                yield fieldname, table.term(number)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms of this field from `prefix` on, then those of the fields after it."""
        for name in sorted(VIEWS):
            if name >= fieldname:
                yield from self._terms_of(name, prefix if name == fieldname else b"")

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All terms with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The same from one term on."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Frequencies and bounds of one term. Raises TermNotFound."""
        rows, weights, _ = self._list(fieldname, text)
        lengths = self._files.rows.column("words")[rows] if len(rows) else np.zeros(1, np.uint32)
        return TermInfo(
            weight=float(weights.sum(dtype=np.int64)),
            df=len(rows),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(weights.max()) if len(weights) else 0.0,
            minid=int(rows[0]) if len(rows) else None,
            maxid=int(rows[-1]) if len(rows) else 0,
        )

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """The number of postings of a term; 0 without such a term."""
        return int(self.term_info(fieldname, text).doc_frequency()) if (fieldname, text) in self else 0

    def frequency(self, fieldname: str, text: bytes) -> float:
        """The sum of the weights of a term; 0 without such a term."""
        return float(self.term_info(fieldname, text).weight()) if (fieldname, text) in self else 0.0

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> ListMatcher:
        """Walk over the postings of one term. Raises TermNotFound."""
        rows, weights, places = self._list(fieldname, text)
        return ListMatcher(rows, weights, places, format_, (fieldname, text), scorer)

    def _list(self, fieldname: str, text: bytes) -> tuple[Numbers, Numbers, Places | None]:
        found = self._find(fieldname, text)
        if found is None:
            raise TermNotFound(f"no term {fieldname}:{text!r}")
        table, number = found
        postings = table.postings(number, number + 1)
        first_rows = self._files.first_rows[postings.docs]
        level = VIEWS[fieldname].level
        if level == "rows":
            places = postings.places
            assert places is not None
            return np.repeat(first_rows, places.row_counts) + places.rows, places.place_counts, places
        if level == "lemmas":
            assert postings.lemmas is not None
            held = np.flatnonzero(postings.lemmas)
            return first_rows[held], postings.lemmas[held], None
        return first_rows, postings.weights, None

    def close(self) -> None:
        """Let go of the files."""
        del self._files


class RowsReader(codecs.PerDocumentReader):  # type: ignore[misc]
    """Columns and deletions by row."""

    def __init__(self, files: SegmentFiles) -> None:
        self._files = files
        self._segment = files.segment

    def doc_count(self) -> int:
        """The number of rows that are not deleted."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """The number of rows."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Whether any row is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether this row is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        """The deleted rows."""
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        """Yes."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Whether there is a column of this name."""
        return fieldname in (*ROW_COLUMNS, *MEETING_COLUMNS, *NAME_COLUMNS, "record", "sentences")

    def column_reader(self, fieldname: str, column: RowColumn) -> RowValues:
        """The values of a column by row."""
        return RowValues(self._files, fieldname, column)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """How many words a row has; in fields of whole meetings the weighted length of the meeting. Exact."""
        view = VIEWS.get(fieldname)
        if view is None:
            return default
        rows = self._files.rows
        if view.level == "rows":
            return int(rows.column("words")[docnum])
        if rows.column("row")[docnum]:
            return default
        return int(rows.column("length")[self._files.first_rows.searchsorted(docnum)])

    def field_length(self, fieldname: str) -> int:
        """The sum of all lengths."""
        return int(self._lengths(fieldname).sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        """The least of all lengths."""
        return int(self._lengths(fieldname).min(initial=0xFFFFFFFF))

    def max_field_length(self, fieldname: str) -> int:
        """The greatest of all lengths."""
        return int(self._lengths(fieldname).max(initial=0))

    def _lengths(self, fieldname: str) -> Numbers:
        view = VIEWS.get(fieldname)
        if view is None:
            return np.zeros(1, dtype=np.uint32)
        return self._files.rows.column("words" if view.level == "rows" else "length")

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The id of the meeting that a row belongs to; everything else stands in its record."""
        return {}

    def close(self) -> None:
        """Let go of the files."""
        del self._files


class RowValues(ColumnReader):  # type: ignore[misc]
    """One column: a row has the value of its own, or row 0 that of its meeting."""

    def __init__(self, files: SegmentFiles, name: str, column: RowColumn) -> None:
        self._rows = files.rows
        self._first_rows = files.first_rows
        self._name = name
        self._column = column
        self._doccount = files.segment.doc_count_all()
        self._names = [None, *files.rows.names(name)] if column.level == "name" else []

    def __getitem__(self, docnum: int) -> Any:
        level = self._column.level
        if level == "record":
            return self._rows.record(docnum)
        if level == "sentences":
            return self._rows.sentence_starts(docnum).tolist()
        if level == "row":
            return int(self._rows.column(self._name)[docnum])
        meeting = int(self._first_rows.searchsorted(docnum))
        if self._first_rows[meeting] != docnum:
            return self._column.default_value()
        value = int(self._rows.column(self._name)[meeting])
        return self._names[value] if level == "name" else value
