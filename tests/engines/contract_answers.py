"""Pages, totals, filters, facets, occurrences, stored minutes, and what is said when there is nothing."""

from __future__ import annotations

import time

import pytest

from searchlib.analysis.terms import IMPLIED
from searchlib.clauses import Any, Clause, Most
from searchlib.documents import MeetingDate, Minutes, Participant, Section
from searchlib.engines.base import Engine, Request, Sort, Statistics
from searchlib.errors import IndexClosed, UnknownId
from searchlib.results import Facet, Facets, Total
from tests.engines.building import Build, BuildingContract
from tests.engines.contract_matching import form, part
from tests.engines.corpora import meeting, random_corpus

# x stands in all but f; y in a, c and f.
ARCHIVE = (
    meeting("a", "x y", "x", organ="Rådet", kind="protokoll", date="2015-03-01"),
    meeting("b", "x", organ="Rådet", kind="brev", date="2015"),
    meeting("c", "x y", organ="Nämnden", date="2016-01-31"),
    meeting("d", "b", "x", organ="Änglarna", kind="protokoll"),
    meeting("e", "x", "x", "x"),
    meeting("f", "y", organ="Nämnden", kind="protokoll", date="2017"),
)


def ids(engine: Engine, request: Request) -> str:
    return "".join(one.id for one in engine.search(request).page)


FILTERS: list[tuple[Request, str, Total]] = [
    (Request(form("x")), "abcde", Total(5, 8, 2)),
    (Request(form("x"), years=(2015, 2015)), "ab", Total(2, 3, 2)),
    (Request(form("x"), years=(2016, None)), "c", Total(1, 1, 2)),
    (Request(form("x"), years=(None, 2015)), "ab", Total(2, 3, 2)),
    (Request(form("x"), years=(None, None)), "abcde", Total(5, 8, 2)),
    (Request(form("x"), years=(2016, 2015)), "", Total(0, 0, 2)),
    (Request(form("x"), organs=("Rådet",)), "ab", Total(2, 3, 0)),
    (Request(form("x"), organs=("Rådet", "Änglarna")), "abd", Total(3, 4, 1)),
    (Request(form("x"), kinds=("protokoll",)), "ad", Total(2, 3, 1)),
    (Request(form("x"), kinds=("saknas",)), "", Total()),
    (Request(form("x"), years=(2015, 2020), organs=("Rådet", "Änglarna"), kinds=("protokoll",)), "a", Total(1, 2, 1)),
    (Request(None, years=(2015, 2017)), "abcf", Total(4, 0, 2)),
    (Request(None), "abcdef", Total(6, 0, 2)),
    (Request(form("saknas")), "", Total()),
]


