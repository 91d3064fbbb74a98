"""The bytes of one file of the corpus, within a limit and without following it out of the corpus."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from searchlib.errors import FileTooLarge, FileVanished

# Neither a link that was put in the file's place after listing, nor a pipe that never answers.
# Windows has neither flag, and needs its own to leave line ends alone.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_bytes(path: Path, source: str, limit: int) -> tuple[bytes, os.stat_result]:
    """Read a whole file of at most `limit` bytes; give also its state on disk when it was opened.

    The last part of `path` may not be a link: `listing` has resolved those that are allowed.

    Raises FileTooLarge, and FileVanished when it is gone, not permitted, or no longer a plain file.
    """
    try:
        descriptor = os.open(path, _FLAGS)
        with open(descriptor, "rb") as stream:
            state = os.fstat(descriptor)
            if not stat.S_ISREG(state.st_mode):
                raise FileVanished(source, "it is not a plain file any more")
            if state.st_size > limit:
                raise FileTooLarge(source, state.st_size, limit)
            # One byte more than allowed: the file may be growing while it is read.
            data = stream.read(limit + 1)
    except FileNotFoundError as error:
        raise FileVanished(source) from error
    except OSError as error:
        raise FileVanished(source, f"the file cannot be opened ({error.strerror})") from error
    if len(data) > limit:
        raise FileTooLarge(source, len(data), limit)
    return data, state
