"""The child process in which foreign parsers run: one request, one answer, until its parent closes the pipe.

Started by `isolation`, never by hand. It sees nothing but the bytes it is sent.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import IO

from searchlib.errors import MalformedFile, ReaderFailed, UnreadableFile
from searchlib.ingest.facts import given_from
from searchlib.ingest.frames import read_frame, write_frame
from searchlib.ingest.limits import limit_memory, limit_processor_time
from searchlib.ingest.parsing import parse
from searchlib.ingest.wire import encode_error, encode_minutes


def main(memory: int, seconds: int) -> None:
    """Answer requests on standard input until it closes; `memory` in bytes, `seconds` for each request."""
    answers = _own_output()
    # Ctrl+C goes to the whole group; the parent decides what ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(memory)
    serve(sys.stdin.buffer, answers, seconds)


def serve(requests: IO[bytes], answers: IO[bytes], seconds: int) -> None:
    """Answer each request: a frame of JSON (source, what is known), and a frame with the file's bytes."""
    while (request := read_frame(requests)) is not None:
        data = read_frame(requests) or b""
        limit_processor_time(seconds)
        write_frame(answers, answer(request, data))


def answer(request: bytes, data: bytes) -> bytes:
    """Read one file and say the outcome as JSON, whatever happens."""
    asked = json.loads(request)
    source = asked["source"]
    try:
        return encode_minutes(parse(data, source, given_from(asked["given"], source)))
    except UnreadableFile as error:
        return encode_error(error)
    except MemoryError:
        return encode_error(ReaderFailed(source, "reading it needs too much memory"))
    except Exception as error:
        return encode_error(MalformedFile(source, f"{type(error).__name__} while reading"))


def _own_output() -> IO[bytes]:
    """Keep standard output for answers alone: what a parser prints goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers
