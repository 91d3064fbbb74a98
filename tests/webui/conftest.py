"""An application over the fake index, and a client for it."""

from __future__ import annotations

import pytest

from tests.webui.clients import app_of
from tests.webui.fake import MINUTES, FakeIndex


@pytest.fixture
def index():
    return FakeIndex()


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    for minutes in MINUTES[:3]:
        path = folder / minutes.source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(minutes.title, encoding="utf-8")
    return folder


@pytest.fixture
def app(index, corpus):
    return app_of(index, corpus)


@pytest.fixture
def client(app):
    return app.test_client()
