"""The zones of minutes by number, and the field in which the words of each are found besides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.engines.rows import Zone

Numbers = NDArray[Any]

ZONES: Final[tuple[Zone, ...]] = ("title", "organ", "reference", "participant", "heading", "text")
ZONE_NUMBERS: Final = {zone: number for number, zone in enumerate(ZONES)}
_FIELDS: Final = {"title": "heading"}


def zones_of(field: str) -> dict[str, int]:
    """The zones whose words a field has, each word counted once."""
    return {zone: 1 for zone in ZONES if _FIELDS.get(zone, zone) == field}


def with_weight(weights: Mapping[str, int]) -> Numbers:
    """A flag for each zone: whether it has a weight."""
    return np.array([zone in weights for zone in ZONES])


def by_number(weights: Mapping[str, int]) -> Numbers:
    """The weight of each zone, 0 for those without one."""
    return np.array([weights.get(zone, 0) for zone in ZONES], dtype=np.int32)
