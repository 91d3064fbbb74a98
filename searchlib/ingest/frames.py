"""Messages on a pipe: four bytes of length, then the bytes."""

from __future__ import annotations

import struct
from typing import IO

_LENGTH = struct.Struct(">I")

# Larger than any file that is read and any answer about it: 50 MB of PDF hold less text than that.
MAX_FRAME = 200_000_000


def write_frame(stream: IO[bytes], message: bytes) -> None:
    """Send one message whole. Raises OSError when the other side is gone."""
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Receive one message whole; None when the other side has closed. Raises ValueError when it broke off."""
    start = stream.read(_LENGTH.size)
    if not start:
        return None
    if len(start) < _LENGTH.size:
        raise ValueError("the message broke off")
    (length,) = _LENGTH.unpack(start)
    if length > MAX_FRAME:
        raise ValueError("the message is too long")
    message = stream.read(length)
    if len(message) < length:
        raise ValueError("the message broke off")
    return message
