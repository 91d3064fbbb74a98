"""How the files spell strings: UTF-8, in which a lone surrogate that a caller may give never fails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# Keeps strings apart while many of them are converted at once.
_BETWEEN = "\0"


def encoded(strings: Iterable[str]) -> list[bytes]:
    """The bytes of many strings: all at once, unless one of them holds the sign that keeps them apart."""
    kept = list(strings)
    joined = _BETWEEN.join(kept).encode("utf-8", "surrogatepass").split(_BETWEEN.encode())
    return joined if len(joined) == len(kept) else [one.encode("utf-8", "surrogatepass") for one in kept]


def decoded(strings: Sequence[bytes]) -> list[str]:
    """The strings again."""
    joined = _BETWEEN.encode().join(strings).decode("utf-8", "surrogatepass").split(_BETWEEN)
    return joined if len(joined) == len(strings) else [one.decode("utf-8", "surrogatepass") for one in strings]
