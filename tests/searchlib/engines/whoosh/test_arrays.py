"""A file of arrays gives back what was put in, and notices when it is not whole."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.engines.whoosh.arrays import ArrayFile, ArrayWriter
from searchlib.errors import IndexDamaged, IndexNotWritable

# Around every width at which something changes, and any number of 32 bits.
NUMBERS = st.one_of(
    st.sampled_from([0, 1, 254, 255, 256, 65_534, 65_535, 65_536, 2**32 - 1]), st.integers(0, 2**32 - 1)
)


@given(st.lists(st.lists(NUMBERS, max_size=20), max_size=5), st.sampled_from(["u1", "<u2"]), st.data())
def test_narrow_numbers_of_any_size_come_back_whole(chunks: list[list[int]], dtype: str, data: st.DataObject) -> None:
    values = [number for chunk in chunks for number in chunk]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        with ArrayWriter(path) as writer:
            writer.reserve("x", dtype, len(values) + 3, narrow=True)
            for chunk in chunks:
                writer.append("x", np.array(chunk, dtype=np.int64))
        numbers = ArrayFile(path).small("x")
        start = data.draw(st.integers(0, len(values)))
        end = data.draw(st.integers(start, len(values)))
        assert numbers.slice(start, end).tolist() == values[start:end]
        indexes = data.draw(st.lists(st.integers(0, len(values) - 1), max_size=10)) if values else []
        assert numbers.take(np.array(indexes, dtype=np.int64)).tolist() == [values[index] for index in indexes]
        del numbers


@given(st.lists(st.binary(max_size=6), max_size=6))
def test_strings_come_back(strings: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        with ArrayWriter(path) as writer:
            writer.add_strings("s", strings)
        assert ArrayFile(path).strings("s") == strings


@pytest.mark.parametrize(("dtype", "number"), [("u1", 256), ("<u2", 65_536), ("<u4", 2**32), ("<u4", -1)])
def test_a_number_that_does_not_fit_is_refused(tmp_path: Path, dtype: str, number: int) -> None:
    writer = ArrayWriter(tmp_path / "a")
    with pytest.raises(IndexNotWritable):
        writer.add("x", np.array([number], dtype=np.int64), dtype)
    writer.abandon()


def test_a_narrow_number_over_32_bits_is_refused(tmp_path: Path) -> None:
    writer = ArrayWriter(tmp_path / "a")
    writer.add("x", np.array([2**32], dtype=np.int64), "u1", narrow=True)
    with pytest.raises(IndexNotWritable):
        writer.close()
    writer.abandon()


def test_more_numbers_than_were_reserved_are_refused(tmp_path: Path) -> None:
    writer = ArrayWriter(tmp_path / "a")
    writer.reserve("x", "u1", 1)
    with pytest.raises(ValueError, match="no room"):
        writer.append("x", np.array([1, 2]))
    writer.abandon()


def test_a_file_that_is_cut_off_anywhere_is_damaged(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    with ArrayWriter(whole) as writer:
        writer.add("x", np.arange(5), "<u4")
    content = whole.read_bytes()
    for length in range(len(content)):
        short = tmp_path / f"cut{length}"
        short.write_bytes(content[:length])
        with pytest.raises(IndexDamaged):
            ArrayFile(short)


def test_an_array_beyond_the_end_of_the_file_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with ArrayWriter(path) as writer:
        writer.add("x", np.arange(5), "<u4")
    content = bytearray(path.read_bytes())
    directory = content.rindex(b"x")
    content[directory - 8 : directory] = (2**40).to_bytes(8, "little")
    path.write_bytes(bytes(content))
    with pytest.raises(IndexDamaged, match="outside"):
        ArrayFile(path)


def test_a_missing_array_is_damage(tmp_path: Path) -> None:
    with ArrayWriter(tmp_path / "a") as writer:
        writer.add("x", np.arange(5), "<u4")
    with pytest.raises(IndexDamaged, match="missing"):
        ArrayFile(tmp_path / "a")["y"]
