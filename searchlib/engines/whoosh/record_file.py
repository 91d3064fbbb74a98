"""The file of stored records: single ones are read, runs of them are mapped.

A page of hits wants ten records from all over the file. Mapped, each would bring up pages around it and keep them;
read, it costs less and leaves nothing behind.
"""

from __future__ import annotations

import mmap
import os
import weakref
from pathlib import Path

from searchlib.remembered import remembered


class RecordFile:
    """Opened when it is first needed, and closed when nobody has it any more. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mapped: mmap.mmap | None = None

    def read(self, begin: int, end: int) -> bytes:
        """The bytes from `begin` to `end`, as far as there are any."""
        if not hasattr(os, "pread"):
            return bytes(self.between(begin, end))
        descriptor, size = self._opened
        return os.pread(descriptor, max(0, min(end, size) - begin), begin)

    def between(self, begin: int, end: int) -> memoryview:
        """The same bytes as they lie in the file."""
        return self._view[begin:end]

    def maps(self) -> list[mmap.mmap]:
        """The file, if it is mapped by now."""
        return [self._mapped] if self._mapped is not None else []

    @remembered
    def _opened(self) -> tuple[int, int]:
        """The descriptor and the size of the file."""
        descriptor = os.open(self._path, os.O_RDONLY)
        weakref.finalize(self, os.close, descriptor)
        return descriptor, os.fstat(descriptor).st_size

    @remembered
    def _view(self) -> memoryview:
        with self._path.open("rb") as file:
            # An empty file cannot be mapped.
            if os.fstat(file.fileno()).st_size:
                self._mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return memoryview(self._mapped or b"")
