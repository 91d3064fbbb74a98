"""A segment of the index, and how the list of segments is read without running anything that it says.

Whoosh keeps its table of contents as a pickle. It is read here with an allowlist of exact names, so that a
manipulated index is refused before any of its code could run.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np

from searchlib.engines.whoosh.door import TOC, FileIndex, FileStorage, Schema, StructFile, codecs
from searchlib.engines.whoosh.schema import make_schema
from searchlib.errors import IndexDamaged

ARRAYS_EXT: Final = ".row"
RECORDS_EXT: Final = ".rec"
POSTINGS_EXT: Final = ".pst"
SEGMENT_EXTENSIONS: Final = (ARRAYS_EXT, RECORDS_EXT, POSTINGS_EXT)

_TOC_VERSION: Final = -111
_ALLOWED: Final = frozenset({("searchlib.engines.whoosh.segment", "Segment")})


class Segment(codecs.Segment):  # type: ignore[misc]
    """One segment: its name, its number of rows, and which of them are deleted."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self._rows = 0
        self._deleted: set[int] = set()

    def __getstate__(self) -> dict[str, Any]:
        """Plain values only, so that the allowlist for reading needs a single name."""
        deleted = np.array(sorted(self._deleted), dtype="<u4").tobytes()
        return {"indexname": self.indexname, "segid": self.segid, "rows": self._rows, "deleted": deleted}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.indexname = str(state["indexname"])
        self.segid = str(state["segid"])
        self.compound = False
        self._rows = int(state["rows"])
        self._deleted = set(np.frombuffer(state["deleted"], dtype="<u4").tolist())

    def codec(self, **_: Any) -> Any:
        """The codec that reads and writes segments of this kind."""
        from searchlib.engines.whoosh.codec import MeetingCodec

        return MeetingCodec()

    def should_assemble(self) -> bool:
        """Never: the files of a segment are mapped one by one."""
        return False

    def set_doc_count(self, doccount: int) -> None:
        """Say how many rows the segment has, deleted ones included."""
        self._rows = doccount

    def doc_count_all(self) -> int:
        """The number of rows, deleted ones included."""
        return self._rows

    def deleted_count(self) -> int:
        """The number of deleted rows."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """The numbers of the deleted rows, rising."""
        return iter(sorted(self._deleted))

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark a row as deleted, or take the mark away."""
        (self._deleted.add if delete else self._deleted.discard)(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Whether a row is marked as deleted."""
        return docnum in self._deleted

    def path(self, folder: Path, extension: str) -> Path:
        """The file of this segment with one of SEGMENT_EXTENSIONS."""
        return folder / str(self.make_filename(extension))


class _SegmentUnpickler(pickle.Unpickler):
    """Makes segments and plain values, nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in an index")
        return Segment


class _SafeStorage(FileStorage):  # type: ignore[misc]
    """Whoosh's storage, but what it unpickles passes the allowlist, and no file is left open after an error."""

    def open_file(self, name: str, **kwargs: Any) -> Any:
        content = io.BytesIO((Path(self.folder) / name).read_bytes())
        file = StructFile(content, name=name, **kwargs)
        file.read_pickle = lambda: _read_segments(content)
        return file


def _read_segments(file: BinaryIO) -> list[Segment]:
    segments = _SegmentUnpickler(file).load()
    if not isinstance(segments, list) or not all(isinstance(one, Segment) for one in segments):
        raise pickle.UnpicklingError("the list of segments holds something else")
    return segments


def create_index(folder: Path) -> MeetingIndex:
    """An index without any segment in a folder that is there."""
    TOC.create(FileStorage(str(folder)), make_schema())
    return MeetingIndex(folder, make_schema())


class MeetingIndex(FileIndex):  # type: ignore[misc]
    """A Whoosh index whose table of contents is data, not code. Raises IndexDamaged when it cannot be read."""

    def __init__(self, folder: Path, schema: Schema, indexname: str = "MAIN") -> None:
        self.folder = folder
        self.storage = _SafeStorage(str(folder))
        self._schema = schema
        self.indexname = indexname
        self._read_toc()

    def _read_toc(self) -> Any:
        try:
            self._check_version()
            # With a schema given, Whoosh skips the pickled one in the file.
            return TOC.read(self.storage, self.indexname, schema=self._schema)
        except IndexDamaged:
            raise
        except Exception as error:
            # Whatever a broken file makes of Whoosh's reader: IndexError, struct.error, UnpicklingError, OSError …
            raise IndexDamaged(str(self.folder), f"its table of contents: {error}") from error

    def _check_version(self) -> None:
        """Whoosh reads older versions with other, unguarded code."""
        generation = TOC._latest_generation(self.storage, self.indexname)
        with self.storage.open_file(TOC._filename(self.indexname, generation)) as stream:
            sizes = [stream.read_varint() for _ in range(3)]
            order, version = stream.read_int(), stream.read_int()
        if len(sizes) != 3 or order != -12345 or version != _TOC_VERSION:
            raise IndexDamaged(str(self.folder), f"its table of contents is of version {version}")

    def segments(self) -> list[Segment]:
        """The segments of the newest table of contents."""
        return list(self._read_toc().segments)
