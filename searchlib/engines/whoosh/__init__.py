"""The Whoosh engine: a Whoosh index with a codec of our own, searched by whole arrays.

Importing this package imports neither Whoosh nor NumPy; opening an index does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from searchlib.analysis.terms import Analyzer
    from searchlib.engines.base import Engine, EngineWriter

__all__ = ["create_writer", "open_engine"]


def open_engine(folder: Path, analyzer: Analyzer) -> Engine:
    """Open the complete index in `folder`. Raises IndexMissing, IndexDamaged."""
    from searchlib.engines.whoosh.engine import WhooshEngine

    return WhooshEngine(folder, analyzer)


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
