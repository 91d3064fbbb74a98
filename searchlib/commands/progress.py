"""The progress line: on standard error, on a terminal only, and gone when the work is done."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType

from searchlib.reports import Progress
from searchlib.wording import decimal, number

_SECONDS_BETWEEN = 0.1


class ProgressLine:
    """A context manager; call `show` as often as you like."""

    def __init__(self) -> None:
        self._visible = sys.stderr.isatty()
        self._next = 0.0

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._visible and self._next:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def show(self, progress: Progress) -> None:
        """Show how far the work has come."""
        now = time.monotonic()
        if not self._visible or now < self._next:
            return
        self._next = now + _SECONDS_BETWEEN
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r\x1b[K{progress_text(progress)[:width]}")
        sys.stderr.flush()


def progress_text(progress: Progress) -> str:
    """`Läser 12 av 45 filer, klart om 3 s: 2015/möte.txt`."""
    of = f" av {number(progress.total)}" if progress.total is not None else ""
    left = f", klart om {duration(progress.remaining)}" if progress.remaining is not None else ""
    return f"Läser {number(progress.done)}{of} filer{left}: {progress.source}"


def duration(seconds: float) -> str:
    """A length of time as people say it: `0,4 s`, `12 s`, `3 min 5 s`."""
    if seconds < 10:
        return f"{decimal(seconds)} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
