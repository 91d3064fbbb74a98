"""Memory that mapped files take in this process, and giving it back.

Pages of a mapped file count as this process's memory from when they are first looked at, with their neighbours, and
in the end all of an index would. Given back they stay in the system's cache, and coming back costs microseconds.
"""

from __future__ import annotations

import io
import mmap
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

# What may come up beside what there is when an index is opened. An answer of many words adds up to 100 MB.
BUDGET: Final = 368 * 1024 * 1024
# To ask the system costs some ten microseconds.
_LOOK_EVERY: Final = 3
# Where the system does not say, all is given back this often; some searches bring up 20 MB, some hardly any.
_BLINDLY_EVERY: Final = 12
# So often all of ours is given back when it is too much: what is left then is surely not ours, and may have grown.
_ANEW_EVERY: Final = 48
# How much of a file is given back at a time.
_SLICE: Final = 16 * 1024 * 1024
# Linux (from 6.18 on) brings up in one go what was written in one go, and a look-up wants one page of it.
_PORTION: Final = 64 * 1024


class _InPortions(io.FileIO):
    """A raw file that takes a portion of what it is given; the buffer above it sees to the rest."""

    def write(self, data: Any) -> int:
        return super().write(memoryview(data)[:_PORTION])


def open_to_be_mapped(path: Path, buffering: int = _PORTION) -> BinaryIO:
    """Begin a new file that will be mapped into memory; it is written as any other. Raises OSError."""
    return cast(BinaryIO, io.BufferedWriter(_InPortions(path, "w"), buffering))


def give_back(mapped: mmap.mmap, start: int = 0, length: int | None = None) -> None:
    """Let pages of a mapped file go out of this process: `length` bytes (or all) from `start`, where a page begins."""
    if hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED, start, len(mapped) - start if length is None else length)


def mapped_bytes() -> int | None:
    """How much of this process's memory is pages of files (Linux: proc(5), statm); None where it cannot be told."""
    try:
        statm = os.open("/proc/self/statm", os.O_RDONLY)
    except OSError:
        return None
    try:
        return int(os.read(statm, 256).split()[2]) * mmap.PAGESIZE
    finally:
        os.close(statm)


class MappedMemory:
    """Keeps the memory of an index's files within a budget. Safe to share between threads.

    Slice after slice is given back, round and round, until it is enough: what is looked at all the time comes back, and
    most of it has stayed meanwhile. The system tells only how much all files take, of whoever in this process.
    """

    def __init__(self, maps: Callable[[], Sequence[mmap.mmap]]) -> None:
        self._maps = maps
        self._others = mapped_bytes()
        self._searches = 0
        self._shrinks = 0
        self._next = 0

    def look(self) -> None:
        """To be called before each search."""
        self._searches += 1
        if self._others is None:
            if self._searches % _BLINDLY_EVERY == 0:
                for one in self._maps():
                    give_back(one)
        elif self._searches % _LOOK_EVERY == 0:
            self._others = self._shrunk(self._others)

    def _shrunk(self, others: int) -> int:
        """Give back what is too much. Gives how much is not ours."""
        if (mapped_bytes() or 0) <= others + BUDGET:
            return others
        self._shrinks += 1
        slices = _slices(self._maps())
        for _ in slices:
            self._next = (self._next + 1) % len(slices)
            give_back(*slices[self._next])
            if self._shrinks % _ANEW_EVERY and (mapped_bytes() or 0) <= others + BUDGET:
                return others
        return mapped_bytes() or 0


def _slices(maps: Sequence[mmap.mmap]) -> list[tuple[mmap.mmap, int, int]]:
    """All files in slices: the file, where the slice starts, and its length."""
    return [(one, start, min(_SLICE, len(one) - start)) for one in maps for start in range(0, len(one), _SLICE)]
