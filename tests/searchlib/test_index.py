"""The index as an embedding program uses it."""

import datetime
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from searchlib import Index, MeetingDate, Minutes, Participant
from searchlib.engines.whoosh.engine import WhooshEngine
from searchlib.errors import DuplicateSource, IndexClosed, IndexDamaged, IndexMissing


def minutes(source, text, **given):
    return Minutes.from_text(source=source, text=text, **given)


@pytest.fixture
def place(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def index(place):
    Index.rebuild(
        [
            minutes(
                "diarium/1",
                "§ 1 Budget\nBudgeten för föreningarna antas.\n\n§ 2 Vägar\nVägen lagas.",
                title="Budgetmöte",
                meeting_date=MeetingDate(datetime.date(2019, 3, 4), "day", "caller"),
                organ="Kulturnämnden",
                kind="protokoll",
                reference_number="KN/190007",
                participants=[Participant("Karin Ek", "ordförande")],
            ),
            minutes(
                "diarium/2",
                "En plan för föreningslivet.",
                title="Planering",
                meeting_date=MeetingDate(datetime.date(2021, 1, 1), "year", "caller"),
                organ="Regionstyrelsen",
                kind="minnesanteckningar",
            ),
            minutes("diarium/3", "Fikat var gott.", title="Fika", meeting_date=MeetingDate.unknown()),
        ],
        place,
    )
    with Index.open(place) as opened:
        yield opened


def titles(results):
    return [hit.minutes.title for hit in results]


def test_what_the_caller_gave_is_what_comes_back(index):
    hit = index.search("budget").hits[0]
    assert hit.minutes.source == "diarium/1"
    assert hit.minutes.meeting_date == MeetingDate(datetime.date(2019, 3, 4), "day", "caller")
    assert (hit.minutes.organ, hit.minutes.kind, hit.minutes.reference_number) == (
        "Kulturnämnden",
        "protokoll",
        "KN/190007",
    )
    assert hit.minutes.participants == (Participant("Karin Ek", "ordförande"),)
    assert [section.heading for section in hit.sections] == ["Budget"]
    assert index.get(hit.minutes.id) == hit.minutes


def test_an_empty_query_lists_meetings_newest_first_and_undated_last(index):
    assert titles(index.search("", sort="newest")) == ["Planering", "Budgetmöte", "Fika"]
    assert titles(index.search("")) == ["Planering", "Budgetmöte", "Fika"]


def test_sorting_by_date_puts_undated_meetings_last_both_ways(index):
    assert titles(index.search("", sort="oldest")) == ["Budgetmöte", "Planering", "Fika"]


def test_filters_and_facets_agree(index):
    assert titles(index.search("", years=2019)) == ["Budgetmöte"]
    assert titles(index.search("", years=(2020, None))) == ["Planering"]
    assert titles(index.search("", organ="Regionstyrelsen")) == ["Planering"]
    assert titles(index.search("", kind=["protokoll", "minnesanteckningar"])) == ["Planering", "Budgetmöte"]
    facets = index.search("").facets
    assert [(facet.value, facet.count) for facet in facets.year] == [(2021, 1), (2019, 1), (None, 1)]
    assert sum(facet.count for facet in facets.organ) == 3


def test_undated_meetings_are_counted_when_the_years_leave_them_out(index):
    assert index.search("", years=2019).total.undated == 1
    assert index.search("budget", years=2019).total.undated == 0


@pytest.mark.parametrize("late", [1, 2], ids=["with all words", "with some of the words"])
def test_a_search_that_is_cut_short_says_so_at_whatever_step(index, monkeypatch, late):
    search = WhooshEngine.search
    steps = []

    def slow(engine, request):
        steps.append(request)
        return search(engine, replace(request, deadline=time.monotonic() - 1) if len(steps) == late else request)

    monkeypatch.setattr(WhooshEngine, "search", slow)
    assert index.search("budget fikat").partial
    assert len(steps) == late


def test_words_are_relaxed_only_when_no_meeting_has_them_all(index):
    results = index.search("budget fika")
    assert results.relaxed
    assert {hit.minutes.title: hit.missing for hit in results} == {"Budgetmöte": ("fika",), "Fika": ("budget",)}
    assert not index.search("budget vägen").relaxed
    assert index.search('budget "var gott" fika INTE fika').total.meetings == 0


def test_a_sure_correction_is_used_when_nothing_is_found_and_only_then(index):
    results = index.search("plannering")
    assert results.corrected
    assert titles(results) == ["Planering"]
    assert {form.why for form in results.forms} >= {"spelling"}
    assert not index.search("förening").corrected


def test_fields_reach_their_own_part_of_the_minutes(index):
    assert titles(index.search("rubrik:budget")) == ["Budgetmöte"]
    assert titles(index.search("rubrik:föreningar")) == []
    assert titles(index.search("organ:kultur")) == ["Budgetmöte"]
    assert titles(index.search("typ:protokoll")) == ["Budgetmöte"]
    assert titles(index.search("dnr:KN/190007")) == ["Budgetmöte"]
    assert titles(index.search("deltagare:Ek")) == ["Budgetmöte"]
    assert titles(index.search("år:2021")) == ["Planering"]
    assert titles(index.search("datum:2019-03..2019-04")) == ["Budgetmöte"]


def test_match_any_joins_words_with_or(index):
    assert sorted(titles(index.search("budget fika", match="any"))) == ["Budgetmöte", "Fika"]


def test_forms_can_be_left_out_one_by_one_and_all_together(index):
    assert index.search("förening").total.meetings == 2
    assert titles(index.search("förening", without=["föreningslivet"])) == ["Budgetmöte"]
    assert index.search("förening", exact=True).total.meetings == 0
    assert titles(index.search("föreningarna", exact=True)) == ["Budgetmöte"]


def test_a_match_in_the_title_alone_shows_the_first_section_unmarked(index):
    hit = index.search("Planering").hits[0]
    assert hit.matching_sections == 0
    assert hit.sections[0].position == 0
    assert hit.sections[0].snippet.marks == ()


def test_marks_give_the_places_of_the_words_in_every_section(index):
    found = index.search("budget").hits[0].minutes
    marks = index.marks("budget väg", found)
    texts = {section.position: section.text for section in found.sections}
    assert {texts[at][start:end] for at, spans in marks.items() for start, end in spans} == {"Budgeten", "Vägen"}


def test_pages_joined_are_the_whole_answer(index):
    whole = titles(index.search(""))
    assert [title for offset in range(3) for title in titles(index.search("", limit=1, offset=offset))] == whole


def test_update_replaces_by_source_and_removes_nothing(index, place):
    report = Index.update(
        [minutes("diarium/3", "Fikat var bränt.", title="Fika"), minutes("diarium/4", "Nytt.")], place
    )
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 1, 0, 0)
    assert titles(index.search("bränt")) == [], "an open index keeps its generation"
    with index.refresh() as newer:
        assert titles(newer.search("bränt")) == ["Fika"]
        assert newer.search("").total.meetings == 4


