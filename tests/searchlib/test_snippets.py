"""Snippets: whole sentences that answer most of the query, with whole words or parts of compounds marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.marks import Mark, Wanted, find_marks
from searchlib.sentences import split_sentences
from searchlib.snippets import best_snippet
from searchlib.windows import LONGEST_SNIPPET
from tests.engines.toy import ToyAnalyzer

ANALYZER = ToyAnalyzer()
PLAN = {"plan": Mark(0, 4, 0), "avtal_plan": Mark(6, 10, 0)}
AVTAL = {"avtal": Mark(0, 5, 1)}
DULL = "Vi talar om annat här nu. "


def marked(snippet):
    return [snippet.text[start:end] for start, end in snippet.marks]


def test_the_part_of_a_compound_is_marked_inside_the_word():
    snippet = best_snippet("En avtal_plan finns.", Wanted(PLAN), ANALYZER)
    assert marked(snippet) == ["plan"]
    assert snippet.text == "En avtal_plan finns."


def test_the_sentence_with_most_different_words_is_chosen():
    text = "Plan plan plan. " + DULL * 20 + "Avtal och plan. " + DULL * 20
    assert marked(best_snippet(text, Wanted(PLAN | AVTAL), ANALYZER)) == ["Avtal", "plan"]


def test_a_short_sentence_brings_its_neighbours():
    text = DULL * 10 + "En plan. Den antas av rådet. " + DULL * 10
    snippet = best_snippet(text, Wanted(PLAN), ANALYZER)
    assert "Den antas av rådet." in snippet.text
    assert not snippet.text.startswith("…")


def test_a_long_sentence_is_cut_between_words_and_says_so():
    text = "ord " * 200 + "plan " + "ord " * 200
    snippet = best_snippet(text, Wanted(PLAN), ANALYZER)
    assert (snippet.text[:4], snippet.text[-4:]) == ("…ord", "ord…")
    assert len(snippet.text) <= LONGEST_SNIPPET + 2
    assert marked(snippet) == ["plan"]


def test_without_a_wanted_word_the_beginning_is_shown_unmarked():
    snippet = best_snippet(DULL * 3, Wanted(PLAN), ANALYZER)
    assert snippet.text.startswith(DULL.strip())
    assert snippet.marks == ()


def test_who_asks_for_no_word_gets_the_beginning_without_any_analysis():
    wanted = Wanted(phrases=(({"god": Mark(0, 3)}, {}),))
    assert not wanted
    assert best_snippet(DULL * 3, wanted, None) == best_snippet(DULL * 3, Wanted(), None)


def test_an_empty_section_gives_an_empty_snippet():
    assert best_snippet("", Wanted(PLAN), ANALYZER).text == ""


def test_line_breaks_and_tabs_are_shown_as_spaces():
    assert best_snippet("Namn\tplan\n\nRad två.", Wanted(PLAN), ANALYZER).text.startswith("Namn plan")


def test_a_phrase_is_marked_only_where_it_stands():
    wanted = Wanted(phrases=(({"god": Mark(0, 3)}, {"vård": Mark(0, 4)}),))
    text = "Vård är god. En god vård."
    assert [text[a:b] for a, b in find_marks(text, wanted, ANALYZER)] == ["god", "vård"]
    assert find_marks(text, wanted, ANALYZER)[0][0] == text.index("god vård")


def test_a_phrase_far_into_a_text_with_scattered_words_is_found():
    wanted = Wanted(phrases=(({"god": Mark(0, 3)}, {"vård": Mark(0, 4)}),))
    text = "Vård kan vara god nog. " * 100 + "En god vård. " + "Annat. " * 80
    assert marked(best_snippet(text, wanted, ANALYZER)) == ["god", "vård"]


def test_parts_that_belong_together_are_marked_only_in_one_sentence():
    wanted = Wanted(together=(({"hälsa": Mark(0, 5)}, {"plan": Mark(0, 4)}),))
    text = "En plan. Mer hälsa. En plan för hälsa."
    assert [a for a, _ in find_marks(text, wanted, ANALYZER)] == [text.rindex("plan"), text.rindex("hälsa")]


def test_an_implied_form_marks_the_word_that_implies_it():
    wanted = Wanted({"\u2060kultur_plan": Mark(0, 12)})
    text = "En kultur~plan här."
    assert [text[a:b] for a, b in find_marks(text, wanted, ANALYZER)] == ["kultur~plan"]


def test_a_letter_that_grows_in_lower_case_moves_no_mark():
    assert marked(best_snippet("İİİ plan.", Wanted(PLAN), ANALYZER)) == ["plan"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ett. Två.", ["Ett.", "Två."]),
        ("Bl.a. Anna kom kl. 14. Sedan fika.", ["Bl.a. Anna kom kl. 14.", "Sedan fika."]),
        ("Rubrik\nText", ["Rubrik", "Text"]),
        ("Är det så? Ja!", ["Är det så?", "Ja!"]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, sentences):
    assert [text[a:b] for a, b in split_sentences(text)] == sentences


WORDS = st.lists(
    st.sampled_from(["plan", "avtal", "avtal_plan", "annat", "och", "Plan.", "slut.", "rad\n"]), max_size=200
)


@given(WORDS.map(" ".join), st.sampled_from([PLAN, PLAN | AVTAL, AVTAL, {}]))
def test_marks_are_in_order_disjoint_and_wanted(text, words):
    snippet = best_snippet(text, Wanted(words), ANALYZER)
    wanted_texts = {form[mark.start : mark.end] for form, mark in words.items()}
    assert all(piece.lower() in wanted_texts for piece in marked(snippet))
    flat = [point for span in snippet.marks for point in span]
    assert flat == sorted(set(flat))


@given(WORDS.map(" ".join))
def test_a_text_with_a_wanted_word_gives_a_marked_snippet(text):
    assert bool(best_snippet(text, Wanted(PLAN), ANALYZER).marks) == ("plan" in text.lower())


PIECES = [
    "plan",
    "Plan",
    "plan-",
    "-plan",
    "plan.",
    "rs/plan",
    "plan:s",
    "§",
    "1",
    "och",
    "avtal_plan",
    "plan,",
    "(plan)",
    "a.",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_marks_found_fast_are_those_of_the_analysis(text):
    from searchlib.analysis.plain import PlainAnalyzer
    from searchlib.places import Finder

    analyzer, wanted = PlainAnalyzer(), Wanted(PLAN)
    finder = Finder(wanted)
    fast = finder.marks(text, finder.places(text), 0, len(text))
    assert fast is None or fast == find_marks(text, wanted, analyzer)
