"""Locks of the kernel: they end with the process that holds them, so a stale lock cannot exist.

One process or thread writes at a time (`exclusive`). Readers hold the generation that they opened
(`shared`), and a writer removes only what `unheld` lets it have.
"""

from __future__ import annotations

import os
import sys
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class HeldError(Exception):
    """Someone else holds the lock."""


if sys.platform == "win32":
    import msvcrt

    # An open file keeps Windows from moving or removing the folder that it lies in. That is all a
    # reader's hold has to do, so it takes no lock; see `unheld`.

    def _lock_alone(file: IO[bytes]) -> None:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise HeldError from error

    def _lock_shared(file: IO[bytes]) -> None:
        pass

else:
    import fcntl

    def _lock_alone(file: IO[bytes]) -> None:
        _flock(file, fcntl.LOCK_EX)

    def _lock_shared(file: IO[bytes]) -> None:
        _flock(file, fcntl.LOCK_SH)

    def _flock(file: IO[bytes], operation: int) -> None:
        # flock, not lockf: it belongs to this opening of the file, so threads of one process exclude
        # each other too, and closing some other handle on the file does not let go of it.
        try:
            fcntl.flock(file, operation | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise HeldError from error

    def _forget_in_child() -> None:
        for file in list(_writing):
            file.close()

    # A forked worker inherits the open file and with it the lock. Left alone, a worker that outlives
    # its killed parent would keep the index locked.
    os.register_at_fork(after_in_child=_forget_in_child)

_writing: weakref.WeakSet[IO[bytes]] = weakref.WeakSet()


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock of the file, which is created when it is not there. Raises HeldError, OSError."""
    with path.open("ab") as file:
        _lock_alone(file)
        _writing.add(file)
        try:
            yield
        finally:
            _writing.discard(file)


def shared(path: Path) -> IO[bytes]:
    """Hold the file together with other readers until the returned file is closed.

    Raises HeldError when it is about to be removed, FileNotFoundError when it is gone.
    """
    file = path.open("rb")
    try:
        _lock_shared(file)
        # The file may have been removed between opening and locking: then the lock protects nothing.
        if not os.path.samestat(os.fstat(file.fileno()), path.stat()):
            raise HeldError
    except BaseException:
        file.close()
        raise
    return file


@contextmanager
def unheld(path: Path) -> Iterator[None]:
    """Run the body with no reader holding the file. Raises HeldError when one does.

    On Windows the body itself fails with PermissionError instead.
    """
    if sys.platform == "win32" or not path.exists():
        yield
        return
    with path.open("rb") as file:
        _lock_alone(file)
        yield
