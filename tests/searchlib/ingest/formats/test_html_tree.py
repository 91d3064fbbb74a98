from __future__ import annotations

import pytest

from searchlib.ingest.formats.html_tree import MAX_DEPTH, Tag, events, parsed

PAGE = (
    "<html><body><div id=yttre class='sida bred'>Ett <p>två <b>tre</b> <!-- tyst --> fyra</p>"
    "<script>dolt()</script><ul><li>fem<li>sex</ul></div><p>sju"
)


def only(name: str) -> Tag:
    return parsed(PAGE).root.find_all(name)[0]


def test_an_element_is_all_that_stands_inside_it() -> None:
    outer = only("div")
    assert outer.text == "Ett två tre  fyrafemsex"
    assert outer.close_text == "Etttvåtrefyrafemsex"
    assert [tag.name for tag in outer.children()] == ["p", "script", "ul"]


def test_elements_are_found_inside_another_only() -> None:
    root = parsed(PAGE).root
    assert len(root.find_all("p")) == 2
    assert len(only("div").find_all("p")) == 1
    assert len(only("ul").find_all("li", limit=1)) == 1
    assert only("ul").holds("table", "li")
    assert not only("p").holds("p", "li")


def test_attributes_and_what_is_around() -> None:
    assert only("div").classes == ["sida", "bred"]
    assert only("div").get("id") == "yttre"
    assert only("p").classes == []
    bold = only("b")
    assert bold.within("body", "div") is bold.within("div") is not None
    assert bold.within("table") is None


def test_what_is_skipped_is_passed_over_whole() -> None:
    page = parsed(PAGE)
    said = [what for kind, what in events(page.root, lambda tag: tag.name == "p") if kind == "text"]
    assert said == ["Ett ", "fem", "sex"]


def test_tags_begin_and_end_in_pairs() -> None:
    opened: list[Tag] = []
    for kind, what in events(parsed(PAGE).root, lambda tag: False):
        if kind == "start" and isinstance(what, Tag):
            opened.append(what)
        elif kind == "end":
            assert opened.pop() is what
    assert opened == []


@pytest.mark.parametrize("depth", [MAX_DEPTH - 10, 20 * MAX_DEPTH])
def test_deep_pages_are_walked_without_recursion(depth: int) -> None:
    page = parsed("<div>" * depth + "djupt")
    asked = 0

    def never(tag: Tag) -> bool:
        nonlocal asked
        asked += 1
        return False

    walked = list(events(page.root, never))
    assert asked <= MAX_DEPTH
    assert len(walked) >= min(depth, MAX_DEPTH)
