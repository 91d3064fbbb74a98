"""What a search costs in operations, at 5,000 meetings beside 500: more calls for more meetings would be a regression.

The ceilings are the counts of a day and a little more; `python -m tests.engines.counting` prints those of today.
Raise one only for something that is worth it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from searchlib.clauses import Adjacent, All, Any, DateRange, Key, Lookup, Most, StartsWith
from searchlib.documents import Minutes
from searchlib.engines.base import Request
from searchlib.engines.whoosh.engine import WhooshEngine
from searchlib.loops import compiled
from searchlib.ranking import LAYER_WEIGHTS
from tests.engines.building import Update
from tests.engines.corpora import random_corpus
from tests.engines.counting import Counts, counted
from tests.engines.makers import make_whoosh
from tests.engines.toy import ToyAnalyzer

FEW, MANY = 500, 5_000
# A word of this many meetings, however many there are.
RARE, RARE_MEETINGS = "sällan", 20
# Ceilings stand this far above the counts they were set by, for other versions of Python and NumPy.
HEADROOM = 1.15
# By so much calls may grow while meetings become ten times as many.
GROWTH = 1.1


def _word(form: str) -> Lookup:
    word = ToyAnalyzer().word(form)
    deciding = [Key("form", form, LAYER_WEIGHTS["form"])]
    deciding += [Key("part", lemma, LAYER_WEIGHTS["part"]) for lemma in word.lemmas]
    ranking = [Key("lemma", lemma, LAYER_WEIGHTS["lemma"]) for lemma in word.lemmas]
    ranking += [Key("stem", stem, LAYER_WEIGHTS["stem"]) for stem in word.stems]
    return Lookup(tuple(deciding), tuple(ranking))


def _phrase(*forms: str) -> Adjacent:
    return Adjacent(tuple((Key("form", form),) for form in forms))


REQUESTS = {
    "common": Request(_word("avtal")),
    "rare": Request(_word(RARE)),
    "and": Request(All((_word("avtal"), _word("budget")))),
    "or": Request(Any((_word("avtal"), _word("budget"), _word("skola")))),
    "most": Request(Most((_word("avtal"), _word("budget"), _word("skola")))),
    "phrase": Request(_phrase("avtal", "plan")),
    "prefix": Request(StartsWith("pla")),
    "dates": Request(DateRange(datetime.date(2013, 1, 1), datetime.date(2015, 12, 31))),
    "newest": Request(_word("avtal"), sort="newest"),
    "filtered": Request(_word("avtal"), years=(2013, 2015), organs=("Rådet",)),
    "deep": Request(_word("avtal"), offset=200),
}
WITHOUT_LOOPS = {
    "common": Counts(calls=812, entries=16_679, held=466_887),
    "rare": Counts(calls=805, entries=80, held=24_527),
    "and": Counts(calls=1597, entries=26_965, held=561_106),
    "or": Counts(calls=1918, entries=34_324, held=649_056),
    "most": Counts(calls=2149, entries=34_324, held=612_883),
    "phrase": Counts(calls=754, entries=14_108, held=719_939),
    "prefix": Counts(calls=843, entries=19_767, held=453_523),
    "dates": Counts(calls=296, entries=0, held=59_824),
    "newest": Counts(calls=793, entries=16_679, held=431_583),
    "filtered": Counts(calls=890, entries=16_679, held=209_677),
    "deep": Counts(calls=812, entries=16_679, held=466_431),
}
WITH_LOOPS = {
    "common": Counts(calls=433, entries=21_014, held=138_800),
    "rare": Counts(calls=430, entries=100, held=21_655),
    "and": Counts(calls=770, entries=41_313, held=187_524),
    "or": Counts(calls=1022, entries=52_004, held=206_492),
    "most": Counts(calls=1183, entries=52_004, held=240_074),
    "phrase": Counts(calls=371, entries=14_108, held=500_988),
    "prefix": Counts(calls=506, entries=13_178, held=453_391),
    "dates": Counts(calls=220, entries=0, held=38_748),
    "newest": Counts(calls=413, entries=21_014, held=103_384),
    "filtered": Counts(calls=444, entries=21_014, held=96_431),
    "deep": Counts(calls=433, entries=21_014, held=138_480),
}
CEILINGS = WITH_LOOPS if compiled("postings") else WITHOUT_LOOPS


def meetings(count: int) -> list[Minutes]:
    """Random meetings, the first of which hold the rare word."""
    made = random_corpus(seed=3, size=count)
    return [_with_rare(one) if number < RARE_MEETINGS else one for number, one in enumerate(made)]


def _with_rare(minutes: Minutes) -> Minutes:
    return replace(minutes, title=f"{minutes.title} {RARE}".strip())


@contextmanager
def opened(folder: Path, count: int) -> Iterator[WhooshEngine]:
    """The engine on so many meetings."""
    with closing(make_whoosh(folder, [Update(add=meetings(count))])) as engine:
        yield cast(WhooshEngine, engine)


def asked(engine: WhooshEngine, kind: str) -> Counts:
    """What a request costs when nothing is remembered of an earlier one."""
    return counted(lambda: engine.search(REQUESTS[kind]), engine.collection.forget)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    with opened(tmp_path_factory.mktemp("few"), FEW) as engine:
        yield engine


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    with opened(tmp_path_factory.mktemp("many"), MANY) as engine:
        yield engine


@pytest.fixture(scope="module")
def small(few: WhooshEngine) -> dict[str, Counts]:
    return {kind: asked(few, kind) for kind in REQUESTS}


@pytest.fixture(scope="module")
def large(many: WhooshEngine) -> dict[str, Counts]:
    return {kind: asked(many, kind) for kind in REQUESTS}


@pytest.mark.parametrize("kind", REQUESTS)
def test_ten_times_the_meetings_take_no_more_calls_and_ten_times_the_entries(
    small: dict[str, Counts], large: dict[str, Counts], kind: str
) -> None:
    assert large[kind].calls <= GROWTH * small[kind].calls
    assert large[kind].entries <= GROWTH * small[kind].entries * MANY / FEW
    assert large[kind].held <= GROWTH * small[kind].held * MANY / FEW


@pytest.mark.parametrize("kind", REQUESTS)
def test_no_search_costs_more_than_it_did(large: dict[str, Counts], kind: str) -> None:
    found, ceiling = large[kind], CEILINGS[kind]
    assert found.calls <= HEADROOM * ceiling.calls
    assert found.entries <= HEADROOM * ceiling.entries
    assert found.held <= HEADROOM * ceiling.held


def test_a_rare_word_costs_what_it_is_and_not_what_the_index_is(
    many: WhooshEngine, small: dict[str, Counts], large: dict[str, Counts]
) -> None:
    assert many.search(REQUESTS["rare"]).total.meetings == RARE_MEETINGS
    assert large["rare"].entries == small["rare"].entries > 0
    # A byte or two for each meeting are allowed for marking them.
    assert large["rare"].held <= small["rare"].held + 2 * MANY


def test_a_loop_over_the_meetings_found_would_be_seen(few: WhooshEngine, many: WhooshEngine) -> None:
    def looping(engine: WhooshEngine) -> Counts:
        def run() -> list[int]:
            return list(map(engine.collection.segment_of, engine.search(REQUESTS["common"]).meetings.tolist()))

        return counted(run, engine.collection.forget)

    assert looping(many).calls > 5 * looping(few).calls
    assert looping(many).calls > HEADROOM * CEILINGS["common"].calls


@pytest.mark.parametrize("kind", REQUESTS)
def test_counts_are_the_same_each_time(few: WhooshEngine, small: dict[str, Counts], kind: str) -> None:
    one, other = small[kind], asked(few, kind)
    assert (one.calls, one.entries) == (other.calls, other.entries)
    assert one.held == pytest.approx(other.held, rel=0.05)
