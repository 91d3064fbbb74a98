"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A claim is true or false; how long a loaded machine takes to see it is not part of it.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def testdata() -> Path:
    """The folder of shared test data (SEARCHLIB_TESTDATA, or `shared` beside the checkout); skips without it."""
    named = os.environ.get("SEARCHLIB_TESTDATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("no shared test data")
    return folder
