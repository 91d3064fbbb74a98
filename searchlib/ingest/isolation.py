"""A child process that reads one file after another, and may crash, hang or swell without harm.

The child is an ordinary Python started afresh, so that nothing of this process is in its memory, and the
same code serves every system. A time limit ends it from here; its memory is limited from within.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import subprocess
import sys
import threading
from types import TracebackType
from typing import Self

from searchlib.documents import Minutes
from searchlib.errors import ReaderFailed
from searchlib.ingest.facts import mapping_of
from searchlib.ingest.frames import read_frame, write_frame
from searchlib.ingest.given import Given
from searchlib.ingest.wire import decode

MEMORY_LIMIT = 512 * 1024 * 1024
TIME_LIMIT = 30

# -I: neither the working folder nor the environment decides what is imported; the parent's path does.
_START = """\
import json, sys
sys.path[:], limits = json.loads(sys.argv[1])
from searchlib.ingest import worker
worker.main(*limits)
"""

log = logging.getLogger(__name__)


class Worker:
    """One child, started at the first file and again after each failure. Not to be shared between threads."""

    def __init__(self, *, memory: int | None = None, seconds: int | None = None) -> None:
        self._memory = memory or MEMORY_LIMIT
        self._seconds = seconds or TIME_LIMIT
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process_id(self) -> int | None:
        """The child's number, None before the first file and after a failure."""
        return self._process.pid if self._process else None

    def read(self, data: bytes, source: str, given: Given) -> tuple[Minutes, ...]:
        """Make minutes of the bytes of one file, in the child.

        Raises what reading raises, and ReaderFailed when the child did not live to answer.
        """
        request = json.dumps({"source": source, "given": mapping_of(given)}).encode()
        return decode(self._ask(request, data, source), source)

    def _ask(self, request: bytes, data: bytes, source: str) -> bytes:
        process = self._running(source)
        assert process.stdin is not None
        assert process.stdout is not None
        overdue = threading.Event()
        clock = threading.Timer(self._seconds, _end, (process, overdue))
        clock.start()
        try:
            write_frame(process.stdin, request)
            write_frame(process.stdin, data)
            answer = read_frame(process.stdout)
        except (OSError, ValueError):
            answer = None
        finally:
            clock.cancel()
        # Also when the clock struck just after the answer: the child is dying, and not fit for the next file.
        if answer is None or overdue.is_set():
            self.close()
        if answer is None:
            log.info("the reader of %s was ended", source)
            raise ReaderFailed(source, self._why(overdue.is_set()))
        return answer

    def _why(self, overdue: bool) -> str:
        return f"reading it took more than {self._seconds} s" if overdue else "its reader crashed"

    def _running(self, source: str) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            told = json.dumps([sys.path, [self._memory, self._seconds]])
            command = [sys.executable, "-I", "-c", _START, told]
            # Threads of numerical libraries reserve memory that would count against the limit.
            environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own Python, our own words
                    command,
                    env=environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            except OSError as error:
                raise ReaderFailed(source, f"no reader could be started ({error.strerror})") from error
        return self._process

    def end(self) -> None:
        """End the child from any thread: whoever waits for its answer gets ReaderFailed."""
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the child, if there is one, and let go of its pipes."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                # What was still to be sent has nowhere to go.
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _end(process: subprocess.Popen[bytes], overdue: threading.Event) -> None:
    overdue.set()
    process.kill()
