"""Compact read-only tables in one block of bytes: named sections, sorted strings, and numbers listed by string.

Made once and then memory-mapped: opening one reads a few hundred bytes, looking a string up reads some pages.
All numbers are little-endian and 32 bits wide; the same content always gives the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, overload

import numpy as np
from numpy.typing import NDArray

from searchlib.errors import IndexDamaged
from searchlib.runs import starts
from searchlib.sorted_strings import sorted_strings

if TYPE_CHECKING:
    from searchlib.names import Names

Buffer = bytes | memoryview
Numbers = NDArray[np.uint32]

_MAGIC: Final = b"SLTABLE1"
_HEAD: Final = struct.Struct("<8sI")
_ENTRY: Final = struct.Struct("<24sQQ")
_SPAN: Final = struct.Struct("<II")
_ALIGNMENT: Final = 8


def packed(sections: Mapping[str, bytes]) -> bytes:
    """Join named sections (ASCII names of at most 24 bytes) into one block; `unpacked` takes it apart."""
    offset = _HEAD.size + _ENTRY.size * len(sections)
    head, body = [_HEAD.pack(_MAGIC, len(sections))], []
    for name, content in sections.items():
        padding = -offset % _ALIGNMENT
        offset += padding
        head.append(_ENTRY.pack(name.encode("ascii"), offset, len(content)))
        body += [bytes(padding), content]
        offset += len(content)
    return b"".join([*head, *body])


def unpacked(data: Buffer, what: str) -> dict[str, memoryview]:
    """The sections of a block. Raises IndexDamaged, naming `what`, when it is cut off or something else."""
    view = memoryview(data).toreadonly()
    try:
        magic, count = _HEAD.unpack_from(view, 0)
        if magic != _MAGIC:
            raise IndexDamaged(what, "it is not a table of ours")
        entries = [_ENTRY.unpack_from(view, _HEAD.size + i * _ENTRY.size) for i in range(count)]
    except struct.error as error:
        raise IndexDamaged(what, "it is cut off") from error
    if any(offset + length > len(view) for _, offset, length in entries):
        raise IndexDamaged(what, "it is cut off")
    return {
        name.rstrip(b"\0").decode("ascii", "replace"): view[offset : offset + length]
        for name, offset, length in entries
    }


def numbers(view: Buffer) -> Numbers:
    """A section of numbers as an array that still lies in the mapped file."""
    return np.frombuffer(view, dtype="<u4")


def as_section(values: Sequence[int] | NDArray[np.integer[Any]]) -> bytes:
    """Numbers as the bytes of a section. Raises OverflowError for one that needs more than 32 bits."""
    array = np.asarray(values, dtype=np.int64)
    if array.size and (int(array.min()) < 0 or int(array.max()) > 0xFFFFFFFF):
        raise OverflowError("a number of the table does not fit into 32 bits")
    return array.astype("<u4").tobytes()


def string_sections(name: str, strings: Names) -> dict[str, bytes]:
    """The sections of a `Strings` table."""
    return {f"{name}.ends": as_section(strings.ends), f"{name}.text": strings.text.tobytes()}


class Strings(Sequence[str]):
    """Sorted strings, found by bisection. Their order is that of their UTF-8 bytes, and of their code points."""

    def __init__(self, sections: Mapping[str, memoryview], name: str) -> None:
        # String number i lies from ends[i] to ends[i + 1] in the text, in UTF-8.
        self.ends = numbers(sections[f"{name}.ends"])
        self.text = sections[f"{name}.text"]
        self._count = len(self.ends) - 1
        # Single numbers are read several times faster from a buffer than from an array.
        self._end = self.ends.data
        self._sorted = sorted_strings(self.text, self.ends)
        self._name = name

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        """The string number `index`, or those of a slice as a list. Raises IndexError, IndexDamaged."""
        if isinstance(index, slice):
            return self.many(np.arange(*index.indices(self._count)))
        if not -self._count <= index < self._count:
            raise IndexError(index)
        try:
            return self._bytes(index % self._count).decode()
        except UnicodeDecodeError as error:
            raise self._damaged() from error

    def __iter__(self) -> Iterator[str]:
        return iter(self.many(np.arange(self._count)))

    def many(self, indexes: NDArray[np.integer[Any]]) -> list[str]:
        """The strings of some numbers, much faster than one by one. Raises IndexDamaged for what is none."""
        text = self.text
        try:
            spans = zip(self.ends[indexes].tolist(), self.ends[indexes + 1].tolist(), strict=True)
            return [str(text[start:end], "utf-8") for start, end in spans]
        except (IndexError, UnicodeDecodeError) as error:
            # Numbers come from files, too.
            raise self._damaged() from error

    def find(self, string: str) -> int | None:
        """The number of a string, or None."""
        index = self._sorted.find(_encoded(string))
        return index if index >= 0 else None

    def range_of(self, prefix: str) -> range:
        """The numbers of the strings that begin with `prefix`."""
        wanted = _encoded(prefix)
        # No UTF-8 text holds the byte 0xFF, so this sorts after everything that begins with the prefix.
        return range(self._sorted.first_not_below(wanted), self._sorted.first_not_below(wanted + b"\xff"))

    def _bytes(self, index: int) -> bytes:
        return bytes(self.text[self._end[index] : self._end[index + 1]])

    def _damaged(self) -> IndexDamaged:
        return IndexDamaged(self._name, "it has no such string")


def _encoded(string: str) -> bytes:
    """UTF-8 that never fails: a lone surrogate, which no table holds, becomes a question mark that no word holds."""
    return string.encode("utf-8", "replace")


def listed_sections(
    name: str, keys: Names, owners: NDArray[np.integer[Any]], items: NDArray[np.integer[Any]]
) -> dict[str, bytes]:
    """The sections of a `Listed` table: `items[i]` belongs to key number owners[i]; owners rise."""
    first = starts(np.bincount(owners, minlength=len(keys)))
    return {**string_sections(name, keys), f"{name}.starts": as_section(first), f"{name}.items": as_section(items)}


class Listed:
    """Numbers listed by string: which forms have a term."""

    def __init__(self, sections: Mapping[str, memoryview], name: str) -> None:
        self.keys = Strings(sections, name)
        self._starts = sections[f"{name}.starts"]
        self.items = numbers(sections[f"{name}.items"])

    def of(self, key: str) -> Numbers:
        """The numbers listed under `key`, in the order in which they were given; empty without such a key."""
        index = self.keys.find(key)
        if index is None:
            return self.items[:0]
        start, end = _SPAN.unpack_from(self._starts, 4 * index)
        return self.items[start:end]

    def within(self, span: range) -> Numbers:
        """The numbers listed under all keys of a range, key by key."""
        starts = numbers(self._starts)
        return self.items[int(starts[span.start]) : int(starts[span.stop])]

    def owners(self) -> Numbers:
        """For each of `items` the number of its key."""
        starts = numbers(self._starts)
        return np.repeat(np.arange(len(self.keys), dtype=np.uint32), np.diff(starts))
