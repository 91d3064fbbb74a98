"""R4: rot is seen. Any bit that turns over anywhere in an index is reported."""

from __future__ import annotations

import random
from pathlib import Path

from searchlib.errors import SearchlibError
from searchlib.generations import current, reading, verify
from tests.reliability.toy_index import publish

FLIPS = 1000


def test_every_flipped_bit_is_reported(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    assert_flips_are_seen(tmp_path, seed=4, count=FLIPS)


def assert_flips_are_seen(index: Path, seed: int, count: int) -> None:
    """Turn bits over one at a time, in every file by its size and at least once in each."""
    rng = random.Random(seed)
    paths = sorted(path for path in index.rglob("*") if path.is_file() and path.stat().st_size)
    sizes = [path.stat().st_size for path in paths]
    chosen = [*paths, *rng.choices(paths, sizes, k=count - len(paths))]
    missed = [path for path in chosen if not _is_seen(index, path, rng)]
    assert missed == []
    assert verify(current(index)) == ()


def _is_seen(index: Path, path: Path, rng: random.Random) -> bool:
    byte, bit = rng.randrange(path.stat().st_size), 1 << rng.randrange(8)
    _flip(path, byte, bit)
    try:
        return bool(verify(current(index)))
    except SearchlibError:
        return True
    finally:
        _flip(path, byte, bit)


def _flip(path: Path, byte: int, bit: int) -> None:
    with path.open("r+b") as file:
        file.seek(byte)
        [old] = file.read(1)
        file.seek(byte)
        file.write(bytes([old ^ bit]))


def test_rot_in_a_small_file_is_refused_at_opening(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    rng = random.Random(5)
    for path in sorted(current(tmp_path).glob("segment*")):
        byte, bit = rng.randrange(path.stat().st_size), 1 << rng.randrange(8)
        _flip(path, byte, bit)
        try:
            reading(tmp_path).close()
        except SearchlibError:
            _flip(path, byte, bit)
        else:
            raise AssertionError(path)
