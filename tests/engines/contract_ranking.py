"""How meetings are scored and ordered, and which of their sections are shown."""

from __future__ import annotations

import pytest

from searchlib import ranking
from searchlib.clauses import Adjacent, All, Any, Clause, DateRange, InSentence, Key, Lookup, Most, StartsWith, Value
from searchlib.documents import Minutes
from searchlib.engines.base import Request
from tests.engines.building import Build, BuildingContract, found, scores
from tests.engines.contract_matching import form, in_sentence, near, part, phrase
from tests.engines.corpora import Text, meeting

# Twelve words each, so that they all have the average length; only one of them holds the word.
TWELVE = "ett två tre fyra fem sex sju åtta nio tio elva tolv"


def bm25(matching: int, meetings: int, frequency: float, length: float, average: float) -> float:
    norm = ranking.norm(length, average)
    return ranking.idf(matching, meetings) * ranking.saturated(frequency, norm)


def rounded(score: float) -> float:
    return round(score, ranking.SCORE_DIGITS)


def twins(text: str) -> list[Minutes]:
    """A meeting with this text of twelve words, and three others of the very same length."""
    return [meeting("m", text), *(meeting(f"other{index}", TWELVE) for index in range(3))]


ONE_TERM: list[tuple[str, Clause, str, float]] = [
    ("a word, once", form("x"), "x b c d e f g h i j k l", 1),
    ("a word, three times", form("x"), "x b c x e f g h i j k x", 3),
    ("a prefix adds its forms", StartsWith("x"), "xa b xb d e f g h i j k xa", 3),
    ("a phrase by its places", phrase("x", "y"), "x y c x y f g x i j k l", 2),
    ("nearness by places of the first operand", near(2, "x", "y"), "x y x d e f x h i j x y", 3),
    ("sentences, not words", in_sentence("x", "y"), "x y x y. e f g h. x j y l", 2),
]


