"""Programs for child processes: `python -m tests.reliability.child NAME INDEX`."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from searchlib.errors import IndexNotWritable
from searchlib.generations import reading, writing
from tests.reliability.toy_index import publish, version_seen


def publish_for_ever(index: Path) -> None:
    """Publish one version after another, and name each when it is out."""
    version = version_seen(index)
    while True:
        version += 1
        publish(index, version)
        print(version, flush=True)


def index_for_ever(index: Path) -> None:
    """Publish one version of a real index after another, and name each when it is out."""
    from tests.reliability.engine_index import engine_version_seen, publish_engine

    version = engine_version_seen(index)
    while True:
        version += 1
        publish_engine(index, version)
        print(version, flush=True)


def hold_the_writing_lock(index: Path) -> None:
    """Take the lock, say so, and wait to be killed."""
    with writing(index):
        print("locked", flush=True)
        time.sleep(600)


def leave_a_worker_behind(index: Path) -> None:
    """Take the lock, fork a worker that outlives this process, and wait to be killed."""
    with writing(index):
        worker = os.fork()
        if worker == 0:
            time.sleep(20)
            os._exit(0)
        print(worker, flush=True)
        time.sleep(600)


def hold_a_generation(index: Path) -> None:
    """Open the current generation, say so, and wait to be killed."""
    with reading(index) as one:
        print(one.folder.name, flush=True)
        time.sleep(600)


def write_past_the_limit(index: Path, limit: str) -> None:
    """Publish while files can be no longer than `limit` bytes, as on a disk that is full."""
    _limit_files(int(limit))
    try:
        publish(index, 2)
    except IndexNotWritable as error:
        print(error.reason, flush=True)


def index_past_the_limit(index: Path, limit: str) -> None:
    """Publish a real index in the same way."""
    from tests.reliability.engine_index import publish_engine

    _limit_files(int(limit))
    try:
        publish_engine(index, 3)
    except IndexNotWritable as error:
        print(error.reason, flush=True)


def _limit_files(size: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


if __name__ == "__main__":
    globals()[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
