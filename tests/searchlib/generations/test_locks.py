from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import IO

import pytest

from searchlib.generations import locks

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="on Windows an open file is a hold")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "lock").touch()
    return tmp_path / "lock"


def test_readers_share_and_keep_out_whoever_wants_it_alone(place: Path) -> None:
    with locks.shared(place), locks.shared(place), pytest.raises(locks.HeldError), locks.unheld(place):
        pass
    with locks.unheld(place):
        pass


def test_while_it_is_taken_alone_readers_are_kept_out(place: Path) -> None:
    with locks.unheld(place), pytest.raises(locks.HeldError):
        locks.shared(place)
    locks.shared(place).close()


def test_an_exclusive_lock_ends_with_its_body_whatever_happens(place: Path) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), locks.exclusive(place):
            raise ZeroDivisionError
    with locks.exclusive(place), pytest.raises(locks.HeldError), locks.exclusive(place):
        pass


def test_a_file_that_is_gone_cannot_be_held_but_can_be_removed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        locks.shared(tmp_path / "gone")
    with locks.unheld(tmp_path / "gone"):
        pass


def test_a_file_removed_between_opening_and_locking_is_not_held(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock_shared = locks._lock_shared

    def removed_first(file: IO[bytes]) -> None:
        place.unlink()
        place.touch()
        lock_shared(file)

    monkeypatch.setattr(locks, "_lock_shared", removed_first)
    with pytest.raises(locks.HeldError):
        locks.shared(place)


def test_a_disk_without_locks_is_an_error_and_no_free_pass(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(descriptor: object, operation: int) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr("fcntl.flock", unsupported)
    with pytest.raises(OSError, match="no locks"), locks.exclusive(place):
        pass
