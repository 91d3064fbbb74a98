"""Writing through Whoosh's own interface, a row and a posting at a time: for its merging, not for indexing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchlib.engines.whoosh.arrays import ArrayWriter
from searchlib.engines.whoosh.door import Schema, codecs
from searchlib.engines.whoosh.inversion import MemoryTable
from searchlib.engines.whoosh.joining import write_table
from searchlib.engines.whoosh.postings import Places, Postings
from searchlib.engines.whoosh.row_facts import ROW_COLUMNS, RowFacts
from searchlib.engines.whoosh.rowfile import MeetingFacts, RowWriter
from searchlib.engines.whoosh.schema import VIEWS, RowColumn
from searchlib.engines.whoosh.tables import TABLES, TableKind
from searchlib.names import Names
from searchlib.runs import starts

Numbers = NDArray[Any]


class RowsWriter(codecs.PerDocumentWriter):  # type: ignore[misc]
    """Collects the column values of a row at a time; `rows` is the writer behind it."""

    def __init__(self, arrays: Path, records: Path) -> None:
        self.rows = RowWriter(arrays, records)
        self._values: dict[str, Any] = {}
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        """Begin the next row."""
        self._values = {}

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:
        """Nothing: what is stored stands in columns."""

    def add_column_value(self, fieldname: str, columnobj: RowColumn, value: Any) -> None:
        """A value of the row that was begun."""
        self._values[fieldname] = value

    def finish_doc(self) -> None:
        """End the row."""
        values = self._values
        begins = values["row"] == 0
        if begins:
            self.rows.begin_meeting(
                MeetingFacts(values.get("date", 0), values.get("precision", 0), values.get("organ"), values.get("kind"))
            )
        columns = np.array([[values[name] for name in ROW_COLUMNS]], dtype=np.int64)
        lengths = np.array([values.get("length", 0)] if begins else [], dtype=np.int64)
        sentences = np.array(values["sentences"], dtype=np.int64)
        self.rows.add_rows(RowFacts(columns, lengths, np.array([len(sentences)]), sentences))
        self.rows.add_records([values["record"]])

    def close(self) -> None:
        """Write everything out."""
        self.rows.close()
        self.is_closed = True


class PostingsWriter(codecs.FieldWriter):  # type: ignore[misc]
    """Collects Whoosh's postings and writes them as tables; `arrays` is the file behind it."""

    def __init__(self, path: Path) -> None:
        self.arrays = ArrayWriter(path)
        self.is_closed = False

    def add_postings(self, schema: Schema, lengths: Any, items: Iterable[tuple[str, bytes, int, float, bytes]]) -> None:
        """Take all postings at once, sorted by field, term and row; `lengths` is the reader of the new rows."""
        numbers = lengths.column_reader("row", schema["row"].column_type)
        row_numbers = np.fromiter((numbers[row] for row in range(lengths.doc_count_all())), np.int64)
        fields: dict[str, dict[bytes, list[tuple[int, float, bytes]]]] = {name: {} for name in VIEWS}
        for fieldname, text, row, weight, value in items:
            fields[fieldname].setdefault(text, []).append((row, weight, value))
        for kind in TABLES:
            self._write(kind, _TableBuilder(kind, fields, row_numbers).table())

    def _write(self, kind: TableKind, table: MemoryTable) -> None:
        most = int(table.lists.docs.max(initial=-1)) + 1
        write_table(self.arrays, kind, [table], [np.arange(most)])

    def close(self) -> None:
        """Write everything out."""
        if not self.is_closed:
            self.arrays.close()
        self.is_closed = True


class _TableBuilder:
    """One table from the fields that are views of it."""

    def __init__(
        self, kind: TableKind, fields: dict[str, dict[bytes, list[tuple[int, float, bytes]]]], row_numbers: Numbers
    ) -> None:
        self._kind = kind
        self._meeting_of = np.cumsum(row_numbers == 0) - 1
        self._row_numbers = row_numbers
        levels = {view.level: fields[name] for name, view in VIEWS.items() if view.table == kind.name}
        self._rows = levels.get("rows", {})
        # Among participants a word counts once, so the places are the weights.
        self._meetings = levels.get("meetings", self._rows)
        self._lemmas = levels.get("lemmas", {})

    def table(self) -> MemoryTable:
        terms = sorted(self._meetings)
        lists = [self._weights(self._meetings[term]) for term in terms]
        docs = [doc for one in lists for doc in one]
        return MemoryTable(
            Names.of_bytes(terms),
            Postings(
                starts(np.array([len(one) for one in lists], dtype=np.int64)),
                np.array(docs, dtype=np.int64),
                np.array([weight for one in lists for weight in one.values()], dtype=np.int64),
                self._lemma_weights(terms, lists) if self._kind.lemmas else None,
                self._places(terms, lists) if self._kind.places else None,
            ),
        )

    def _weights(self, postings: list[tuple[int, float, bytes]]) -> dict[int, int]:
        return {int(self._meeting_of[row]): int(weight) for row, weight, _ in postings}

    def _lemma_weights(self, terms: list[bytes], lists: list[dict[int, int]]) -> Numbers:
        found = [self._weights(self._lemmas.get(term, [])) for term in terms]
        pairs = zip(lists, found, strict=True)
        return np.array([lemmas.get(doc, 0) for one, lemmas in pairs for doc in one], dtype=np.int64)

    def _places(self, terms: list[bytes], lists: list[dict[int, int]]) -> Places:
        postings = [posting for term in terms for posting in self._rows[term]]
        rows = np.array([row for row, _, _ in postings], dtype=np.int64)
        values = [np.frombuffer(value, dtype="<u4") for _, _, value in postings]
        place_counts = np.array([len(value) for value in values], dtype=np.int64)
        row_counts = [len(self._rows[term]) for term in terms]
        rows_first = starts(np.array(row_counts, dtype=np.int64))
        per_meeting = [
            count
            for term, one in zip(terms, lists, strict=True)
            for count in self._rows_by_meeting(term, list(one)).tolist()
        ]
        return Places(
            np.array(per_meeting, dtype=np.int64),
            self._row_numbers[rows],
            place_counts,
            np.concatenate([*values, np.empty(0, dtype=np.uint32)]).astype(np.int64),
            rows_first,
            starts(place_counts)[rows_first],
        )

    def _rows_by_meeting(self, term: bytes, docs: list[int]) -> Numbers:
        meetings = self._meeting_of[np.array([row for row, _, _ in self._rows[term]], dtype=np.int64)]
        return np.diff(np.append(meetings.searchsorted(docs), len(meetings)))
