"""Child processes that index a share of the meetings each, while this one reads and indexes too.

Minutes go to whichever child has room for them, so the shares depend on how fast each one is; the answers of the
index do not. A child that ends early fails the run: what it was sent is in no index.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final

from searchlib.cores import available_cores
from searchlib.documents import Minutes
from searchlib.engines.whoosh.segment_writer import Share
from searchlib.engines.whoosh.worker import END, encode, heard
from searchlib.errors import IndexNotWritable

MOST_PROCESSES: Final = 4
# What may wait for a child: more of its work than this process ever does at a stretch, half a second; and no more,
# for in the end this process waits until that is done.
_ROOM: Final = 2_000_000

# -I: neither the working folder nor the environment decides what is imported; the parent's path does.
_START: Final = """\
import json, sys
sys.path[:], arguments = json.loads(sys.argv[1])
from searchlib.engines.whoosh import worker
worker.main(*arguments)
"""


class Worker:
    """One child. A thread of this process writes to it, for a pipe holds little and a busy child does not read."""

    def __init__(self, folder: Path, lexicon: Path) -> None:
        folder.mkdir()
        self._folder = folder
        told = json.dumps([sys.path, [str(folder), str(lexicon)]])
        # Its own threads would only compete with its siblings.
        environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own Python, our own words
                [sys.executable, "-I", "-c", _START, told],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        except OSError as error:
            raise IndexNotWritable(str(folder), f"no process could be started ({error.strerror})") from error
        assert self._process.stdin is not None
        self._waiting = 0
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._changed = threading.Lock()
        self._thread = threading.Thread(target=self._write, args=(self._process.stdin,), daemon=True)
        self._thread.start()
        self.meetings = 0

    def has_room(self) -> bool:
        """Whether it is time for more. Raises IndexNotWritable when the child is gone."""
        if not self._thread.is_alive():
            raise self._failure()
        return self._waiting < _ROOM

    def take(self, line: bytes) -> int:
        """Take a line, however long; the number of its meeting among those of the child."""
        with self._changed:
            self._waiting += len(line)
        self._lines.put(line)
        self.meetings += 1
        return self.meetings - 1

    def _write(self, pipe: IO[bytes]) -> None:
        with contextlib.suppress(OSError), pipe:
            while (line := self._lines.get()) != END:
                pipe.write(line)
                with self._changed:
                    self._waiting -= len(line)
            pipe.write(line)

    def finish(self) -> None:
        """Say that nothing more comes."""
        self._lines.put(END)

    def share(self) -> Share:
        """What the child has written, once it has done all, after `finish`. Raises IndexNotWritable when it ended
        before that.
        """
        answer = self._finished()
        try:
            if self._process.returncode:
                raise self._failure()
            return heard(answer)
        except (ValueError, TypeError) as error:
            raise self._failure() from error

    def _failure(self) -> IndexNotWritable:
        return IndexNotWritable(str(self._folder), "a process that indexes ended unexpectedly")

    def _finished(self) -> bytes:
        assert self._process.stdout is not None
        with self._process.stdout as answers:
            answer = b"" if answers.closed else answers.read()
        self._process.wait()
        self._thread.join()
        return answer

    def end(self) -> None:
        """Give up."""
        self._process.kill()
        self._lines.put(END)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process.wait()


def processes(jobs: int | None) -> int:
    """How many processes index: as many as asked for, or as pay on this machine.

    Beyond MOST_PROCESSES, reading and sending the minutes in one process is what takes the time.
    """
    if jobs is not None:
        return max(1, jobs)
    return min(available_cores(), MOST_PROCESSES)


class Workers:
    """All children of one writer; they start when the first minutes are offered."""

    def __init__(self, folder: Path, lexicon: Path, count: int) -> None:
        self._folder = folder
        self._lexicon = lexicon
        self._count = count
        self._workers: list[Worker] = []

    def offer(self, minutes: Minutes) -> tuple[int, int] | None:
        """Give minutes to a child that has room: its number, and theirs among what it has been given; or None."""
        if len(self._workers) < self._count:
            self._workers.append(Worker(self._folder / f"worker{len(self._workers)}", self._lexicon))
        for number, worker in enumerate(self._workers):
            if worker.has_room():
                return number, worker.take(encode(minutes))
        return None

    def finish(self) -> None:
        """Say that nothing more comes; all of them finish at once, while this process may do the same."""
        for worker in self._workers:
            worker.finish()

    def shares(self) -> Sequence[Share]:
        """What the children have written, by number. Raises IndexNotWritable when one of them ended early."""
        return [worker.share() for worker in self._workers]

    def tidy(self) -> None:
        """Remove the files of the children; they have been taken over."""
        for number in range(len(self._workers)):
            shutil.rmtree(self._folder / f"worker{number}")

    def end(self) -> None:
        """End all children that still run."""
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.end()
