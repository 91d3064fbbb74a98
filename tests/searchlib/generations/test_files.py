from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from searchlib.generations import files


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ATTEMPTS", 5)
    monkeypatch.setattr(files, "PAUSE_SECONDS", 0)


class Busy:
    """Refuses a number of times, as Windows does while someone else has the file open."""

    def __init__(self, refusals: int) -> None:
        self.refusals = refusals
        self.calls = 0

    def __call__(self, *arguments: object) -> None:
        self.calls += 1
        if self.calls <= self.refusals:
            raise PermissionError


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("refusals", [0, 1, 4])
def test_what_is_open_for_a_moment_is_replaced_after_it(monkeypatch: pytest.MonkeyPatch, refusals: int) -> None:
    replace = Busy(refusals)
    monkeypatch.setattr("os.replace", replace)
    files.replace(Path("a"), Path("b"))
    assert replace.calls == refusals + 1


@pytest.mark.usefixtures("patient")
def test_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.replace", Busy(5))
    with pytest.raises(PermissionError):
        files.replace(Path("a"), Path("b"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows needs patience")
def test_elsewhere_the_first_answer_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.replace", Busy(1))
    with pytest.raises(PermissionError):
        files.replace(Path("a"), Path("b"))


@pytest.mark.parametrize("size", [0, 1, 99, 100])
def test_a_file_within_the_limit_is_read_whole(tmp_path: Path, size: int) -> None:
    (tmp_path / "file").write_bytes(b"x" * size)
    assert files.read(tmp_path / "file", 100) == b"x" * size


def test_a_file_past_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 101)
    with pytest.raises(OSError, match="larger than 100 bytes"):
        files.read(tmp_path / "file", 100)


def test_a_hash_is_that_of_the_content(tmp_path: Path) -> None:
    data = bytes(range(256)) * 5000
    (tmp_path / "file").write_bytes(data)
    assert files.sha256(tmp_path / "file") == hashlib.sha256(data).hexdigest()


def test_what_is_written_is_all_there_and_replaces_what_was(tmp_path: Path) -> None:
    for data in (b"long" * 1000, b"short", b""):
        files.write_synced(tmp_path / "file", data)
        assert (tmp_path / "file").read_bytes() == data


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Which inode was synced, and how much of it the system had been given by then."""
    seen: list[tuple[int, int]] = []

    def fsync(descriptor: int) -> None:
        status = os.fstat(descriptor)
        seen.append((status.st_ino, status.st_size))

    monkeypatch.setattr(os, "fsync", fsync)
    return seen


def test_a_file_is_synced_when_all_of_it_is_written(tmp_path: Path, synced: list[tuple[int, int]]) -> None:
    files.write_synced(tmp_path / "file", b"x" * 100)
    files.sync_file(tmp_path / "file")
    assert synced == [((tmp_path / "file").stat().st_ino, 100)] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows syncs names by itself")
def test_a_folder_is_synced_itself(tmp_path: Path, synced: list[tuple[int, int]]) -> None:
    files.sync_folder(tmp_path)
    assert [inode for inode, _ in synced] == [tmp_path.stat().st_ino]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_removing_a_folder_takes_links_and_leaves_their_targets(tmp_path: Path) -> None:
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "file").write_bytes(b"")
    (tmp_path / "folder" / "deep").mkdir(parents=True)
    (tmp_path / "folder" / "deep" / "link").symlink_to(tmp_path / "target")
    files.remove(tmp_path / "folder")
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "target", tmp_path / "target" / "file"]
