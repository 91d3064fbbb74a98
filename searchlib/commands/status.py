"""The exit statuses, which scripts rely on; 0 is done, or hits."""

from __future__ import annotations

from typing import Final

NOTHING_FOUND: Final = 1
WRONG_USAGE: Final = 2
NO_INDEX: Final = 3
NEEDS_PERSON: Final = 4
BUSY: Final = 5
FAULT: Final = 70
INTERRUPTED: Final = 130
