"""Text with spans becomes HTML that holds the same text, escaped, and the marks."""

from __future__ import annotations

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from webui.markup import marked, paragraphs, with_stops

letters = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")) | st.sampled_from("<>&\"'\n åä"), max_size=60
)


@st.composite
def texts_with_spans(draw):
    text = draw(letters)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, tuple(zip(cuts[::2], cuts[1::2], strict=False))


def read(html):
    return BeautifulSoup(f"<div>{html}</div>", "html.parser")


@given(texts_with_spans())
def test_marking_keeps_the_text_and_marks_what_the_spans_say(given_text):
    text, spans = given_text
    soup = read(marked(text, spans))
    assert soup.get_text() == text
    assert [mark.get_text() for mark in soup.find_all("mark")] == [text[start:end] for start, end in spans]
    assert {tag.name for tag in soup.find_all(True)} <= {"div", "mark"}


@given(texts_with_spans())
def test_paragraphs_hold_all_that_is_not_white_space_and_all_marks(given_text):
    text, spans = given_text
    found = paragraphs(text, spans)
    assert "".join("".join(paragraph.text.split()) for paragraph in found) == "".join(text.split())
    assert not any("\n" in paragraph.text for paragraph in found)
    marks = "".join(paragraph.text[start:end] for paragraph in found for start, end in paragraph.spans)
    expected = "".join(text[start:end] for start, end in spans)
    assert "".join(marks.split()) == "".join(expected.split())


def test_every_stop_leads_to_its_neighbours():
    (paragraph,) = paragraphs("buss och buss", [(0, 4), (9, 13)])
    first, second = read(with_stops(paragraph, 3, 4)).select("mark + .steg")
    assert [step["href"] for step in first.find_all("a")] == ["#traff-2", "#traff-4"]
    assert [step["href"] for step in second.find_all("a")] == ["#traff-3"]
    assert second.get_text().startswith("Träff 4 av 4")


def test_the_only_stop_leads_nowhere():
    (paragraph,) = paragraphs("buss", [(0, 4)])
    assert read(with_stops(paragraph, 1, 1)).find("a") is None


def test_text_that_claims_to_be_markup_is_escaped_all_the_same():
    assert marked(Markup("<b>").__str__(), [(0, 3)]) == "<mark>&lt;b&gt;</mark>"
