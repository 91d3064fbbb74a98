"""axe-core finds nothing wrong on any page, light or dark, narrow or wide."""

from __future__ import annotations

import pytest

from tests.browser.test_walk import PAGES, first_document

pytestmark = pytest.mark.browser

CHECK = "() => axe.run(document, {resultTypes: ['violations']})"


def violations(page, axe):
    # Run from outside the page: a script tag would be stopped by the content security policy, as it should.
    page.evaluate(axe)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    found = page.evaluate(CHECK)["violations"]
    return [(each["id"], node["html"], node.get("failureSummary")) for each in found for node in each["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible(open_page, axe, scheme, width):
    page = open_page("/", width=width, scheme=scheme, scripts=True)
    site = page.url.rstrip("/")
    found = {}
    for path in PAGES:
        page.goto(site + path)
        found[path] = violations(page, axe)
    page.goto(f"{site}/sok?q=f%C3%A4rja")
    first_document(page).click()
    page.goto(page.url + "#traff-2")
    found["/dokument"] = violations(page, axe)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
