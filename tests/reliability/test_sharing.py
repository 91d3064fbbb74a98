"""R6, R7: readers during writes, and two writers."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from searchlib.errors import IndexLocked
from searchlib.generations import reading, writing
from tests.reliability import child
from tests.reliability.children import running, said
from tests.reliability.toy_index import litter, publish, version_in, version_seen


def read_until(index: Path, done: threading.Event) -> int:
    """Open, read at leisure, close, again and again; versions never go back. Returns how often."""
    rounds, newest = 0, 0
    while not done.is_set():
        with reading(index) as one:
            time.sleep(0.001)
            version = version_in(one.folder, one.manifest.details["version"])
        assert version >= newest
        newest = version
        rounds += 1
    return rounds


def share(index: Path, versions: int) -> int:
    """One writer and six readers; returns the number of readings."""
    publish(index, 1)
    done = threading.Event()
    with ThreadPoolExecutor(6) as pool:
        readers = [pool.submit(read_until, index, done) for _ in range(6)]
        try:
            for version in range(2, versions + 2):
                publish(index, version)
        finally:
            done.set()
        return sum(reader.result() for reader in readers)


def test_readers_are_not_disturbed_by_a_writer(tmp_path: Path) -> None:
    assert share(tmp_path, versions=60) >= 6
    publish(tmp_path, 1000)
    assert (version_seen(tmp_path), litter(tmp_path)) == (1000, set())


@pytest.mark.slow
def test_readers_are_not_disturbed_by_a_thousand_updates(tmp_path: Path) -> None:
    assert share(tmp_path, versions=1000) > 1000


def test_a_reader_of_another_process_keeps_its_generation_until_it_dies(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    with running(child.hold_a_generation, tmp_path) as reader:
        name = said(reader)
        publish(tmp_path, 2)
        assert litter(tmp_path) == {name}
        assert version_in(tmp_path / name, 1) == 1
    publish(tmp_path, 3)
    assert litter(tmp_path) == set()


def test_a_second_writer_is_refused_at_once(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    with writing(tmp_path), pytest.raises(IndexLocked) as caught, writing(tmp_path):
        pass
    assert caught.value.path == str(tmp_path)
    publish(tmp_path, 2)


def test_a_second_writer_does_not_disturb_the_first(tmp_path: Path) -> None:
    with writing(tmp_path) as draft:
        (draft.folder / "file").write_bytes(b"mine")
        for _ in range(3):
            with pytest.raises(IndexLocked), writing(tmp_path):
                pass
        assert (draft.folder / "file").read_bytes() == b"mine"
        draft.publish("toy", {})


def test_of_many_threads_one_writes_at_a_time(tmp_path: Path) -> None:
    def write(version: int) -> bool:
        try:
            publish(tmp_path, version)
        except IndexLocked:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(write, range(1, 100)))
    assert any(outcomes)
    assert (version_seen(tmp_path) in range(1, 100), litter(tmp_path)) == (True, set())


def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    with running(child.hold_the_writing_lock, tmp_path) as writer:
        assert said(writer) == "locked"
        with pytest.raises(IndexLocked), writing(tmp_path):
            pass
        assert version_seen(tmp_path) == 1
    publish(tmp_path, 2)
    assert (version_seen(tmp_path), litter(tmp_path)) == (2, set())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_a_worker_that_outlives_its_killed_writer_keeps_no_lock(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    with running(child.leave_a_worker_behind, tmp_path) as writer:
        worker = int(said(writer))
    try:
        os.kill(worker, 0)
        # The worker lets go when it first runs, which on a busy machine may be after its parent has died.
        patiently(lambda: publish(tmp_path, 2))
    finally:
        os.kill(worker, 9)


def patiently(attempt: Callable[[], object]) -> None:
    """Try for some seconds; the worker would hold a lock that it kept for twenty."""
    for _ in range(50):
        try:
            attempt()
            return
        except IndexLocked:
            time.sleep(0.1)
    attempt()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit the size of files")
def test_a_disk_that_fills_up_leaves_the_old_index(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    with running(child.write_past_the_limit, tmp_path, 100) as writer:
        assert said(writer) == "File too large"
    assert (version_seen(tmp_path), litter(tmp_path)) == (1, set())
