"""A real browser on real pages: a small corpus, its index, a server, and Chromium.

Skipped where Playwright or Chromium is missing, unless CI_BROWSER or SEARCHLIB_BROWSER (the browser's path) is set.
"""

from __future__ import annotations

import os
import shutil
import threading
from importlib.resources import files

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from searchlib import Index
from tests.browser.corpus import write_corpus
from webui import create_app

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class _Quiet(WSGIRequestHandler):
    """No line for each request."""

    def log(self, kind, message, *args):
        pass


def _unavailable(reason):
    if os.environ.get("CI_BROWSER") or os.environ.get("SEARCHLIB_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a server over an index of its own."""
    folder = tmp_path_factory.mktemp("site")
    write_corpus(folder / "corpus")
    Index.rebuild(folder / "corpus", folder / "index", jobs=1)
    app = create_app({"INDEX": str(folder / "index"), "CORPUS": str(folder / "corpus")})
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["searchlib"].close()


@pytest.fixture(scope="session")
def chromium():
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _unavailable("Playwright is not installed")
    path = os.environ.get("SEARCHLIB_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        _unavailable("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, site):
    """Open a page of the site; what the console complains of, or fails to load, fails the test."""
    contexts, complaints = [], []

    def open_page(path, *, width=1280, scheme="light", scripts=False, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            java_script_enabled=scripts,
            locale="sv-SE",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        # Going on to another page cuts off what the first one was still fetching.
        page.on("requestfailed", lambda it: None if it.failure == "net::ERR_ABORTED" else complaints.append(it.url))
        page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    # A page that answers 400 or 404 is told of by the console too.
    assert [said for said in complaints if "the server responded with a status of" not in said] == []


@pytest.fixture(scope="session")
def axe():
    """The source of axe-core."""
    try:
        return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    except ImportError:
        _unavailable("axe-playwright-python is not installed")
