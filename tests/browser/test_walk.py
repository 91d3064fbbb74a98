"""A reader finds what was said, with a mouse or a keyboard, without JavaScript, on a small screen."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/sok?q=f%C3%A4rja",
    "/sok?q=f%C3%A4rja&ar=2012-2016&organ=Byr%C3%A5det&utan=f%C3%A4rjan",
    "/sok?q=f%C3%A4rja&sida=2",
    "/sok?q=sp%C3%A5rvagn&ar=2012",
    "/sok?ar=2012",
    "/sok?sida=x",
    "/sokhjalp",
    "/finnsinte",
]


def first_document(page):
    return page.locator("article.hit h2 a").first


@pytest.mark.parametrize("scripts", [False, True])
def test_from_a_word_to_the_marked_place(open_page, scripts):
    page = open_page("/", scripts=scripts)
    page.get_by_label("Sök i minnesanteckningar och protokoll").fill("färja")
    page.get_by_role("button", name="Sök", exact=True).click()
    assert "13 möten" in page.get_by_role("status").inner_text()
    page.get_by_text("Filtrera och sortera").click()
    page.get_by_role("link", name=re.compile("^2014")).click()
    assert "1 möte" in page.get_by_role("status").inner_text()
    page.locator(".where a").first.click()
    assert re.search(r"/dokument/[0-9a-f]{12}\?q=f%C3%A4rja#avsnitt-", page.url)
    assert page.locator("section:target h2").is_visible()
    mark = page.locator("section:target mark").first
    assert "färja" in mark.inner_text().lower()
    assert mark.bounding_box()["y"] < 800


def test_the_marked_words_can_be_stepped_through(open_page):
    page = open_page("/sok?q=f%C3%A4rja&ar=2015")
    first_document(page).click()
    page.get_by_role("link", name="Gå till den första").click()
    bar = page.locator(".steg:visible")
    assert re.match(r"Träff 1 av \d", bar.inner_text())
    bar.get_by_role("link", name="Nästa").click()
    assert bar.inner_text().startswith("Träff 2 av")
    assert page.locator("mark:target").is_visible()
    bar.get_by_role("link", name="Föregående").click()
    assert bar.inner_text().startswith("Träff 1 av")


def test_everything_can_be_reached_with_the_keyboard(open_page):
    page = open_page("/", scripts=True)
    focused = "document.activeElement.textContent.trim() || document.activeElement.id"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "q"
    page.keyboard.type("färja")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok?q=*")
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Hoppa till sökresultat"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    title = page.evaluate(focused)
    assert title == first_document(page).inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/dokument/*")
    assert page.locator("h1").inner_text() == title


def test_the_focus_can_be_seen(open_page):
    page = open_page("/", scripts=True)
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_hangs_over_the_edge_of_a_small_screen(open_page, path):
    page = open_page(path, width=320, scripts=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_document_fits_a_small_screen_with_all_its_parts_open(open_page):
    page = open_page("/sok?q=f%C3%A4rja", width=320, scripts=True)
    first_document(page).click()
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_text_is_large_enough(open_page):
    page = open_page("/sok?q=f%C3%A4rja", scripts=True)
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.snippet')).fontSize)") >= 18


def test_print_leaves_out_what_paper_cannot_use(open_page):
    page = open_page("/sok?q=f%C3%A4rja")
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Sök", exact=True).is_visible()
    assert first_document(page).is_visible()


def test_the_original_is_saved(open_page):
    page = open_page("/sok?q=f%C3%A4rja&ar=2015", accept_downloads=True)
    first_document(page).click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^Ladda ner")).click()
    assert download.value.suggested_filename == "hamnnämnden-2015.txt"
