from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.analysis.folding import fold
from searchlib.analysis.terms import IMPLIED
from searchlib.errors import IndexDamaged
from searchlib.form_terms import analysed
from searchlib.vocabulary import FormStatistics, Vocabulary
from searchlib.vocabulary_compiler import FormCounts, compile_vocabulary
from tests.searchlib.small_swedish import SmallSwedish

ANALYZER = SmallSwedish()
FORMS = (
    FormStatistics("överenskommelse", 3, 5),
    FormStatistics("överenskommelser", 3, 4),
    FormStatistics("överenskommelsen", 9, 20),
    FormStatistics("folkhälsoplan", 2, 2),
    FormStatistics("plan", 7, 8),
    FormStatistics("planen", 7, 9),
    FormStatistics("monica", 1, 1),
    FormStatistics("monika", 4, 4),
    FormStatistics("lånet", 1, 1),
    FormStatistics("länet", 5, 6),
    FormStatistics("lanet", 2, 2),
    FormStatistics(IMPLIED + "plankontoret", 1, 1),
)
statistics = st.lists(
    st.builds(
        FormStatistics,
        st.sampled_from([form.form for form in FORMS]) | st.text("aåäbö", min_size=1, max_size=4),
        st.integers(1, 5),
        st.integers(1, 9),
    ),
    unique_by=lambda one: one.form,
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(compile_vocabulary(FormCounts.of(FORMS), ANALYZER))


def forms(found: object) -> list[str]:
    return [one.form for one in found]  # type: ignore[attr-defined]


def test_forms_come_back_sorted_with_their_counts(vocabulary: Vocabulary) -> None:
    assert list(vocabulary) == sorted(FORMS, key=lambda one: one.form.encode())
    assert len(vocabulary) == len(FORMS)
    assert vocabulary.statistics("plan") == FormStatistics("plan", 7, 8)
    assert vocabulary.statistics("okänt") is None


def test_terms_give_their_forms_most_meetings_first_then_by_form(vocabulary: Vocabulary) -> None:
    found = forms(vocabulary.forms_with("lemma", "överenskommelse"))
    assert found == ["överenskommelsen", "överenskommelse", "överenskommelser"]
    assert forms(vocabulary.forms_with("part", "plan")) == ["plan", "planen", "folkhälsoplan"]
    assert forms(vocabulary.forms_with("form", "plan")) == ["plan"]
    assert vocabulary.forms_with("part", "okänt") == ()
    assert vocabulary.forms_having("part", "plan", 2) == ["plan", "planen"]
    assert vocabulary.occurrences_of("part", "plan") == 19


def test_prefixes_give_forms_but_no_implied_ones(vocabulary: Vocabulary) -> None:
    assert forms(vocabulary.starting_with("plan", 9)) == ["plan", "planen"]
    assert forms(vocabulary.starting_with("över", 2)) == ["överenskommelsen", "överenskommelse"]
    assert not any(form.startswith(IMPLIED) for form in forms(vocabulary.starting_with("", 99)))


def test_spellings_without_marks_give_the_forms_and_terms_with_them(vocabulary: Vocabulary) -> None:
    assert forms(vocabulary.spelled_like("lanet")) == ["länet", "lanet", "lånet"]
    assert forms(vocabulary.spelled_from("overens", 2)) == ["överenskommelsen", "överenskommelse"]
    assert vocabulary.terms_spelled_like("folkhalsa") == ["folkhälsa"]
    assert vocabulary.spelled_like("länet") == []


def test_names_meet_under_their_key(vocabulary: Vocabulary) -> None:
    assert forms(vocabulary.named_like("MNK")) == ["monika", "monica"]


def test_a_vocabulary_on_disk_answers_like_one_in_memory(vocabulary: Vocabulary, tmp_path: Path) -> None:
    (tmp_path / "vocabulary").write_bytes(compile_vocabulary(FormCounts.of(FORMS), ANALYZER))
    opened = Vocabulary.open(tmp_path / "vocabulary")
    assert list(opened) == list(vocabulary)
    assert opened.fingerprint == ANALYZER.fingerprint


@given(statistics, statistics)
def test_the_bytes_depend_on_the_forms_alone(first: list[FormStatistics], second: list[FormStatistics]) -> None:
    plainly = compile_vocabulary(FormCounts.of(second), ANALYZER)
    assert compile_vocabulary(FormCounts.of(reversed(second)), ANALYZER) == plainly
    previous = Vocabulary(compile_vocabulary(FormCounts.of(first), ANALYZER))
    assert compile_vocabulary(FormCounts.of(second), ANALYZER, previous=previous) == plainly
    known = [analysed([one.form for one in some], ANALYZER) for some in (first, second)]
    assert compile_vocabulary(FormCounts.of(second), ANALYZER, known=known) == plainly
    assert compile_vocabulary(FormCounts.of(second), ANALYZER, known=known[:1], previous=previous) == plainly


@given(statistics)
def test_every_form_is_found_by_each_of_its_terms_and_spellings(content: list[FormStatistics]) -> None:
    vocabulary = Vocabulary(compile_vocabulary(FormCounts.of(content), ANALYZER))
    for one in content:
        word = ANALYZER.word(one.form)
        for layer in ("form", "lemma", "part", "stem"):
            for term in word.terms(layer):
                assert one in vocabulary.forms_with(layer, term)
                assert vocabulary.has_term(layer, term)
        assert one.form.startswith(IMPLIED) or one in vocabulary.spelled_like(fold(one.form))


def test_a_vocabulary_of_another_analysis_is_not_reused() -> None:
    class Other(SmallSwedish):
        @property
        def fingerprint(self) -> str:
            return "other"

    previous = Vocabulary(compile_vocabulary(FormCounts.of(FORMS), Other()))
    counts = FormCounts.of(FORMS)
    assert compile_vocabulary(counts, ANALYZER, previous=previous) == compile_vocabulary(counts, ANALYZER)


def test_an_empty_vocabulary_knows_nothing() -> None:
    vocabulary = Vocabulary(compile_vocabulary(FormCounts.of([]), ANALYZER))
    assert list(vocabulary) == []
    assert vocabulary.starting_with("a", 5) == ()
    assert list(vocabulary.near("förening", 2)) == []


def test_a_damaged_vocabulary_is_refused() -> None:
    with pytest.raises(IndexDamaged):
        Vocabulary(compile_vocabulary(FormCounts.of(FORMS), ANALYZER)[:-9])


def test_no_string_that_somebody_may_type_makes_a_look_up_fail(vocabulary: Vocabulary) -> None:
    for odd in ("", "\ud800", "\0", "\U0010ffff" * 3):
        assert vocabulary.statistics(odd) is None
        vocabulary.starting_with(odd, 3)
        vocabulary.spelled_like(odd)
        list(vocabulary.near(odd, 2))
