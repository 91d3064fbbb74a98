from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from searchlib.errors import IndexDamaged, IndexMissing
from searchlib.generations import current, current_name, held, reading, verify
from searchlib.generations.pointer import Pointer, read_pointer
from tests.reliability.toy_index import litter, publish, version_in, version_seen


@pytest.fixture
def index(tmp_path: Path) -> Path:
    publish(tmp_path, 1)
    return tmp_path


def test_what_is_held_stays_through_any_number_of_updates(index: Path) -> None:
    with reading(index) as first:
        publish(index, 2)
        with reading(index) as second:
            publish(index, 3)
            publish(index, 4)
            assert [version_in(one.folder, version) for one, version in ((first, 1), (second, 2))] == [1, 2]
            assert litter(index) == {first.folder.name, second.folder.name}
        publish(index, 5)
        assert (version_in(first.folder, 1), litter(index)) == (1, {first.folder.name})
    publish(index, 6)
    assert litter(index) == set()


def test_many_readers_hold_one_generation_until_the_last_lets_go(index: Path) -> None:
    readers = [reading(index) for _ in range(5)]
    publish(index, 2)
    for reader in readers:
        publish(index, 3)
        assert version_in(reader.folder, 1) == 1
        reader.close()
        reader.close()
    publish(index, 4)
    assert litter(index) == set()


def test_a_reader_who_is_overtaken_gets_the_newer_generation(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []

    def overtaken(index: Path) -> Pointer:
        pointer = read_pointer(index)
        reads.append(pointer.name)
        if len(reads) == 1:
            publish(index, 2)
        return pointer

    monkeypatch.setattr(held, "read_pointer", overtaken)
    with reading(index) as one:
        assert version_in(one.folder, 2) == 2


@pytest.mark.parametrize("made", ["no folder", "no pointer", "a file"])
def test_where_nothing_was_built_the_index_is_missing(tmp_path: Path, made: str) -> None:
    index = tmp_path / "index"
    if made == "no pointer":
        index.mkdir()
    elif made == "a file":
        index.write_bytes(b"")
    for ask in (current, current_name, reading):
        with pytest.raises(IndexMissing) as caught:
            ask(index)
        assert caught.value.path == str(index)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a file is gone": lambda folder: (folder / "segment3").unlink(),
    "a file is cut off": lambda folder: os.truncate(folder / "segment3", 10),
    "a small file has changed": lambda folder: (folder / "empty").write_bytes(b"!"),
    "a byte of a small file has changed": lambda folder: _flip(folder / "segment3"),
    "a file is a folder": lambda folder: _emptied(folder).mkdir(),
    "a foreign file": lambda folder: (folder / "_MAIN_99.toc").write_bytes(b"evil"),
    "no manifest": lambda folder: (folder / "manifest.json").unlink(),
    "the manifest has changed": lambda folder: _flip(folder / "manifest.json"),
    "no readers' lock": lambda folder: (folder / "readers.lock").unlink(),
    "all is gone": shutil.rmtree,
}


if sys.platform != "win32":
    DAMAGE |= {
        "a file is a link": lambda folder: _emptied(folder).symlink_to("segment3"),
        "a foreign link": lambda folder: (folder / "more").symlink_to("/"),
    }


def _emptied(folder: Path) -> Path:
    """The place of a file that has just been taken away."""
    (folder / "empty").unlink()
    return folder / "empty"


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_that_shows_at_a_glance_is_refused_at_opening(index: Path, damage: str) -> None:
    DAMAGE[damage](current(index))
    with pytest.raises(IndexDamaged) as caught:
        reading(index)
    assert caught.value.remedy


def test_after_a_refused_opening_nothing_is_held(index: Path) -> None:
    _flip(current(index) / "segment3")
    with pytest.raises(IndexDamaged):
        reading(index)
    publish(index, 2)
    assert (version_seen(index), litter(index)) == (2, set())


def test_a_large_file_is_read_by_verify_only(tmp_path: Path) -> None:
    from searchlib.generations import writing

    with writing(tmp_path) as draft:
        (draft.folder / "large").write_bytes(b"x" * 100_000)
        draft.publish("toy", {})
    _flip(current(tmp_path) / "large")
    with reading(tmp_path) as one:
        assert verify(one.folder) == ("large",)


@pytest.mark.parametrize("damage", ["a file is gone", "a file is cut off", "a foreign file", "a file is a folder"])
def test_verify_names_the_damaged_missing_and_foreign_files(index: Path, damage: str) -> None:
    DAMAGE[damage](current(index))
    assert len(verify(current(index))) == 1
