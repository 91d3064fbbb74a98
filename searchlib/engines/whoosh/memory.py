"""Arrays that are worth keeping, within a budget of bytes: what was not asked for longest goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, Protocol, TypeVar


class _Sized(Protocol):
    @property
    def nbytes(self) -> int: ...


Value = TypeVar("Value", bound=_Sized)

# What an entry costs beside its bytes, roughly.
_OVERHEAD = 400


class Memory(Generic[Value]):
    """Values by key. Safe to share between threads; two of them may make the same value at the same time."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._used = 0
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Value | None:
        """The value of a key, or None when it is not there."""
        value = self._values.get(key)
        if value is not None:
            with self._lock:
                if key in self._values:
                    self._values.move_to_end(key)
        return value

    def keep(self, key: Hashable, value: Value) -> Value:
        """Remember a value, unless it alone would take much of the budget; returns it."""
        size = value.nbytes + _OVERHEAD
        if size > self._budget // 4:
            return value
        with self._lock:
            if key not in self._values:
                self._values[key] = value
                self._used += size
            while self._used > self._budget:
                _, oldest = self._values.popitem(last=False)
                self._used -= oldest.nbytes + _OVERHEAD
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
            self._used = 0
