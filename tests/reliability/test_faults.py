"""R2, R12: publishing is all or nothing, whichever operation fails and however."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchlib.errors import IndexNotWritable
from tests.reliability.breaking import BreakingDisk, Mode, points
from tests.reliability.toy_index import litter, publish, version_seen

# What a run does: see `test_there_are_as_many_points_as_this`.
POINTS = 25


def test_there_are_as_many_points_as_this(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    assert (
        points(tmp_path, lambda: publish(tmp_path, 2))
        == [
            *["make_folder"] * 2,
            *["sync_file"] * 12,
            *["write_synced"] * 2,
            *["sync_folder"] * 3,
            *["replace", "sync_folder"],
            *["write_synced", "replace", "sync_folder"],
            *["replace", "remove"],
        ][: POINTS + 1]
    )


@pytest.mark.parametrize("mode", ["clean", "torn", "dead"])
@pytest.mark.parametrize("point", range(POINTS + 1))
def test_a_fault_leaves_the_old_index_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: Mode, point: int
) -> None:
    publish(tmp_path, 1)
    with monkeypatch.context() as breaking:
        disk = BreakingDisk(breaking, point, mode)
        error = _error_of_publishing(tmp_path)
    assert disk.broke
    flipped = point > POINTS - 3 or (mode == "torn" and point == POINTS - 3)
    assert version_seen(tmp_path) == (2 if flipped else 1)
    # Only tidying up, after the new generation is safe, may fail in silence.
    assert (error and error.reason) == (None if point > POINTS - 2 else "no space left on device")
    publish(tmp_path, 3)
    assert (version_seen(tmp_path), litter(tmp_path)) == (3, set())


@pytest.mark.parametrize("mode", ["clean", "torn", "dead"])
@pytest.mark.parametrize("point", range(POINTS - 1))
def test_a_fault_in_the_first_run_leaves_no_index_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: Mode, point: int
) -> None:
    with monkeypatch.context() as breaking:
        BreakingDisk(breaking, point, mode)
        assert _error_of_publishing(tmp_path)
    publish(tmp_path, 3)
    assert (version_seen(tmp_path), litter(tmp_path)) == (3, set())


def _error_of_publishing(index: Path) -> IndexNotWritable | None:
    try:
        publish(index, 2)
    except IndexNotWritable as error:
        return error
    return None