def test_minutes_that_are_the_same_are_not_written_again(index, place):
    same = minutes("diarium/3", "Fikat var gott.", title="Fika", meeting_date=MeetingDate.unknown())
    assert Index.update([same], place).unchanged == 1
    assert index.is_newest()


def test_remove_takes_sources_out(index, place):
    assert Index.remove(place, ["diarium/1", "finns inte"]).removed == 1
    with Index.open(place) as newer:
        assert newer.search("budget").total.meetings == 0
        assert newer.search("").total.meetings == 2


def test_a_source_given_twice_is_an_error_and_changes_nothing(index, place):
    with pytest.raises(DuplicateSource):
        Index.update([minutes("x", "Ett."), minutes("x", "Två.")], place)
    assert index.is_newest()


def test_a_folder_takes_away_only_what_came_from_a_folder(index, place, tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Protokoll 2020-01-02\n\nEn bro.", "utf-8")
    (corpus / "b.txt").write_text("Protokoll 2020-01-03\n\nEn annan bro.", "utf-8")
    assert Index.update(corpus, place).added == 2
    (corpus / "a.txt").unlink()
    assert Index.update(corpus, place).removed == 1
    with Index.open(place) as newer:
        assert newer.search("").total.meetings == 4


def test_a_moved_file_keeps_its_id(place, tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Protokoll 2020-01-02\n\nEn bro.", "utf-8")
    Index.rebuild(corpus, place)
    with Index.open(place) as before:
        ids = before.ids()
    (corpus / "a.txt").rename(corpus / "b.txt")
    Index.update(corpus, place)
    with Index.open(place) as after:
        assert after.ids() == ids
        assert after.get(ids[0]).sources == ("b.txt",)


def test_changed_synonyms_take_effect_without_reading_any_text(place, tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Protokoll 2020-01-02\n\nEn cykelbana.", "utf-8")
    Index.rebuild(corpus, place)
    (corpus / "synonymer.txt").write_text("velocipedstig, cykelbana\ntrasig rad\n", "utf-8")
    report = Index.update(corpus, place)
    assert (report.unchanged, report.added, report.changed) == (1, 0, 0)
    assert len(report.problems) == 1
    with Index.open(place) as opened:
        assert opened.search("velocipedstig").total.meetings == 1


def test_synonyms_can_be_overridden_when_opening(index, place, tmp_path):
    own = tmp_path / "egna.txt"
    own.write_text("kaffe, fika\n", "utf-8")
    with Index.open(place, synonyms=own) as opened:
        assert titles(opened.search("kaffe")) == ["Fika"]


def test_an_index_of_nothing_answers_nothing(place):
    Index.rebuild([], place)
    with Index.open(place) as opened:
        assert opened.search("budget").total.meetings == 0
        assert opened.search("").hits == ()


def test_progress_tells_every_document(place):
    told = []
    Index.rebuild([minutes("a", "Ett."), minutes("b", "Två.")], place, on_progress=told.append)
    assert [(each.done, each.total, each.source) for each in told] == [(1, 2, "a"), (2, 2, "b")]


def test_threads_share_an_index_and_get_the_same_answers(index):
    expected = titles(index.search("förening"))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: titles(index.search("förening")), range(100)))
    assert all(answer == expected for answer in answers)


def test_a_closed_index_says_so(place, index):
    index.close()
    index.close()
    with pytest.raises(IndexClosed):
        index.search("budget")
    with pytest.raises(IndexMissing):
        Index.open(place.parent / "inget")


def test_completion_continues_the_last_word(index):
    assert "budget" in " ".join(index.complete("bud"))


def test_results_name_the_generation_that_answered(index):
    assert index.search("budget").generation == index.generation


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let open files go")
def test_an_index_that_is_taken_away_while_open_is_called_damaged(place):
    Index.rebuild([minutes("a", "Budget.")], place)
    with Index.open(place) as opened:
        shutil.rmtree(place)
        with pytest.raises(IndexDamaged):
            opened.search("budget")


@pytest.mark.parametrize("query", ["§ 2", "§2", "2 §", '"§ 2 vägar"', "rubrik:vägar"])
def test_a_paragraph_is_found_by_its_number(index, query):
    results = index.search(query)
    assert [(hit.minutes.source, hit.sections[0].heading) for hit in results] == [("diarium/1", "Vägar")]
    assert results.hits[0].sections[0].snippet.text == "Vägen lagas."
