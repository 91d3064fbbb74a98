"""Adding, removing and replacing: the answers depend on what is in the index, not on how it came about."""

from __future__ import annotations

import pytest

from searchlib.clauses import All
from searchlib.engines.base import Request, Statistics
from searchlib.errors import UnknownId
from searchlib.results import Facets, Total
from tests.engines.building import Build, BuildingContract, Update, found
from tests.engines.contract_matching import form, in_sentence, near, part, phrase
from tests.engines.corpora import meeting, random_corpus
from tests.engines.histories import history
from tests.engines.random_requests import everything, outcome


class UpdateContract(BuildingContract):
    def test_an_empty_index_answers_with_nothing(self, build: Build) -> None:
        for engine in (build(), build([]), build([meeting("a", "x")], Update(remove=["a"]))):
            for clause in (None, form("x"), All(()), phrase("x", "y"), near(2, "x", "y"), in_sentence("x")):
                answer = engine.search(Request(clause))
                assert outcome(answer, ["x"]) == ([], Total(), Facets(), [0], False)
            assert (list(engine.ids()), engine.statistics(), list(engine.vocabulary)) == (
                [],
                Statistics(0, 0, 0, 0, 0),
                [],
            )

    def test_meetings_of_later_updates_join_the_earlier(self, build: Build) -> None:
        engine = build([meeting("a", "x")], [meeting("b", "x x")], [meeting("c", "y")])
        assert sorted(found(engine, form("x"))) == ["a", "b"]
        assert list(engine.ids()) == ["a", "b", "c"]

    def test_what_is_removed_is_gone_from_everything(self, build: Build) -> None:
        corpus = [meeting("a", "x y", organ="Rådet", date="2015"), meeting("b", "x z", kind="brev")]
        engine = build(corpus, Update(remove=["b", "saknas"]))
        assert everything(engine) == everything(build(corpus[:1]))
        assert found(engine, form("z")) == []
        with pytest.raises(UnknownId):
            engine.minutes("b")

    def test_what_is_removed_and_added_again_is_replaced(self, build: Build) -> None:
        engine = build([meeting("a", "x"), meeting("b", "x")], Update([meeting("a", "y", title="ny")], ["a"]))
        assert (found(engine, form("x")), found(engine, form("y"))) == (["b"], ["a"])
        assert engine.minutes("a").title == "ny"

    def test_added_and_removed_many_times_a_meeting_is_there_once(self, build: Build) -> None:
        versions = [Update([meeting("a", f"x{number} x")], ["a"]) for number in range(6)]
        engine = build(*versions)
        assert engine.search(Request(form("x"))).total == Total(1, 1, 1)
        assert found(engine, part("x4")) == []
        assert engine.statistics() == Statistics(1, 1, 1, 2, 2)

    def test_an_update_without_changes_changes_nothing(self, build: Build) -> None:
        corpus = random_corpus(seed=11, size=12)
        assert everything(build(corpus, Update())) == everything(build(corpus))

    @pytest.mark.parametrize("seed", [1, 2])
    def test_the_same_content_gives_the_same_answers_however_it_came_about(self, build: Build, seed: int) -> None:
        corpus = random_corpus(seed, size=40)
        backwards = build(corpus[::-1])
        roundabout = build(*history(corpus, seed))
        assert everything(roundabout) == everything(backwards)

    def test_meetings_without_any_word_are_kept(self, build: Build) -> None:
        engine = build([meeting("a"), meeting("b", ""), meeting("c", ("", "."))])
        assert found(engine, None) == ["a", "b", "c"]
        assert engine.statistics() == Statistics(3, 2, 3, 0, 0)
