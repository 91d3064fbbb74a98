"""An application and a client for an index that a test has made."""

from __future__ import annotations

from typing import ClassVar

from flask.testing import FlaskClient
from jinja2 import BytecodeCache

from webui import create_app


class _Compiled(BytecodeCache):
    """Templates compiled by any application of this run, so that each test can afford one of its own."""

    buckets: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket):
        if bucket.key in self.buckets:
            bucket.bytecode_from_string(self.buckets[bucket.key])

    def dump_bytecode(self, bucket):
        self.buckets[bucket.key] = bucket.bytecode_to_string()


class _Client(FlaskClient):
    """A client that reads every answer to its end, so that no file stays open."""

    def open(self, *args, buffered=True, **rest):
        return super().open(*args, buffered=buffered, **rest)


def app_of(index, corpus="corpus", **config):
    """The application over this index; an exception in its place is raised when it is opened."""

    def open_index():
        if isinstance(index, Exception):
            raise index
        return index

    app = create_app({"OPEN_INDEX": open_index, "CORPUS": str(corpus), **config})
    app.jinja_env.bytecode_cache = _Compiled()
    app.test_client_class = _Client
    return app


def client_of(index, corpus="corpus", **config):
    """A client for the same."""
    return app_of(index, corpus, **config).test_client()
