"""Stored records are read alike whether they are mapped or not, and nothing stays open."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from searchlib.engines.whoosh.record_file import RecordFile

CONTENT = bytes(range(200))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "records"
    made.write_bytes(CONTENT)
    return made


@pytest.mark.parametrize(("begin", "end"), [(0, 10), (190, 200), (5, 5), (190, 1 << 32), (300, 310), (10, 5)])
def test_what_is_read_is_what_is_mapped(path: Path, begin: int, end: int) -> None:
    records = RecordFile(path)
    assert records.read(begin, end) == records.between(begin, end) == CONTENT[begin:end]


def test_an_empty_file_has_no_records(tmp_path: Path) -> None:
    (tmp_path / "none").touch()
    records = RecordFile(tmp_path / "none")
    assert records.read(0, 4) == records.between(0, 4) == b""
    assert records.maps() == []


def test_without_such_reading_records_are_mapped(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "pread", raising=False)
    records = RecordFile(path)
    assert records.read(3, 9) == CONTENT[3:9]
    assert len(records.maps()) == 1


@pytest.mark.skipif(not hasattr(os, "pread"), reason="records are mapped here")
def test_the_file_is_closed_with_its_last_reader(path: Path) -> None:
    records = RecordFile(path)
    records.read(0, 1)
    descriptor, _ = records._opened
    del records
    gc.collect()
    with pytest.raises(OSError, match=r"[Bb]ad file"):
        os.fstat(descriptor)
