"""Child processes that index a share of the meetings each, while this one reads and indexes too.

Minutes go to whichever child has room for them, and in the end this process takes back what still waits, so the
shares depend on how fast each one is; the answers of the index do not. A child that ends early fails the run: what it
was sent is in no index.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Final

from searchlib.cores import available_cores
from searchlib.documents import Minutes
from searchlib.engines.whoosh.segment_writer import Share
from searchlib.engines.whoosh.worker import END, decode, encode, heard
from searchlib.errors import IndexNotWritable

MOST_PROCESSES: Final = 4
# How many bytes may wait for a child: more of its work than this process ever does at a stretch, half a second.
_ROOM: Final = 2_000_000

# What ends the thread that writes to a child, and the child.
_NOTHING: Final = b""

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
        self._lines: deque[bytes] = deque()
        self._changed = threading.Condition()
        self.waiting = 0
        self._thread = threading.Thread(target=self._write, args=(self._process.stdin,), daemon=True)
        self._thread.start()
        self.meetings = 0

    def has_room(self) -> bool:
        """Whether it is time for more. Raises IndexNotWritable when the child is gone."""
        if not self._thread.is_alive():
            raise self._failure()
        return self.waiting < _ROOM

    def take(self, line: bytes) -> int:
        """Take a line, however long; the number of its meeting among those of the child."""
        self._append(line)
        self.meetings += 1
        return self.meetings - 1

    def _append(self, line: bytes) -> None:
        with self._changed:
            self._lines.append(line)
            self.waiting += len(line)
            self._changed.notify()

    def take_back(self) -> bytes | None:
        """The last line, when the child has not been sent it yet: its meeting is none of the child's any more."""
        with self._changed:
            if not self._lines:
                return None
            line = self._lines.pop()
            self.waiting -= len(line)
        self.meetings -= 1
        return line

    def _write(self, pipe: IO[bytes]) -> None:
        with contextlib.suppress(OSError), pipe:
            while line := self._next():
                pipe.write(line)
                pipe.flush()
                with self._changed:
                    self.waiting -= len(line)

    def _next(self) -> bytes:
        with self._changed:
            self._changed.wait_for(lambda: self._lines)
            return self._lines.popleft()

    def finish(self) -> None:
        """Say that nothing more comes."""
        self._append(END)

    def share(self) -> Share:
        """What the child has written, once it has done all, after `finish`. Raises IndexNotWritable when it ended
        before that.
        """
        assert self._process.stdout is not None
        try:
            return heard(self._process.stdout.readline())
        except (ValueError, TypeError) as error:
            raise self._failure() from error

    def ask(self, line: bytes = _NOTHING) -> None:
        """Ask for one thing more, or for nothing; the child ends when that is done."""
        if line:
            self._append(line)
        self._append(_NOTHING)

    def wait(self) -> None:
        """Wait until the child has ended, after `ask`. Raises IndexNotWritable when it did not do all."""
        if self._process.wait():
            raise self._failure()
        self._thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _failure(self) -> IndexNotWritable:
        return IndexNotWritable(str(self._folder), "a process that indexes ended unexpectedly")

    def end(self) -> None:
        """Give up."""
        self._process.kill()
        self._append(_NOTHING)
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

    def finish(self) -> Iterator[tuple[int, int, Minutes]]:
        """Say that nothing more comes; all of them finish at once, while this process may do the same.

        Gives back what nobody has begun with, each with the number of its child and its own there.
        """
        while self._workers:
            number = max(range(len(self._workers)), key=lambda one: self._workers[one].waiting)
            line = self._workers[number].take_back()
            if line is None:
                break
            minutes = decode(line)
            assert minutes is not None
            yield number, self._workers[number].meetings, minutes
        for worker in self._workers:
            worker.finish()

    def shares(self) -> Sequence[Share]:
        """What the children have written, by number. Raises IndexNotWritable when one of them ended early."""
        return [worker.share() for worker in self._workers]

    def ask(self, line: bytes = _NOTHING) -> bool:
        """Ask one child for something more, or none, and let the others end; whether there is any child."""
        for worker in self._workers:
            worker.ask(line)
            line = _NOTHING
        return bool(self._workers)

    def close(self) -> None:
        """Wait until all have ended, after `ask`, and remove their files, which have been taken over."""
        for worker in self._workers:
            worker.wait()
        for number in range(len(self._workers)):
            shutil.rmtree(self._folder / f"worker{number}")

    def end(self) -> None:
        """End all children that still run."""
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.end()
