"""How each engine comes about from a series of updates."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from searchlib.engines.base import Engine
from tests.engines.building import Update
from tests.engines.reference import ReferenceEngine, ReferenceWriter
from tests.engines.toy import ToyAnalyzer


def make_reference(updates: Iterable[Update]) -> ReferenceEngine:
    """The reference engine after the updates."""
    engine = ReferenceEngine((), ToyAnalyzer())
    for update in updates:
        writer = ReferenceWriter(ToyAnalyzer(), previous=engine)
        update.apply(writer)
        assert writer.engine is not None
        engine = writer.engine
    return engine


def make_whoosh(folder: Path, updates: Iterable[Update]) -> Engine:
    """The Whoosh engine after the updates, each in a folder of its own that starts from the one before."""
    from searchlib.engines.whoosh import create_writer, open_engine

    analyzer = ToyAnalyzer()
    previous: Path | None = None
    for number, update in enumerate([*updates] or [Update()]):
        fresh = folder / str(number)
        fresh.mkdir()
        update.apply(create_writer(fresh, analyzer, previous=previous))
        previous = fresh
    assert previous is not None
    return open_engine(previous, analyzer)