class AnswerContract(BuildingContract):
    @pytest.mark.parametrize(("request_", "expected", "total"), FILTERS)
    def test_filters_narrow_the_answer_and_its_totals(
        self, build: Build, request_: Request, expected: str, total: Total
    ) -> None:
        answer = build(ARCHIVE).search(request_)
        assert "".join(sorted(one.id for one in answer.page)) == expected
        assert answer.total == total

    @pytest.mark.parametrize(
        ("clause", "sort", "expected"),
        [
            (None, "relevance", "fcabde"),
            (None, "newest", "fcabde"),
            (None, "oldest", "bacfde"),
            (form("y"), "newest", "fca"),
            (form("y"), "oldest", "acf"),
            (form("x"), "oldest", "bacde"),
            (Most((form("x"), form("y"))), "oldest", "bacfde"),
        ],
    )
    def test_sorting_by_date_puts_undated_meetings_last_both_ways(
        self, build: Build, clause: Clause | None, sort: Sort, expected: str
    ) -> None:
        assert ids(build(ARCHIVE), Request(clause, sort=sort)) == expected

    def test_dates_that_tie_are_ordered_by_id(self, build: Build) -> None:
        dates = {"d": "2015-01", "a": "2015-01-01", "c": "2015", "b": "2014-12-31"}
        engine = build([meeting(name, "x", date=date) for name, date in dates.items()])
        assert ids(engine, Request(form("x"), sort="newest")) == "acdb"
        assert ids(engine, Request(form("x"), sort="oldest")) == "bacd"

    def test_dates_before_1970_and_far_ahead_sort_as_dates(self, build: Build) -> None:
        engine = build([meeting("n", date="1970-01-01"), meeting("o", date="1862-03-21"), meeting("p", date="2199")])
        assert ids(engine, Request(sort="newest")) == "pno"
        assert [facet.value for facet in engine.search(Request()).facets.year] == [2199, 1970, 1862]

    @pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
    @pytest.mark.parametrize("clause", [None, Any((form("avtal"), part("plan"))), Most((form("avtal"), form("vård")))])
    def test_the_pages_one_after_another_are_the_one_long_page(
        self, build: Build, clause: Clause | None, sort: Sort
    ) -> None:
        engine = build(random_corpus(seed=7, size=90))
        whole = engine.search(Request(clause, sort=sort, limit=1000))
        paged = [engine.search(Request(clause, sort=sort, offset=offset, limit=7)) for offset in range(0, 98, 7)]
        assert [one for answer in paged for one in answer.page] == list(whole.page)
        assert {answer.total for answer in paged} == {whole.total}
        assert {answer.facets for answer in paged} == {whole.facets}
        assert len(whole.page) == whole.total.meetings

    @pytest.mark.parametrize(("offset", "limit"), [(0, 0), (5, 10), (10_000_000, 10)])
    def test_a_page_of_nothing_still_tells_the_totals(self, build: Build, offset: int, limit: int) -> None:
        answer = build(ARCHIVE).search(Request(form("x"), offset=offset, limit=limit))
        assert (list(answer.page), answer.total, answer.partial) == ([], Total(5, 8, 2), False)

    def test_facets_count_the_answer_with_unknown_among_them(self, build: Build) -> None:
        assert build(ARCHIVE).search(Request(form("x"), limit=1)).facets == Facets(
            year=(Facet(2016, 1), Facet(2015, 2), Facet(None, 2)),
            organ=(Facet("Rådet", 2), Facet("Nämnden", 1), Facet("Änglarna", 1), Facet(None, 1)),
            kind=(Facet("protokoll", 2), Facet(None, 2), Facet("brev", 1)),
        )

    def test_facets_count_with_all_filters_on(self, build: Build) -> None:
        assert build(ARCHIVE).search(Request(form("x"), years=(2015, 2015), kinds=("brev",))).facets == Facets(
            year=(Facet(2015, 1),), organ=(Facet("Rådet", 1),), kind=(Facet("brev", 1),)
        )

    def test_an_answer_of_nothing_has_no_facets(self, build: Build) -> None:
        assert build(ARCHIVE).search(Request(form("saknas"))).facets == Facets()

    def test_occurrences_are_those_of_the_whole_answer(self, build: Build) -> None:
        engine = build(
            [
                meeting("a", ("x", "x rs/12 kultur~plan"), title="x y", organ="x", participants=("x", "z")),
                meeting("b", "x y y", references=("x",), kind="brev"),
                meeting("c", "y x"),
            ]
        )
        forms = ["x", "y", "z", "rs", "rs/12", f"{IMPLIED}kultur_plan", "saknas"]
        answer = engine.search(Request(form("x"), limit=1))
        assert answer.occurrences(forms) == [4 + 2 + 1, 1 + 2 + 1, 0, 1, 1, 1, 0]
        assert engine.search(Request(form("x"), kinds=("brev",), limit=0)).occurrences(forms)[:2] == [2, 2]
        assert answer.occurrences([]) == []

    def test_a_deadline_that_has_passed_gives_a_partial_answer(self, build: Build) -> None:
        engine = build(ARCHIVE)
        assert engine.search(Request(form("x"), deadline=time.monotonic() - 1)).partial
        assert not engine.search(Request(form("x"), deadline=time.monotonic() + 3600)).partial

    # The stored minutes.

    def test_minutes_come_back_as_they_were_given(self, build: Build) -> None:
        minutes = Minutes(
            id="å/1",
            sources=("mapp/fil å.txt", "kopia.html"),
            title="Rubrik \u2028 med\ttecken \x00 \U0001f3d4",
            kind="protokoll",
            organ="Rådet för a\u0301",
            meeting_date=MeetingDate.unknown(),
            sections=(Section("s", "§ 1", 0, None, "x" * 300_000, None), Section("t", None, 1, "", "", 12)),
            reference_number="RS/1",
            reference_numbers=("RS/1", "RS/2"),
            participants=(Participant("A", "ordförande"), Participant("B")),
            place="Örebro",
            url="https://example.org/å?x=1",
            links=("a", "b"),
            warnings=("no_date",),
        )
        corpus = [minutes, *random_corpus(seed=3, size=20)]
        engine = build(corpus)
        for one in corpus:
            stored = engine.minutes(one.id)
            assert (tuple(stored.sections), stored.title) == (one.sections, one.title)
            assert stored == one

    def test_an_unknown_id_is_an_error_that_names_it(self, build: Build) -> None:
        engine = build(ARCHIVE)
        for unknown in ("", "A", "saknas", "a\0", "a" * 10_000):
            with pytest.raises(UnknownId) as caught:
                engine.minutes(unknown)
            assert caught.value.minutes_id == unknown

    def test_ids_are_sorted_whatever_the_order_of_adding(self, build: Build) -> None:
        engine = build([meeting("b"), meeting("ö"), meeting("a")], [meeting("B"), meeting("å")])
        assert list(engine.ids()) == ["B", "a", "b", "å", "ö"]

    def test_statistics_count_meetings_sections_and_words(self, build: Build) -> None:
        engine = build(
            [meeting("a", ("x", "x y"), "", title="z", date="2015", participants=("w",)), meeting("b", "x/y")]
        )
        assert engine.statistics() == Statistics(meetings=2, sections=3, undated=1, words=5, forms=4)

    def test_the_vocabulary_counts_every_form_outside_participants(self, build: Build) -> None:
        vocabulary = build([meeting("a", "x x/y", title="x", participants=("w",)), meeting("b", "x")]).vocabulary
        counted = {one.form: (one.meetings, one.occurrences) for one in vocabulary}
        assert counted == {"x": (2, 4), "y": (1, 1), "x/y": (1, 1)}

    def test_after_closing_every_question_is_refused(self, build: Build) -> None:
        engine = build(ARCHIVE)
        engine.close()
        engine.close()
        for ask in (lambda: engine.search(Request()), lambda: engine.minutes("a"), engine.ids, engine.statistics):
            with pytest.raises(IndexClosed):
                ask()
