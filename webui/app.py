"""The application: settings, blueprints, and nothing that outlives it."""

from __future__ import annotations

import logging
import os
import traceback
from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, request

from searchlib.index import Index
from webui import api, citation, documents, faults, headers, links, markup, pages, search, wording
from webui.current import CurrentIndex

_log = logging.getLogger(__name__)

# A page on the web can point its own host name at 127.0.0.1 and read a local service through the reader's
# browser; answering only to known names stops that. Behind a public name, set TRUSTED_HOSTS to that name.
_LOCAL_HOSTS = ["localhost", "127.0.0.1"]


class _App(Flask):
    """A Flask whose log says where a fault arose, and never what a reader searched for."""

    def log_exception(self, exc_info: Any) -> None:
        kind, _, trace = exc_info
        # The message of an error may quote the query; its type and place are enough to find the fault.
        _log.error(
            "fault in %s: %s\n%s", request.endpoint or "routing", kind.__name__, "".join(traceback.format_tb(trace))
        )


def create_app(config: Mapping[str, object] | None = None) -> Flask:
    """Make the web application. Settings, by key of `config` or by environment variable:

    INDEX          the index folder; SEARCHLIB_INDEX, else `index`
    CORPUS         the folder that originals are downloaded from; SEARCHLIB_CORPUS, else `corpus`
    TRUSTED_HOSTS  host names to answer to; SEARCHLIB_TRUSTED_HOSTS (with commas), else the machine's own; None for any
    OPEN_INDEX     a call that gives the Index to answer from, in place of opening INDEX

    The index is opened by the first request that needs it, so that the pages come up, with a remedy, without one.
    """
    app = _App(__name__)
    app.config.from_mapping(_defaults())
    app.config.update(config or {})
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    # The same key order and the same letters as on the command line.
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions["searchlib"] = CurrentIndex(app.config["OPEN_INDEX"] or _opener(app))
    for part in (headers, faults, citation, links, markup, wording):
        part.install(app)
    for blueprint in (search.blueprint, documents.blueprint, pages.blueprint, api.blueprint):
        app.register_blueprint(blueprint)
    return app


def _defaults() -> dict[str, object]:
    hosts = os.environ.get("SEARCHLIB_TRUSTED_HOSTS", "")
    return {
        "INDEX": os.environ.get("SEARCHLIB_INDEX") or "index",
        "CORPUS": os.environ.get("SEARCHLIB_CORPUS") or "corpus",
        "TRUSTED_HOSTS": [host.strip() for host in hosts.split(",") if host.strip()] or _LOCAL_HOSTS,
        "OPEN_INDEX": None,
        "MAX_CONTENT_LENGTH": headers.MAX_BODY,
        "SEND_FILE_MAX_AGE_DEFAULT": 3600,
    }


def _opener(app: Flask) -> Callable[[], Index]:
    def open_index() -> Index:
        return Index.open(app.config["INDEX"])

    return open_index
