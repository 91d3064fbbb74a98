"""Every engine under the one contract."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from searchlib.engines.base import Engine
from tests.engines.building import Update
from tests.engines.contract import EngineContract
from tests.engines.makers import make_reference, make_whoosh


class TestReferenceEngine(EngineContract):
    def make(self, folder: Path, updates: Iterable[Update]) -> Engine:
        return make_reference(updates)


class TestWhooshEngine(EngineContract):
    def make(self, folder: Path, updates: Iterable[Update]) -> Engine:
        return make_whoosh(folder, updates)
