"""A disk that fails at a chosen point: every change that generations make on disk is counted and can go wrong."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from searchlib.generations import files

OPERATIONS = ("make_folder", "write_synced", "sync_file", "sync_folder", "replace", "remove")
Mode = Literal["clean", "torn", "dead"]


class BreakingDisk:
    """Fails at the operation number `point` (from 0), in one of three ways.

    clean: that one operation does nothing and reports a full disk. torn: it is half done, or done but
    reported as failed. dead: from there on nothing happens any more, as if the process had been killed.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, point: int, mode: Mode) -> None:
        self.calls: list[str] = []
        self._point = point
        self._mode = mode
        for name in OPERATIONS:
            monkeypatch.setattr(files, name, self._breaking(name, getattr(files, name)))

    @property
    def broke(self) -> bool:
        """Whether the run got as far as the chosen point."""
        return len(self.calls) > self._point

    def _breaking(self, name: str, operation: Callable[..., None]) -> Callable[..., None]:
        def run(*arguments: object) -> None:
            number = len(self.calls)
            self.calls.append(name)
            if number < self._point or (number > self._point and self._mode != "dead"):
                operation(*arguments)
                return
            if self._mode == "torn":
                _half(name, operation, *arguments)
            raise OSError(errno.ENOSPC, "no space left on device")

        return run


def _half(name: str, operation: Callable[..., None], *arguments: object) -> None:
    first = arguments[0]
    assert isinstance(first, Path)
    if name == "write_synced":
        data = arguments[1]
        assert isinstance(data, bytes)
        first.write_bytes(data[: len(data) // 2])
    elif name == "remove" and first.is_dir():
        shutil.rmtree(sorted(first.iterdir())[0], ignore_errors=True)
        next(iter(path for path in first.rglob("*") if path.is_file())).unlink()
    else:
        operation(*arguments)


def points(index: Path, action: Callable[[], None]) -> list[str]:
    """The operations of a run that goes well."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        disk = BreakingDisk(monkeypatch, 10**9, "clean")
        action()
    return disk.calls
