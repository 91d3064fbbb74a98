"""Did you mean, asked of an index of real minutes, motions and reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchlib import Index, Minutes
from searchlib.query import parse_query
from searchlib.suggest import correct
from searchlib.widening import widen
from tests.relevance.conftest import Build
from tests.relevance.judged import large_documents, read_misspellings

FLOOR = 0.94
FREQUENT = 2000


@pytest.fixture(scope="module")
def some_index(testdata: Path, build: Build) -> Index:
    return build("every-80th", minutes_of(testdata, every=80))


@pytest.fixture(scope="module")
def quarter_index(testdata: Path, build: Build) -> Index:
    return build("every-4th", minutes_of(testdata, every=4))


def minutes_of(testdata: Path, every: int) -> list[Minutes]:
    return [Minutes.from_text(source=source, text=text) for source, text in large_documents(testdata, every)]


def is_right(index: Index, typed: str, meant: str) -> bool:
    results = index.search(typed, limit=1)
    # A word that was only typed without its marks is found as it is.
    return results.suggestion == meant or meant in {form.form for form in results.forms}


def right_share(index: Index, pairs: list[tuple[str, str]]) -> float:
    return sum(is_right(index, typed, meant) for typed, meant in pairs) / len(pairs)


def wrongly_corrected(index: Index) -> list[tuple[str, str]]:
    """Frequent words for which another is proposed though they are right."""
    opened = index._open
    vocabulary = opened.engine.vocabulary
    found = []
    for form in vocabulary.starting_with("", FREQUENT):
        query = parse_query(form.form)
        widened = widen(query, analyzer=opened.analyzer, vocabulary=vocabulary, synonyms=opened.synonyms)
        correction = correct(query, widened, form.meetings)
        if correction is not None:
            found.append((form.form, correction.text))
    return found


def test_misspelled_words_that_the_index_has_are_recognised(some_index: Index, testdata: Path) -> None:
    vocabulary = some_index._open.engine.vocabulary
    pairs = [pair for pair in read_misspellings(testdata) if pair[1] in vocabulary]
    assert len(pairs) > 15
    assert right_share(some_index, pairs) >= FLOOR


def test_no_frequent_word_is_corrected(some_index: Index) -> None:
    assert wrongly_corrected(some_index) == []


@pytest.mark.slow
def test_misspelled_words_are_recognised_in_a_quarter_of_the_large_set(quarter_index: Index, testdata: Path) -> None:
    assert right_share(quarter_index, list(read_misspellings(testdata))) >= FLOOR


@pytest.mark.slow
def test_no_frequent_word_is_corrected_in_a_quarter_of_the_large_set(quarter_index: Index) -> None:
    assert wrongly_corrected(quarter_index) == []
