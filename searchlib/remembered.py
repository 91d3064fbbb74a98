"""A property that is worked out once for an object, without a lock.

`functools.cached_property` of Python 3.11 holds one lock for all objects of a class while it works. Nodes of
different classes wait for each other within a search, so two searches in two threads could wait for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class remembered(Generic[Value]):  # noqa: N801 - a decorator, named like `property`
    """The property's value is kept with the object. Two threads may work it out at the same time, and alike."""

    def __init__(self, work_out: Callable[[Any], Value]) -> None:
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> remembered[Value]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...
    def __get__(self, instance: object, owner: type) -> remembered[Value] | Value:
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._work_out(instance)
        return value
