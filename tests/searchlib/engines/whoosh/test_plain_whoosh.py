"""Whoosh's own searcher, deletion and merging work on our index and agree with our engine."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from whoosh import query as q
from whoosh.writing import MERGE_SMALL

from searchlib.clauses import Adjacent, All, Any, Clause, Key, Lookup, StartsWith
from searchlib.engines.base import Request
from searchlib.engines.whoosh import open_engine
from searchlib.engines.whoosh.engine import WhooshEngine
from tests.engines.building import found
from tests.engines.corpora import meeting, random_corpus
from tests.engines.histories import history
from tests.engines.makers import make_whoosh
from tests.engines.random_requests import everything
from tests.engines.toy import ToyAnalyzer

from .plain_whoosh import open_searcher, plain_writer, top

FORMS = ("avtal", "avtalen", "plan", "planen", "kultur", "råd", "rs", "väg", "vägen", "budget", "a", "finnsinte")
FIELDS = {None: "meeting", "heading": "heading", "organ": "organ"}

Pair = tuple[Clause, q.Query]


def word(rng: random.Random) -> Pair:
    form, layer = rng.choice(FORMS), rng.choice(("form", "part"))
    field = rng.choice((None, None, "heading", "organ"))
    clause = Lookup((Key(layer, form),), field=field)  # type: ignore[arg-type]
    return clause, q.Term(f"{FIELDS[field]}_{layer}", form)


def phrase(rng: random.Random) -> Pair:
    forms = rng.choices(FORMS, k=2)
    return Adjacent(tuple((Key("form", form),) for form in forms)), q.Phrase("form", forms)


def prefix(rng: random.Random) -> Pair:
    text = rng.choice(("av", "pl", "r", "kul", "x"))
    return StartsWith(text), q.Prefix("meeting_form", text)


def combination(rng: random.Random, depth: int) -> Pair:
    pairs = [random_query(rng, depth - 1) for _ in range(rng.randrange(2, 4))]
    clauses, queries = tuple(one for one, _ in pairs), [two for _, two in pairs]
    return (Any(clauses), q.Or(queries)) if rng.random() < 0.5 else (All(clauses), q.And(queries))


def random_query(rng: random.Random, depth: int) -> Pair:
    return combination(rng, depth) if depth and rng.random() < 0.7 else rng.choice((word, word, prefix))(rng)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Several segments, with deletions."""
    home = tmp_path_factory.mktemp("index")
    updates = history(random_corpus(seed=7, size=60), seed=7)
    make_whoosh(home, updates).close()
    return home / str(len(updates) - 1)


def test_the_index_has_several_segments_and_deletions(folder: Path) -> None:
    with closing(open_engine(folder, ToyAnalyzer())) as engine:
        assert isinstance(engine, WhooshEngine)
        segments = [one.segment for one in engine.collection.segments]
        assert len(segments) > 1
        assert any(one.deleted_count() for one in segments)


@pytest.mark.parametrize("seed", range(4))
def test_whoosh_finds_the_same_meetings(folder: Path, seed: int) -> None:
    compare(folder, seed, 60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 120))
def test_whoosh_finds_the_same_meetings_for_thousands_of_queries(folder: Path, seed: int) -> None:
    compare(folder, seed, 250)


def compare(folder: Path, seed: int, count: int) -> None:
    rng = random.Random(seed)
    with closing(open_engine(folder, ToyAnalyzer())) as engine, open_searcher(folder) as searcher:
        for _ in range(count):
            (clause, query), (excluded, unwanted) = random_query(rng, depth=2), random_query(rng, depth=1)
            theirs = set(top(searcher, query))
            assert sorted(theirs) == sorted(found(engine, clause)), clause
            # Whoosh's own AndNot never compares its first hit with what is excluded unless both begin alike.
            theirs -= set(top(searcher, unwanted))
            assert sorted(theirs) == sorted(found(engine, All((clause,), (excluded,))))


def test_whoosh_finds_the_same_phrases(folder: Path) -> None:
    rng = random.Random(1)
    with closing(open_engine(folder, ToyAnalyzer())) as engine, open_searcher(folder) as searcher:
        for _ in range(40):
            clause, query = phrase(rng)
            assert sorted(top(searcher, query)) == sorted(found(engine, clause)), clause


def test_whoosh_scores_words_as_we_do(folder: Path) -> None:
    with closing(open_engine(folder, ToyAnalyzer())) as engine, open_searcher(folder) as searcher:
        for form in FORMS[:-1]:
            clause = Any((Lookup((Key("form", form),)),))
            ours = {one.id: one.score for one in engine.search(Request(clause, limit=1000)).page}
            theirs = top(searcher, q.Or([q.Term("meeting_form", form)]))
            assert {one: round(score, 6) for one, score in theirs.items()} == ours


@pytest.mark.parametrize(
    "merge", [lambda writer: writer.commit(optimize=True), lambda writer: writer.commit(mergetype=MERGE_SMALL)]
)
def test_merging_by_whoosh_changes_no_answer(tmp_path: Path, folder: Path, merge: Callable[[object], None]) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    with closing(open_engine(copy, ToyAnalyzer())) as engine:
        before = everything(engine)
    merge(plain_writer(copy))
    with closing(open_engine(copy, ToyAnalyzer())) as engine:
        assert everything(engine) == before


def test_optimizing_leaves_one_segment_without_deletions(tmp_path: Path, folder: Path) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    plain_writer(tmp_path).commit(optimize=True)
    with closing(open_engine(tmp_path, ToyAnalyzer())) as engine:
        assert isinstance(engine, WhooshEngine)
        (segment,) = (one.segment for one in engine.collection.segments)
        assert segment.deleted_count() == 0


def test_a_meeting_deleted_by_whoosh_is_gone(make_index: Callable[..., Path]) -> None:
    folder = make_index([meeting("m1", "avtal"), meeting("m2", "avtal")])
    writer = plain_writer(folder)
    for row in (0, 1):
        writer.delete_document(row)
    writer.commit(merge=False)
    with closing(open_engine(folder, ToyAnalyzer())) as engine:
        assert found(engine, Lookup((Key("form", "avtal"),))) == ["m2"]
        assert engine.ids() == ("m2",)
        assert engine.search(Request(StartsWith("av"))).total.meetings == 1
