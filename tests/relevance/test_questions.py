"""Questions with known answers: how far up the right document comes. The floors only rise.

The whole sets take minutes, so by default a part of the titles is asked, with a floor of its own.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from searchlib import Index
from tests.relevance.conftest import Build
from tests.relevance.judged import Joints, QuestionSet, gold_joints, mean, scores, without_marks, written_apart

# Of the measured figures, rounded down. To lower one is to make the search worse: say why in docs/decisions.
FLOORS = {"pages": 0.88, "titles": 0.72, "titles without marks": 0.71, "some titles": 0.86, "some without marks": 0.84}
# A question loses at most so much when its compounds are written apart.
APART = 0.01


@pytest.fixture(scope="module")
def pages_index(build: Build, pages: QuestionSet) -> Index:
    return build("pages", pages.minutes())


@pytest.fixture(scope="module")
def some_titles(titles: QuestionSet) -> QuestionSet:
    return titles.part(questions=200, every=8)


@pytest.fixture(scope="module")
def some_index(build: Build, some_titles: QuestionSet) -> Index:
    return build("some", some_titles.minutes())


@pytest.fixture(scope="module")
def titles_index(build: Build, titles: QuestionSet) -> Index:
    return build("titles", titles.minutes())


def asked(index: Index, questions: QuestionSet) -> float:
    return mean(scores(index, [(question.text, question.grades) for question in questions.questions]))


def asked_without_marks(index: Index, questions: QuestionSet) -> float:
    return mean(scores(index, [(without_marks(question.text), question.grades) for question in questions.questions]))


def lost_apart(index: Index, questions: QuestionSet, joints: Joints) -> tuple[int, float]:
    """How many questions have a compound of the gold lists, and what is lost in the mean over all questions."""
    pairs = [(question, written_apart(question.text, joints)) for question in questions.questions]
    altered = [(question, apart) for question, apart in pairs if apart != question.text]
    before = scores(index, [(question.text, question.grades) for question, _ in altered])
    after = scores(index, [(apart, question.grades) for question, apart in altered])
    return len(altered), (sum(before) - sum(after)) / len(pairs)


def test_questions_on_pages_of_authorities_find_their_page(pages_index: Index, pages: QuestionSet) -> None:
    assert asked(pages_index, pages) >= FLOORS["pages"]


def test_titles_find_the_text_they_stood_over(some_index: Index, some_titles: QuestionSet) -> None:
    assert asked(some_index, some_titles) >= FLOORS["some titles"]


def test_titles_typed_without_marks_find_nearly_as_much(some_index: Index, some_titles: QuestionSet) -> None:
    assert asked_without_marks(some_index, some_titles) >= FLOORS["some without marks"]


def test_compounds_written_apart_find_nearly_as_much(
    some_index: Index, some_titles: QuestionSet, testdata: Path
) -> None:
    altered, lost = lost_apart(some_index, some_titles, gold_joints(testdata))
    assert altered
    assert lost <= APART


@pytest.mark.slow
def test_all_titles_find_the_text_they_stood_over(titles_index: Index, titles: QuestionSet) -> None:
    assert asked(titles_index, titles) >= FLOORS["titles"]


@pytest.mark.slow
def test_all_titles_typed_without_marks_find_nearly_as_much(titles_index: Index, titles: QuestionSet) -> None:
    assert asked_without_marks(titles_index, titles) >= FLOORS["titles without marks"]


@pytest.mark.slow
def test_all_compounds_written_apart_find_nearly_as_much(
    titles_index: Index, titles: QuestionSet, testdata: Path
) -> None:
    altered, lost = lost_apart(titles_index, titles, gold_joints(testdata))
    assert altered
    assert lost <= APART
