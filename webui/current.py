"""The index that answers right now: opened when first needed, changed over when a newer generation appears.

A request borrows the index for as long as it takes. The old generation is closed when its last borrower has
given it back, so that no answer is made of two generations.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from flask import current_app

from searchlib.errors import SearchlibError
from searchlib.index import Index

LOOK_AGAIN_AFTER = 1.0

_log = logging.getLogger(__name__)


class _Lease:
    """One open generation and how many requests are using it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.borrowers = 0
        self.retired = False


class CurrentIndex:
    """Lends the newest generation. Safe to share between threads.

    `clock` gives seconds; a newer generation is looked for at most once in LOOK_AGAIN_AFTER of them.
    """

    def __init__(self, open_index: Callable[[], Index], clock: Callable[[], float] = time.monotonic) -> None:
        self._open = open_index
        self._clock = clock
        self._lock = threading.Lock()
        self._lease: _Lease | None = None
        self._look_again = 0.0

    @contextmanager
    def borrowed(self) -> Iterator[Index]:
        """The index, for the length of a `with`. Raises what opening it raises (IndexMissing and its like)."""
        lease = self._take()
        try:
            yield lease.index
        finally:
            self._give_back(lease)

    def close(self) -> None:
        """Close the index as soon as nobody uses it."""
        with self._lock:
            self._retire()

    def _take(self) -> _Lease:
        """The lease to answer from; the request that finds it is time to look for a newer one does so first."""
        lease, time_to_look = self._join()
        if not time_to_look:
            return lease
        try:
            self._change_over(lease)
        finally:
            self._give_back(lease)
        return self._join()[0]

    def _join(self) -> tuple[_Lease, bool]:
        with self._lock:
            now = self._clock()
            if self._lease is None:
                self._lease = _Lease(self._open())
                self._look_again = now + LOOK_AGAIN_AFTER
            time_to_look = now >= self._look_again
            if time_to_look:
                self._look_again = now + LOOK_AGAIN_AFTER
            self._lease.borrowers += 1
            return self._lease, time_to_look

    def _change_over(self, present: _Lease) -> None:
        # Without the lock: opening takes a while, and the other requests go on with what there is.
        try:
            if present.index.is_newest():
                return
            newest = _Lease(present.index.refresh())
        except (SearchlibError, OSError) as error:
            # What answered a second ago still answers; a half-mended index must not take the service down.
            _log.warning("keeping generation %s: %s", present.index.generation.name, error)
            return
        _log.info("changing over to generation %s", newest.index.generation.name)
        with self._lock:
            if self._lease is present:
                self._retire()
                self._lease = newest
            else:
                newest.index.close()

    def _retire(self) -> None:
        lease, self._lease = self._lease, None
        if lease is not None:
            lease.retired = True
            self._close_unused(lease)

    def _give_back(self, lease: _Lease) -> None:
        with self._lock:
            lease.borrowers -= 1
            self._close_unused(lease)

    @staticmethod
    def _close_unused(lease: _Lease) -> None:
        if lease.retired and not lease.borrowers:
            lease.index.close()


def borrowed_index() -> AbstractContextManager[Index]:
    """The index of the application that answers the present request."""
    current: CurrentIndex = current_app.extensions["searchlib"]
    return current.borrowed()
