"""Where the meeting was held, when a label says so."""

from __future__ import annotations

import re
from collections.abc import Iterable

MAX_PLACE = 150

_label = re.compile(
    r"\s*(?:plats(?:\s+och\s+tid)?|lokal|sammanträdesplats|mötesplats|plats/tid)\s*(?::|\t|\s{2,})\s*(\S.*)$",
    re.IGNORECASE,
)
# What follows the place on the same line: the time of day.
_time = re.compile(
    r"\s*[,.;]?\s*(?:(?:den|tid:?)\s+)?(?:kl(?:ockan|\.)?\s*\d|\d{1,2}[.:]\d\d\b|(?:mån|tis|ons|tors|fre|lör|sön)dag|\d{4}-\d\d-\d\d).*$",
    re.IGNORECASE,
)


def find_place(lines: Iterable[str]) -> str | None:
    """The place after the label `Plats`, without the time that may follow it."""
    for line in lines:
        if (match := _label.match(line)) and (place := _time.sub("", match[1]).strip(" ,;.")):
            return " ".join(place.split())[:MAX_PLACE]
    return None
