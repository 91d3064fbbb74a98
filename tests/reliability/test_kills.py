"""R5: killed at any moment, the index opens, is whole, and the next run leaves no litter."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.reliability import child
from tests.reliability.children import running, said
from tests.reliability.toy_index import litter, publish, version_seen


def kill_at_random(index: Path, seed: int) -> None:
    """Kill a writer within its second to fourth version, and look at what it leaves."""
    before = version_seen(index)
    with running(child.publish_for_ever, index) as writer:
        published = int(said(writer))
        time.sleep(random.Random(seed).uniform(0, 0.1))
        writer.kill()
        assert writer.stdout is not None
        published = max([published, *map(int, writer.stdout.read().split())])
    assert before < published <= version_seen(index) <= published + 1


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_writer_leaves_a_whole_index(tmp_path: Path, seed: int) -> None:
    publish(tmp_path, 1)
    kill_at_random(tmp_path, seed)
    publish(tmp_path, 1000)
    assert (version_seen(tmp_path), litter(tmp_path)) == (1000, set())


@pytest.mark.slow
def test_a_hundred_kills_leave_a_whole_index(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    for seed in range(100):
        kill_at_random(tmp_path, seed)
    publish(tmp_path, 100_000)
    assert (version_seen(tmp_path), litter(tmp_path)) == (100_000, set())
