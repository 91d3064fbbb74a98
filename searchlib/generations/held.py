"""Opening the current generation and holding it, so that no writer removes it meanwhile."""

from __future__ import annotations

import time
from pathlib import Path
from types import TracebackType
from typing import IO, Final

from searchlib.errors import IndexDamaged
from searchlib.generations import locks
from searchlib.generations.manifest import READERS, Manifest, glance, read_manifest
from searchlib.generations.pointer import Pointer, check_manifest, read_pointer

_ATTEMPTS: Final = 50
_PAUSE_SECONDS: Final = 0.01


def current_name(index: Path) -> str:
    """The name of the current generation: one small read, for noticing a new one.

    Raises IndexMissing, IndexDamaged.
    """
    return read_pointer(index).name


def current(index: Path) -> Path:
    """The folder of the current generation. Raises IndexMissing, IndexDamaged.

    Nothing keeps it from being replaced and removed; to read in it, use `reading`.
    """
    pointer = read_pointer(index)
    check_manifest(index, pointer)
    return index / pointer.name


def read_whole(folder: Path) -> Manifest:
    """The manifest of a generation whose files are all there, at a glance. Raises IndexDamaged, IndexOutdated."""
    manifest = read_manifest(folder)
    odd = glance(folder, manifest)
    if odd:
        raise IndexDamaged(str(folder), f"{len(odd)} files are damaged, missing or foreign: {', '.join(odd[:3])}")
    return manifest


class HeldGeneration:
    """A generation that stays on disk until `close`, whatever writers do. Also a context manager."""

    def __init__(self, folder: Path, manifest: Manifest, hold: IO[bytes]) -> None:
        self.folder = folder
        self.manifest = manifest
        self._hold = hold

    def close(self) -> None:
        """Let go of the generation; the next writer may remove it then. May be called twice."""
        self._hold.close()

    def __enter__(self) -> HeldGeneration:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def reading(index: Path) -> HeldGeneration:
    """Open the current generation and hold it; sizes and small files are checked against the manifest.

    Raises IndexMissing, IndexDamaged, and IndexOutdated when it is of another format version.
    """
    pointer, hold = _hold_current(index)
    try:
        check_manifest(index, pointer)
        folder = index / pointer.name
        return HeldGeneration(folder, read_whole(folder), hold)
    except BaseException:
        hold.close()
        raise


def _hold_current(index: Path) -> tuple[Pointer, IO[bytes]]:
    # Between reading the pointer and holding the generation a writer may have replaced and removed it.
    # The pointer then names a newer one, so trying again ends unless a writer is faster each time.
    for _ in range(_ATTEMPTS):
        pointer = read_pointer(index)
        try:
            return pointer, locks.shared(index / pointer.name / READERS)
        except (locks.HeldError, OSError) as error:
            reason = str(error) or "it is about to be removed"
        if read_pointer(index) == pointer:
            time.sleep(_PAUSE_SECONDS)
    raise IndexDamaged(str(index), f"{pointer.name} cannot be opened ({reason})")
