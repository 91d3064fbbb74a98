"""Python looks for cycles of objects now and then; while much is made and hardly a cycle is, it looks in vain."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# Looking among a million words takes a sixth of the time of a run when it is done as often as Python does it.
_RARELY: Final = (200_000, 50, 1_000)

_lock = threading.Lock()
# How many ask for it now, and what to go back to after the last of them.
_asking: Final[set[object]] = set()
_usual: tuple[int, int, int] = gc.get_threshold()


@contextmanager
def rare_collections() -> Iterator[None]:
    """Let Python look for cycles rarely; afterwards, when nobody else asks for that, as often as before."""
    mark = object()
    _begin(mark)
    try:
        yield
    finally:
        _end(mark)


def _begin(mark: object) -> None:
    global _usual
    with _lock:
        if not _asking:
            _usual = gc.get_threshold()
            # Whoever has turned it off, or made it rarer still, keeps that.
            if 0 < _usual[0] < _RARELY[0]:
                gc.set_threshold(*_RARELY)
        _asking.add(mark)


def _end(mark: object) -> None:
    with _lock:
        _asking.discard(mark)
        if not _asking:
            gc.set_threshold(*_usual)
