"""Mapped files stay within their budget: what is too much is given back slice by slice, and nothing is lost."""

import mmap
from pathlib import Path

import pytest

from searchlib import mapped_memory
from searchlib.mapped_memory import MappedMemory, give_back, mapped_bytes, open_to_be_mapped

MB = 1024 * 1024

pytestmark = pytest.mark.skipif(mapped_bytes() is None, reason="this system does not tell what is mapped")


@pytest.fixture
def mapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> mmap.mmap:
    monkeypatch.setattr(mapped_memory, "_LOOK_EVERY", 1)
    monkeypatch.setattr(mapped_memory, "_SLICE", MB)
    path = tmp_path / "numbers"
    path.write_bytes(bytes(range(256)) * (32 * MB // 256))
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def look_at(mapped: mmap.mmap) -> int:
    return sum(mapped[:: mmap.PAGESIZE])


def test_what_is_given_back_can_be_read_again(mapped: mmap.mmap) -> None:
    before = look_at(mapped)
    held = mapped_bytes() or 0
    give_back(mapped)
    assert (mapped_bytes() or 0) < held - 16 * MB
    assert look_at(mapped) == before


def test_only_what_is_too_much_is_given_back(mapped: mmap.mmap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapped_memory, "BUDGET", 16 * MB)
    memory = MappedMemory(lambda: [mapped])
    before = mapped_bytes() or 0
    look_at(mapped)
    memory.look()
    assert 8 * MB < (mapped_bytes() or 0) - before <= 16 * MB


def test_within_the_budget_nothing_is_given_back(mapped: mmap.mmap, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = MappedMemory(lambda: [mapped])
    look_at(mapped)
    held = mapped_bytes()
    monkeypatch.setattr(mapped_memory, "give_back", None)
    memory.look()
    assert mapped_bytes() == held


def test_memory_of_others_is_not_looked_for_in_ours_for_ever(
    mapped: mmap.mmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mapped_memory, "BUDGET", MB)
    given: list[int] = []
    monkeypatch.setattr(mapped_memory, "give_back", lambda one, start, length: given.append(start))
    memory = MappedMemory(lambda: [mapped])
    look_at(mapped)
    memory.look()
    assert len(given) == 32
    memory.look()
    assert len(given) == 32


def test_what_others_map_meanwhile_is_found_out_in_the_end(
    mapped: mmap.mmap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mapped_memory, "BUDGET", 16 * MB)
    monkeypatch.setattr(mapped_memory, "_ANEW_EVERY", 3)
    memory = MappedMemory(lambda: [mapped])
    theirs = tmp_path / "theirs"
    theirs.write_bytes(bytes(12 * MB))
    with theirs.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as others:
        look_at(others)
        held = mapped_bytes() or 0
        for _ in range(4):
            look_at(mapped)
            memory.look()
        # The fourth time ours may have all of its budget beside theirs.
        assert held + 12 * MB < (mapped_bytes() or 0) <= held + 16 * MB


def test_where_the_system_does_not_tell_all_is_given_back_now_and_then(
    mapped: mmap.mmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mapped_memory, "mapped_bytes", lambda: None)
    given: list[mmap.mmap] = []
    monkeypatch.setattr(mapped_memory, "give_back", given.append)
    memory = MappedMemory(lambda: [mapped])
    for _ in range(25):
        memory.look()
    assert len(given) == 2


def test_a_file_to_be_mapped_is_written_in_portions_and_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytes(range(256)) * 1_000
    written: list[int] = []
    raw = mapped_memory._InPortions.write

    def watched(self: mapped_memory._InPortions, data: bytes) -> int:
        written.append(raw(self, data))
        return written[-1]

    monkeypatch.setattr(mapped_memory._InPortions, "write", watched)
    with open_to_be_mapped(tmp_path / "file") as file:
        file.write(content)
        file.seek(10)
        file.write(b"ten")
    assert max(written) == 64 * 1024
    assert (tmp_path / "file").read_bytes() == content[:10] + b"ten" + content[13:]
