"""R4, R5, R6, R12 with a real Whoosh index in the generations: the answers stay right."""

from __future__ import annotations

import random
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from searchlib.engines.whoosh import open_engine
from searchlib.generations import reading
from tests.engines.toy import ToyAnalyzer
from tests.reliability import child
from tests.reliability.children import running, said
from tests.reliability.engine_index import FOLDER, check_engine, engine_version_seen, publish_engine
from tests.reliability.test_bit_flips import assert_flips_are_seen
from tests.reliability.toy_index import litter


@pytest.fixture
def index(tmp_path: Path) -> Path:
    publish_engine(tmp_path, 1)
    publish_engine(tmp_path, 2)
    return tmp_path


def test_each_version_holds_what_it_should(index: Path) -> None:
    for version in range(3, 14):
        publish_engine(index, version)
        assert engine_version_seen(index) == version
    assert litter(index) == set()


def test_every_flipped_bit_of_a_real_index_is_reported(index: Path) -> None:
    assert_flips_are_seen(index, seed=9, count=1000)


def kill_indexing_at_random(index: Path, seed: int) -> None:
    """Kill a writer within one of its next versions; the index opens, is whole, and goes on from there."""
    with running(child.index_for_ever, index) as writer:
        published = int(said(writer))
        time.sleep(random.Random(seed).uniform(0, 0.2))
        writer.kill()
        assert writer.stdout is not None
        published = max([published, *map(int, writer.stdout.read().split())])
    assert published <= engine_version_seen(index) <= published + 1


@pytest.mark.parametrize("seed", range(3))
def test_killed_while_indexing_the_index_is_whole(index: Path, seed: int) -> None:
    kill_indexing_at_random(index, seed)
    version = engine_version_seen(index)
    publish_engine(index, version + 1)
    assert (engine_version_seen(index), litter(index)) == (version + 1, set())


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 200))
def test_killed_a_hundred_times_while_indexing_the_index_is_whole(index: Path, seed: int) -> None:
    kill_indexing_at_random(index, seed)
    publish_engine(index, engine_version_seen(index) + 1)
    assert litter(index) == set()


def test_searches_during_updates_answer_from_the_version_they_opened(index: Path) -> None:
    done = threading.Event()

    def search_until_done() -> int:
        rounds = 0
        while not done.is_set():
            with reading(index) as held:
                engine = open_engine(held.folder / FOLDER, ToyAnalyzer())
                # Long enough that the generation is replaced, while most of its files were never touched.
                time.sleep(0.05)
                version = held.manifest.details["version"]
                assert isinstance(version, int)
                check_engine(engine, version)
                engine.close()
            rounds += 1
        return rounds

    with ThreadPoolExecutor(6) as pool:
        readers = [pool.submit(search_until_done) for _ in range(6)]
        try:
            for version in range(3, 12):
                publish_engine(index, version)
        finally:
            done.set()
        assert all(reader.result() for reader in readers)
    publish_engine(index, 12)
    assert (engine_version_seen(index), litter(index)) == (12, set())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit the size of files")
@pytest.mark.parametrize("limit", [0, 100, 1000, 3000])
def test_a_disk_that_fills_up_while_indexing_leaves_the_old_index(index: Path, limit: int) -> None:
    with running(child.index_past_the_limit, index, limit) as writer:
        assert said(writer) == "File too large"
    assert (engine_version_seen(index), litter(index)) == (2, set())
