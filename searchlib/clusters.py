"""Where the places of wanted words lie densest: in which stretch of a text, in which of its sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Final

from searchlib.loops import compiled
from searchlib.sentences import Span
from searchlib.wanted_forms import Standing

# Places that are weighed as one cluster.
MOST_NEAR: Final = 20

_LOOP: Final[Any] = compiled("clusters")


def densest(places: Sequence[Standing], reach: int, otherwise: int = 0) -> int:
    """The offset from which `reach` characters hold most different words, then most places; places are in order."""
    found: int | None = _LOOP.densest(places, reach, MOST_NEAR, otherwise) if _LOOP is not None else None
    return plainly_densest(places, reach, otherwise) if found is None else found


def richest(spans: list[Span], places: Sequence[Standing]) -> int:
    """The number of the span with most different words, then most places, then the first; 0 when none has any.

    Spans and places are in order.
    """
    found: int | None = _LOOP.richest(spans, places) if _LOOP is not None else None
    return plainly_richest(spans, places) if found is None else found


def plainly_densest(places: Sequence[Standing], reach: int, otherwise: int) -> int:
    """`densest` without the compiled loop."""
    best, best_worth = otherwise, (0, 0)
    words = [word for _, word, _ in places]
    offsets = [offset for offset, _, _ in places]
    different = len(set(words))
    for number, offset in enumerate(offsets):
        end = bisect_left(offsets, offset + reach, number, min(number + MOST_NEAR, len(offsets)))
        if (min(different, end - number), end - number) > best_worth:
            worth = (len(set(words[number:end])), end - number)
            if worth > best_worth:
                best, best_worth = offset, worth
    return best


def plainly_richest(spans: Sequence[Span], places: Sequence[Standing]) -> int:
    """`richest` without the compiled loop."""
    words: list[list[int]] = [[] for _ in spans]
    number = 0
    for offset, word, _ in places:
        while number < len(spans) and spans[number][1] <= offset:
            number += 1
        if number == len(spans):
            break
        if spans[number][0] <= offset:
            words[number].append(word)
    return max(range(len(spans)), key=lambda n: (len(set(words[n])), len(words[n]), -n), default=0)
