"""A file of named arrays: raw little-endian numbers, one array after the other, and a directory at the end.

    magic · array · array · … · directory · its offset and length · magic

The file is mapped into memory and read in place; no byte of it is ever executed or unpickled. Small numbers
are kept narrow: one byte (or two) each, and the few that do not fit stand apart as (index, value) pairs, so
that no value is ever cut off.
"""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.errors import IndexDamaged, IndexNotWritable
from searchlib.mapped_memory import give_back, open_to_be_mapped

Numbers = NDArray[Any]

_MAGIC: Final = b"SLARRAY1"
_TAIL: Final = struct.Struct("<QQ8s")
_ENTRY: Final = struct.Struct("<H2sQQ")
_DTYPES: Final = {b"u1": "u1", b"u2": "<u2", b"u4": "<u4", b"u8": "<u8", b"i4": "<i4", b"i8": "<i8"}
_ALIGNMENT: Final = 8


@dataclass(slots=True)
class _Reserved:
    """An array that is being written: where it begins, how much of it is there, and what did not fit."""

    dtype: np.dtype[Any]
    offset: int
    room: int
    count: int = 0
    narrow: bool = False
    at: list[Numbers] = field(default_factory=list)
    value: list[Numbers] = field(default_factory=list)


class ArrayWriter:
    """Writes a file of arrays. Room is reserved for each array first; what is not used stays a hole."""

    def __init__(self, path: Path) -> None:
        self._file = open_to_be_mapped(path)
        self._file.write(_MAGIC)
        self._end = len(_MAGIC)
        self._arrays: dict[str, _Reserved] = {}
        self._path = path

    def reserve(self, name: str, dtype: str, room: int, *, narrow: bool = False) -> None:
        """Make room for at most `room` numbers of a NumPy type (`u1`, `<u4`, …) under a new name."""
        if name in self._arrays:
            raise ValueError(f"the array {name!r} is there already")
        self._end += -self._end % _ALIGNMENT
        kind = np.dtype(dtype)
        self._arrays[name] = _Reserved(kind, self._end, room, narrow=narrow)
        self._end += kind.itemsize * room

    def append(self, name: str, values: Numbers) -> None:
        """Write the next numbers of an array. Raises IndexNotWritable for a number that its type cannot hold."""
        array = self._arrays[name]
        if array.count + len(values) > array.room:
            raise ValueError(f"no room for {len(values)} more numbers in {name!r}")
        if not len(values):
            return
        self._file.seek(array.offset + array.count * array.dtype.itemsize)
        self._file.write(self._fitted(name, array, values).data)
        array.count += len(values)

    def add(self, name: str, values: Numbers, dtype: str, *, narrow: bool = False) -> None:
        """Reserve and write a whole array."""
        self.reserve(name, dtype, len(values), narrow=narrow)
        self.append(name, values)

    def add_strings(self, name: str, strings: Sequence[bytes]) -> None:
        """Write strings end to end, and beside them where each ends: the first entry is 0."""
        ends = np.zeros(len(strings) + 1, dtype=np.int64)
        np.cumsum([len(string) for string in strings], out=ends[1:])
        self.add(name, np.frombuffer(b"".join(strings), np.uint8), "u1")
        self.add(f"{name}_ends", ends, "<u4")

    def _fitted(self, name: str, array: _Reserved, values: Numbers) -> Numbers:
        if values.dtype == array.dtype and not array.narrow:
            return np.ascontiguousarray(values)
        limits = np.iinfo(array.dtype)
        if array.narrow:
            if int(values.max(initial=0)) >= limits.max:
                large = np.flatnonzero(values >= limits.max)
                array.at.append(large + array.count)
                array.value.append(values[large])
                values = np.minimum(values, limits.max)
        elif len(values) and (int(values.min()) < limits.min or int(values.max()) > limits.max):
            raise IndexNotWritable(str(self._path), f"a number of {name!r} does not fit into {array.dtype.str}")
        return np.ascontiguousarray(values, dtype=array.dtype)

    def close(self) -> None:
        """Write what did not fit and the directory. Raises IndexNotWritable for a number over 32 bits."""
        for name, array in [(name, array) for name, array in self._arrays.items() if array.narrow]:
            self.add(f"{name}!at", np.concatenate(array.at) if array.at else np.empty(0, np.int64), "<u4")
            self.add(f"{name}!is", np.concatenate(array.value) if array.value else np.empty(0, np.int64), "<u4")
        entries = [
            _ENTRY.pack(len(name.encode()), array.dtype.str[1:].encode(), array.offset, array.count) + name.encode()
            for name, array in self._arrays.items()
        ]
        directory = b"".join(entries)
        self._file.seek(self._end)
        self._file.write(directory)
        self._file.write(_TAIL.pack(self._end, len(directory), _MAGIC))
        self._file.close()

    def abandon(self) -> None:
        """Close the file unfinished."""
        self._file.close()

    def __enter__(self) -> ArrayWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()


