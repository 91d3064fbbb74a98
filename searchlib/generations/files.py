"""Every change that generations make on disk goes through here, so that tests can let any of them fail.

The functions raise OSError as the system gives it; whoever calls says what it means.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from stat import S_ISDIR
from typing import TypeVar

Result = TypeVar("Result")

# On Windows a file that someone has open for a moment (a reader of the pointer, a virus scanner)
# cannot be replaced or moved; a little patience settles it. Elsewhere the first answer stands.
ATTEMPTS = 20 if sys.platform == "win32" else 1
PAUSE_SECONDS = 0.05


def make_folder(path: Path) -> None:
    """Create the folder, and those above it; one that exists is fine."""
    path.mkdir(parents=True, exist_ok=True)


def write_synced(path: Path, data: bytes) -> None:
    """Write a file and wait until it is on disk; its name is safe after `sync_folder` only."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_file(path: Path) -> None:
    """Wait until the file's content is on disk."""
    # Windows refuses to sync what was opened for reading only.
    with path.open("r+b" if sys.platform == "win32" else "rb") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Wait until the names in the folder are on disk; Windows does that by itself and cannot be asked."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace(old: Path, new: Path) -> None:
    """Move a file or folder in one step; a file at `new` is replaced."""
    _patiently(lambda: os.replace(old, new))


def remove(path: Path) -> None:
    """Remove a file or a whole folder; a symbolic link goes, what it points to stays."""
    if S_ISDIR(path.lstat().st_mode):
        shutil.rmtree(path)
    else:
        path.unlink()


def sha256(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(path: Path, limit: int) -> bytes:
    """The content of a file; more than `limit` bytes raise OSError."""

    def attempt() -> bytes:
        with path.open("rb") as file:
            return file.read(limit + 1)

    data = _patiently(attempt)
    if len(data) > limit:
        raise OSError(f"{path.name} is larger than {limit} bytes")
    return data


def _patiently(action: Callable[[], Result]) -> Result:
    for _ in range(ATTEMPTS - 1):
        try:
            return action()
        except PermissionError:
            time.sleep(PAUSE_SECONDS)
    return action()
