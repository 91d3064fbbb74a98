"""Numbers for strings in the order in which they come, from 0."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, Final, Protocol

from searchlib.loops import compiled

_LOOP: Final = compiled("numbering")


class Numbering(Protocol):
    """A number for each string, given when it is first asked for."""

    def __len__(self) -> int: ...

    def since(self, number: int) -> Sequence[str]:
        """The strings from a number on."""
        ...

    def of(self, string: str) -> int:
        """The number of a string."""
        ...

    def extend(self, target: array[int], strings: Iterable[str]) -> None:
        """Append the numbers of many strings to an array of the type "I"."""
        ...


class SlowNumbering:
    """A `Numbering` in Python."""

    def __init__(self) -> None:
        self._numbers = _Growing()

    def __len__(self) -> int:
        return len(self._numbers)

    def since(self, number: int) -> Sequence[str]:
        """The strings from a number on."""
        return list(islice(self._numbers, number, None))

    def of(self, string: str) -> int:
        """The number of a string."""
        return self._numbers[string]

    def extend(self, target: array[int], strings: Iterable[str]) -> None:
        """Append the numbers of many strings to an array of the type "I"."""
        target.extend(map(self._numbers.__getitem__, strings))


class _Growing(dict[str, int]):
    def __missing__(self, key: str) -> int:
        number = self[key] = len(self)
        return number


def numbering() -> Numbering:
    """A new one without any string."""
    made: Any = SlowNumbering if _LOOP is None else _LOOP.Numbering
    return made()  # type: ignore[no-any-return]
