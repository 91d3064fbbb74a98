"""The Swedish analyzer, once for all tests of this folder."""

from __future__ import annotations

import pytest

from searchlib.analysis.chain import swedish_analyzer
from searchlib.analysis.terms import Analyzer


@pytest.fixture(scope="session")
def swedish() -> Analyzer:
    return swedish_analyzer()