class RankingContract(BuildingContract):
    @pytest.mark.parametrize(("why", "clause", "text", "frequency"), ONE_TERM, ids=[row[0] for row in ONE_TERM])
    def test_one_term_scores_by_the_formula(
        self, build: Build, why: str, clause: Clause, text: str, frequency: float
    ) -> None:
        engine = build(twins(text))
        assert scores(engine, clause) == {"m": rounded(bm25(1, 4, frequency, 12, 12))}, why

    def test_every_key_adds_its_weight_times_its_score(self, build: Build) -> None:
        engine = build([*twins("xen b c d e f g h i j k x"), meeting("n", "x b c d e f g h i j k l")])
        keys = (Key("form", "x", 0.5), Key("part", "x", 2.0)), (Key("lemma", "x", 3.0), Key("stem", "saknas", 9.0))
        by_form, by_lemma = bm25(2, 5, 1, 12, 12), bm25(2, 5, 2, 12, 12)
        assert scores(engine, Lookup(*keys))["m"] == rounded(0.5 * by_form + (2.0 + 3.0) * by_lemma)

    def test_a_weight_multiplies_the_score_of_a_phrase(self, build: Build) -> None:
        clause = Adjacent(((Key("form", "x"),), (Key("form", "y"),)), weight=0.25)
        engine = build(twins("x y c d e f g h i j k l"))
        assert scores(engine, clause) == {"m": rounded(0.25 * bm25(1, 4, 1, 12, 12))}

    @pytest.mark.parametrize(
        ("zone", "minutes", "weight"),
        [
            ("title", meeting("m", "a b c d", title="x"), 4),
            ("organ", meeting("m", "a b c d", organ="x"), 2),
            ("reference", meeting("m", "a b c d", references=("x",)), 1),
            ("heading", meeting("m", ("x", "a b c d")), 3),
            ("text", meeting("m", "x a b c d"), 1),
        ],
    )
    def test_a_word_counts_by_its_zone_in_frequency_and_length(
        self, build: Build, zone: str, minutes: Minutes, weight: int
    ) -> None:
        length = weight + 4
        engine = build([minutes, meeting("n", "a b c d e")])
        assert scores(engine, form("x")) == {"m": rounded(bm25(1, 2, weight, length, (length + 5) / 2))}, zone

    def test_in_a_field_each_position_counts_once_and_df_is_of_the_field(self, build: Build) -> None:
        sections = ("x y", "x a b"), "x x"
        engine = build([meeting("m", *sections, title="x"), meeting("n", "x a b c d e f g h i j k")])
        length = 4 + 6 + 3 + 2
        assert scores(engine, form("x", "heading")) == {"m": rounded(bm25(1, 2, 2, length, (length + 12) / 2))}

    def test_participants_and_extras_add_nothing_to_length_or_frequency(self, build: Build) -> None:
        engine = build([meeting("m", "x/y z"), meeting("n", "x y", participants=("x y", "x z"))])
        assert scores(engine, form("x")) == {name: rounded(bm25(2, 2, 1, 2, 2)) for name in "mn"}

    def test_a_term_stands_at_a_position_once(self, build: Build) -> None:
        # kultur, and at the same position the implied kultur_plan, a part of which is kultur again.
        engine = build([meeting("m", "kultur~plan"), meeting("n", "kultur")])
        assert scores(engine, part("kultur")) == {name: rounded(bm25(2, 2, 1, 1, 1)) for name in "mn"}

    def test_trees_add_the_scores_of_what_matches(self, build: Build) -> None:
        engine = build([meeting("m", "x", "y"), meeting("n", "x"), meeting("o", "z z")])
        tree = All((Any((form("x"), Any((form("y"),)), Value("organ", ("saknas",)))),), (form("z"),))
        norm = {"m": 2, "n": 1}
        each = {name: bm25(2, 3, 1, length, 5 / 3) for name, length in norm.items()}
        assert scores(engine, tree) == {
            "m": rounded(each["m"] + bm25(1, 3, 1, 2, 5 / 3)),
            "n": rounded(each["n"]),
        }

    @pytest.mark.parametrize("clause", [None, All(()), Value("kind", ("brev",)), DateRange(None, None)])
    def test_without_words_every_score_is_zero(self, build: Build, clause: Clause | None) -> None:
        engine = build([meeting("m", "x", kind="brev", date="2015"), meeting("n", "y", kind="brev", date="2016")])
        assert scores(engine, clause) == {"n": 0.0, "m": 0.0}

    def test_ties_go_to_the_newest_then_undated_then_by_id(self, build: Build) -> None:
        dates = {"e": "2015-03-02", "b": "2016", "a": None, "d": "2015-03", "c": None, "f": "2016-01-01"}
        engine = build([meeting(name, "x", date=date) for name, date in dates.items()])
        assert found(engine, form("x")) == ["b", "f", "e", "d", "a", "c"]

    # The bonus.

    def test_words_that_meet_in_a_section_earn_the_bonus_of_the_formula(self, build: Build) -> None:
        engine = build([meeting("m", "x b c y", "b b"), meeting("n", "x b c b", "y b")])
        base = sum(bm25(2, 2, 1, 6, 6) for _ in "xy")
        tells = ranking.idf(2, 2)
        meets = ranking.MEET_WEIGHT * tells
        assert scores(engine, All((form("x"), form("y")))) == {
            "m": rounded(base + 2 * meets + ranking.CLOSE_WEIGHT * tells / 3),
            "n": rounded(base + meets),
        }

    def test_a_heading_raises_the_bonus(self, build: Build) -> None:
        engine = build([meeting("m", ("x", "y")), meeting("n", "b b b x")])
        base = bm25(2, 2, 3, 4, 4) + bm25(1, 2, 1, 4, 4)
        x, y = ranking.idf(2, 2), ranking.idf(1, 2)
        meets = ranking.MEET_WEIGHT * (ranking.HEADING_FACTOR * x + y)
        close = ranking.CLOSE_WEIGHT * min(x, y) / 101
        assert scores(engine, All((form("x"), form("y")))) == {"m": rounded(base + meets + close)}

    def test_the_title_and_its_like_are_a_row_too(self, build: Build) -> None:
        engine = build([meeting("m", "b b b b", title="x y"), meeting("n", "b b b b", "x x x x", "y y y y")])
        assert found(engine, All((form("x"), form("y")))) == ["m", "n"]
        x = ranking.idf(2, 2)
        bonus = 2 * ranking.MEET_WEIGHT * ranking.HEADING_FACTOR * x + ranking.CLOSE_WEIGHT * x
        assert scores(engine, All((form("x"), form("y"))))["m"] == rounded(2 * bm25(2, 2, 4, 12, 12) + bonus)

    def test_only_neighbours_in_the_query_can_be_close(self, build: Build) -> None:
        engine = build([meeting("m", "x z b b y"), meeting("n", "x y b b z")])
        words = form("x"), form("y"), form("z")
        tells = ranking.idf(2, 2)
        base = 3 * bm25(2, 2, 1, 5, 5) + 3 * ranking.MEET_WEIGHT * tells
        assert scores(engine, All(words)) == {
            "m": rounded(base + ranking.CLOSE_WEIGHT * tells * (1 / 4 + 1 / 3)),
            "n": rounded(base + ranking.CLOSE_WEIGHT * tells * (1 / 1 + 1 / 3)),
        }

    def test_a_tree_below_the_root_is_one_word_with_the_idf_of_what_it_matches(self, build: Build) -> None:
        engine = build([meeting("m", "x y"), meeting("n", "z y"), meeting("o", "y y"), meeting("p", "q q")])
        clause = All((Any((form("x"), form("z"))), All(()), form("y")))
        either, y = ranking.idf(2, 4), ranking.idf(3, 4)
        base = bm25(1, 4, 1, 2, 2) + bm25(3, 4, 1, 2, 2)
        bonus = ranking.MEET_WEIGHT * (either + y) + ranking.CLOSE_WEIGHT * min(either, y)
        assert scores(engine, clause)["m"] == rounded(base + bonus)

    def test_one_word_earns_no_bonus_and_neither_does_an_order_by_date(self, build: Build) -> None:
        engine = build([meeting("m", "x y", date="2015"), meeting("n", "b b", date="2016")])
        x = bm25(1, 2, 1, 2, 2)
        assert scores(engine, All((form("x"),))) == {"m": rounded(x)}
        by_date = engine.search(Request(All((form("x"), form("y"))), sort="newest"))
        assert by_date.page[0].score == rounded(2 * x)

    def test_the_bonus_reaches_the_window_and_no_further(self, build: Build) -> None:
        size = ranking.WINDOW + 10
        engine = build([meeting(f"m{index:02d}", "x y") for index in range(size)])
        base = rounded(2 * bm25(size, size, 1, 2, 2))
        ordered = engine.search(Request(All((form("x"), form("y"))), limit=100)).page
        assert [one.id for one in ordered] == [f"m{index:02d}" for index in range(size)]
        assert [one.score > base for one in ordered] == [True] * ranking.WINDOW + [False] * 10

    # Most.

    def test_more_words_come_first_whatever_their_score(self, build: Build) -> None:
        engine = build(
            [meeting("one", "x x x x x x", title="x x"), meeting("two", TWELVE * 3 + " x y"), meeting("z", "z")]
        )
        page = engine.search(Request(Most((form("x"), form("y"), form("z"))))).page
        assert [(one.id, one.missing) for one in page] == [("two", (2,)), ("z", (0, 1)), ("one", (1, 2))]

    def test_required_words_score_but_are_never_missing(self, build: Build) -> None:
        engine = build([meeting("m", "x y"), meeting("n", "z z")])
        [one] = engine.search(Request(Most((form("x"), form("saknas")), (form("y"),)), sort="oldest")).page
        assert (one.score, one.missing) == (rounded(2 * bm25(1, 2, 1, 2, 2)), (1,))

    def test_sorted_by_date_the_number_of_words_does_not_matter(self, build: Build) -> None:
        engine = build([meeting("old", "x y", date="2015"), meeting("new", "x", date="2016"), meeting("no", "y x")])
        page = engine.search(Request(Most((form("x"), form("y"))), sort="newest")).page
        assert [one.id for one in page] == ["new", "old", "no"]

    # Sections.

    def test_the_best_sections_come_first_and_are_three_at_most(self, build: Build) -> None:
        texts: list[Text] = ["b x", "x x x", ("x", "b"), "b", "x x x x", "x x x"]
        [one] = build([meeting("m", *texts)]).search(Request(form("x"))).page
        # f / (f + 1): .5, .75, .5 · 1.5 = .75, -, .8, .75; ties by position.
        assert (one.sections, one.matching_sections) == ((4, 1, 2), 5)

    def test_a_rare_word_makes_a_better_section_than_a_common_one(self, build: Build) -> None:
        engine = build([meeting("m", "x x x", "y"), *(meeting(f"n{index}", "x") for index in range(9))])
        page = engine.search(Request(Any((form("x"), form("y"))))).page
        assert (page[0].id, page[0].sections) == ("m", (1, 0))

    def test_a_section_must_hold_a_word_clause_on_its_own(self, build: Build) -> None:
        engine = build([meeting("m", "x", "y", "x y", "z")])
        answer = engine.search(Request(All((phrase("x", "y"), form("z")))))
        assert (answer.page[0].sections, answer.page[0].matching_sections) == ((2, 3), 2)
        excluded = engine.search(Request(All((form("z"),), (form("saknas"), InSentence(())))))
        assert excluded.page[0].sections == (3,)

    def test_a_match_in_the_title_alone_has_no_sections(self, build: Build) -> None:
        answer = build([meeting("m", "b", title="x", organ="y")]).search(Request(Any((form("x"), form("y")))))
        assert (answer.page[0].sections, answer.page[0].matching_sections, answer.total.sections) == ((), 0, 0)