class ArrayFile:
    """The arrays of one file, mapped into memory. Raises IndexDamaged when the file is not whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            try:
                self.mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:
                raise IndexDamaged(str(path), "it is empty") from error
        self._arrays = dict(self._directory())

    def _directory(self) -> Iterable[tuple[str, Numbers]]:
        size = len(self.mapped)
        if size < len(_MAGIC) + _TAIL.size:
            raise self._damaged("it is cut off")
        offset, length, magic = _TAIL.unpack_from(self.mapped, size - _TAIL.size)
        if magic != _MAGIC or offset + length != size - _TAIL.size:
            raise self._damaged("it is cut off, or not a file of arrays")
        position = offset
        while position < offset + length:
            name_length, kind, start, count = _ENTRY.unpack_from(self.mapped, position)
            position += _ENTRY.size
            name = self.mapped[position : position + name_length].decode("utf-8", "replace")
            position += name_length
            dtype = _DTYPES.get(kind)
            if dtype is None or start + count * np.dtype(dtype).itemsize > offset:
                raise self._damaged(f"the array {name!r} lies outside of it")
            yield name, np.frombuffer(self.mapped, dtype, count, start)

    def _damaged(self, reason: str) -> IndexDamaged:
        return IndexDamaged(str(self.path), reason)

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def __getitem__(self, name: str) -> Numbers:
        """A whole array as it lies in the file. Raises IndexDamaged when there is none of this name."""
        try:
            return self._arrays[name]
        except KeyError:
            raise self._damaged(f"the array {name!r} is missing") from None

    def let_go(self) -> None:
        """Give back the memory of what has been read so far; it is read again when it is looked at."""
        give_back(self.mapped)

    def arrays(self) -> dict[str, Numbers]:
        """All arrays by name."""
        return dict(self._arrays)

    def small(self, name: str) -> SmallNumbers:
        """An array that was reserved as narrow."""
        return SmallNumbers(self[name], self[f"{name}!at"], self[f"{name}!is"])

    def bytes_of(self, name: str) -> memoryview:
        """An array of single bytes as the buffer that it lies in."""
        return self[name].data

    def strings(self, name: str) -> list[bytes]:
        """All strings of an array that `add_strings` wrote."""
        blob, ends = self[name].tobytes(), self[f"{name}_ends"].tolist()
        return [blob[start:end] for start, end in pairwise(ends)]


class SmallNumbers:
    """Narrow numbers with the values apart that did not fit. Slices are ready to calculate with."""

    def __init__(self, narrow: Numbers, at: Numbers, value: Numbers) -> None:
        self.narrow = narrow
        self.at = at
        self.value = value
        # Bisected several times faster than an array.
        self._at = at.data
        self._most = np.iinfo(narrow.dtype).max

    def slice(self, start: int, end: int) -> Numbers:
        """The numbers from `start` to `end`, in the narrow type when all of them fit."""
        part = self.narrow[start:end]
        if self._at:
            first = bisect_left(self._at, start)
            if first < len(self._at) and self._at[first] < end:
                last = bisect_left(self._at, end, first)
                part = part.astype(np.uint32)
                part[self.at[first:last].astype(np.int64) - start] = self.value[first:last]
        return part

    def take(self, indexes: Numbers) -> Numbers:
        """The numbers at some indexes."""
        return self._widened(self.narrow[indexes], indexes)

    def take_near(self, indexes: Numbers) -> Numbers:
        """The same for an array of any shape; past the end, the last number."""
        return self._widened(self.narrow.take(indexes, mode="clip"), indexes)

    def _widened(self, part: Numbers, indexes: Numbers) -> Numbers:
        """Numbers read at some indexes, with those that did not fit."""
        if self._at and part.size and part.max() == self._most:
            part = part.astype(np.uint32)
            large = np.nonzero(part == self._most)
            places = np.minimum(indexes[large], len(self.narrow) - 1)
            part[large] = self.value[self.at.searchsorted(places)]
        return part
