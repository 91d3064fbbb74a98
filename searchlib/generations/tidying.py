"""Removing what no reader needs any more, and what killed runs left behind.

None of it may fail a run: what cannot be removed now is litter for the next writer.
"""

from __future__ import annotations

import logging
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from searchlib.errors import IndexDamaged, IndexMissing
from searchlib.generations import files, locks
from searchlib.generations.held import current
from searchlib.generations.manifest import READERS
from searchlib.generations.pointer import GENERATION_NAME, NEW_POINTER

_LITTER: Final = re.compile(rf"(draft|removed)-{GENERATION_NAME.pattern}|{re.escape(NEW_POINTER)}", re.ASCII)
_log = logging.getLogger(__name__)


def sweep(index: Path) -> None:
    """Remove what killed runs left behind, generations that never became current among it."""
    for name in os.listdir(index):
        if _LITTER.fullmatch(name):
            discard(index / name)
    # Without a sound pointer nobody can say which generation matters; then all stay for now.
    with suppress(IndexMissing, IndexDamaged):
        remove_old_generations(index, keep=current(index).name)


def remove_old_generations(index: Path, keep: str) -> None:
    """Remove every generation but one, where no reader holds it."""
    for name in os.listdir(index):
        if GENERATION_NAME.fullmatch(name) and name != keep:
            _remove_unless_held(index, name)


def _remove_unless_held(index: Path, name: str) -> None:
    # First the name goes, in one step, so that nobody opens the remains.
    removed = index / f"removed-{name}"
    try:
        with locks.unheld(index / name / READERS):
            files.replace(index / name, removed)
        files.remove(removed)
    except locks.HeldError:
        _log.info("generation %s is still being read and stays for now", name)
    except OSError as error:
        _log.info("generation %s cannot be removed now: %s", name, error)


def discard(path: Path) -> None:
    """Remove a file or folder if that can be done."""
    try:
        files.remove(path)
    except OSError as error:
        _log.info("%s cannot be removed now: %s", path.name, error)
