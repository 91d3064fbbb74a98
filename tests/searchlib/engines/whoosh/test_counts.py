"""Counts tell where what they count begins, wherever the stored sums lie."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.engines.whoosh.arrays import ArrayFile, ArrayWriter
from searchlib.engines.whoosh.counts import STEP, Checkpoints, Counts

# Counts of a few hundred entries, some of which do not fit into a byte.
COUNTS = st.lists(st.sampled_from([0, 1, 1, 1, 2, 7, 255, 300]), min_size=1, max_size=5 * STEP)


def stored(folder: Path, counts: list[int], portion: int) -> Counts:
    """The counts, written to a file some at a time."""
    sums = Checkpoints()
    with ArrayWriter(folder / "counts.arrays") as writer:
        writer.reserve("counts", "u1", len(counts), narrow=True)
        for begin in range(0, len(counts), portion):
            some = np.array(counts[begin : begin + portion])
            writer.append("counts", some)
            sums.append(some)
        writer.add("sums", sums.sums(), "<u4")
    file = ArrayFile(folder / "counts.arrays")
    return Counts(file.small("counts"), file["sums"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("counts")


@given(counts=COUNTS, portion=st.integers(1, 3 * STEP), data=st.data())
def test_entries_begin_after_all_that_is_counted_before_them(
    folder: Path, counts: list[int], portion: int, data: st.DataObject
) -> None:
    indexes = data.draw(st.lists(st.integers(0, len(counts) - 1), max_size=20))
    expected = [sum(counts[:index]) for index in indexes]
    assert stored(folder, counts, portion).begins(np.array(indexes, dtype=np.int64)).tolist() == expected


@given(counts=COUNTS, data=st.data())
def test_rising_entries_begin_where_they_do_one_by_one(folder: Path, counts: list[int], data: st.DataObject) -> None:
    indexes = sorted(data.draw(st.sets(st.integers(0, len(counts) - 1))))
    found = stored(folder, counts, 10).begins_rising(np.array(indexes, dtype=np.int64))
    assert found.tolist() == [sum(counts[:index]) for index in indexes]


def test_the_way_between_two_entries_far_apart_is_not_added_up(folder: Path) -> None:
    """However long the list: what is read of it are the entries since the last stored sums."""
    counts = stored(folder, [1] * 10_000, 10_000)
    read: list[int] = []
    take = counts._counts.take_near
    counts.slice = lambda *_: pytest.fail("the whole way was read")  # type: ignore[method-assign]
    counts._counts.take_near = lambda indexes: read.append(indexes.size) or take(indexes)  # type: ignore[method-assign, func-returns-value]
    assert counts.begins_rising(np.array([3, 9_999])).tolist() == [3, 9_999]
    assert read == [2 * STEP]
