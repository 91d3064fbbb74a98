"""The innermost loops, compiled. Every one of them says faster what Python or NumPy elsewhere says as well.

A module here is a Cython file. Where it could not be built (no C compiler when the package was installed) or is
switched off (`SEARCHLIB_LOOPS=0`, for tests and for finding faults), `compiled` gives None and the code that asked
goes its own way: slower, with the same answers. Files and results never depend on which of the two has run.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from typing import Any, Final

_SWITCH: Final = "SEARCHLIB_LOOPS"


def compiled(name: str) -> Any | None:
    """The compiled module of this name, or None where there is none or it is switched off."""
    return None if os.environ.get(_SWITCH) == "0" else _imported(name)


@cache
def _imported(name: str) -> Any | None:
    try:
        return import_module(f"searchlib.loops.{name}")
    except ImportError:
        return None
