"""The Whoosh engine: a Whoosh index with a codec of our own, searched by whole arrays.

Importing this package imports neither Whoosh nor NumPy; opening an index does.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmap import mmap

    from searchlib.analysis.terms import Analyzer
    from searchlib.engines.base import Engine, EngineWriter

__all__ = ["create_writer", "open_engine"]


def open_engine(folder: Path, analyzer: Analyzer, *, beside: Sequence[mmap] = ()) -> Engine:
    """Open the complete index in `folder`. Raises IndexMissing, IndexDamaged.

    `beside` are mapped files of the analysis, which share the budget of memory with those of the index.
    """
    from searchlib.engines.whoosh.engine import WhooshEngine

    return WhooshEngine(folder, analyzer, beside)


def create_writer(
    folder: Path,
    analyzer: Analyzer,
    *,
    previous: Path | None = None,
    jobs: int | None = None,
    lexicon: Path | None = None,
) -> EngineWriter:
    """Write an index into a fresh folder.

    With `previous`, the folder of a complete index, the new one begins with what that holds and shares its
    files. `jobs` is the number of processes, None for as many as pay. `lexicon` is the file of the analyzer's lexicon,
    from which the others open the same analysis; without it this process works alone.
    """
    from searchlib.engines.whoosh.minutes_writer import MinutesWriter

    return MinutesWriter(folder, analyzer, previous, jobs=jobs, lexicon=lexicon)
