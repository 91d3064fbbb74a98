"""An index is the same however many processes made it; a process that ends early makes none."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.analysis.cached import open_lexicon
from searchlib.analysis.chain import swedish_analyzer
from searchlib.documents import Minutes
from searchlib.engines.whoosh import create_writer, minutes_writer, open_engine, segment_writer, wordlist, workers
from searchlib.engines.whoosh.minutes_writer import MinutesWriter
from searchlib.engines.whoosh.word_files import load_terms
from searchlib.engines.whoosh.worker import END, decode, encode, indexed
from searchlib.errors import IndexNotWritable
from tests.engines.corpora import random_corpus
from tests.engines.random_requests import everything
from tests.engines.reference import ReferenceEngine
from tests.engines.toy import ToyAnalyzer

CORPUS = random_corpus(seed=12, size=40)
TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from("\n\r\0\ud800"), max_size=20)


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lexicon") / "lexicon"
    with open_lexicon() as compiled:
        compiled.save(path)
    return path


def said(folder: Path, minutes: Iterable[Minutes], removed: Sequence[str] = (), **how: object) -> list[object]:
    """What an index says of itself; `removed` are taken out again before anything is written."""
    folder.mkdir()
    writer = create_writer(folder, swedish_analyzer(), **how)  # type: ignore[arg-type]
    for one in minutes:
        writer.add(one)
    for minutes_id in removed:
        writer.remove(minutes_id)
    writer.commit()
    assert not [path for path in folder.iterdir() if path.is_dir()], "the files of a worker are left"
    with closing(open_engine(folder, swedish_analyzer())) as engine:
        return everything(engine)


@pytest.fixture
def nothing_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few minutes would all be taken back before a process has begun."""
    monkeypatch.setattr(workers.Worker, "take_back", lambda self: None)


@pytest.mark.parametrize("jobs", [2, 3])
@pytest.mark.usefixtures("nothing_back")
def test_several_processes_make_the_index_that_one_makes(
    tmp_path: Path, lexicon: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So little room that every process gets a share.
    monkeypatch.setattr(workers, "_ROOM", 2_000)
    together = said(tmp_path / "several", CORPUS, jobs=jobs, lexicon=lexicon)
    assert together == said(tmp_path / "one", CORPUS)


@pytest.mark.usefixtures("nothing_back")
def test_what_a_process_has_got_can_be_removed_again(tmp_path: Path, lexicon: Path) -> None:
    gone = [one.id for one in CORPUS[::3]]
    together = said(tmp_path / "several", CORPUS, gone, jobs=2, lexicon=lexicon)
    assert together == said(tmp_path / "one", [one for one in CORPUS if one.id not in gone])


@pytest.mark.parametrize("kept", [0, 7, 20])
def test_what_waits_for_a_process_in_the_end_is_taken_back(
    tmp_path: Path, lexicon: Path, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_back = workers.Worker.take_back
    monkeypatch.setattr(workers.Worker, "take_back", lambda self: take_back(self) if self.meetings > kept else None)
    gone = [one.id for one in CORPUS[::3]]
    together = said(tmp_path / "several", CORPUS, gone, jobs=2, lexicon=lexicon)
    assert together == said(tmp_path / "one", [one for one in CORPUS if one.id not in gone])


def test_small_collections_are_indexed_by_one_process(tmp_path: Path, lexicon: Path) -> None:
    writer = MinutesWriter(tmp_path / "index", swedish_analyzer(), None, lexicon=lexicon)
    writer.add(CORPUS[0])
    assert not list((tmp_path / "index").glob("worker*"))
    writer.cancel()


def test_a_process_that_is_killed_fails_the_run(tmp_path: Path, lexicon: Path) -> None:
    writer = MinutesWriter(tmp_path / "index", swedish_analyzer(), None, jobs=2, lexicon=lexicon)
    writer.add(CORPUS[0])
    assert writer._workers is not None
    child = writer._workers._workers[0]._process
    os.kill(child.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    with pytest.raises(IndexNotWritable, match="ended unexpectedly"):
        writer.commit()
    writer.cancel()


@pytest.mark.usefixtures("nothing_back")
def test_a_process_that_cannot_make_the_vocabulary_fails_the_run(
    tmp_path: Path, lexicon: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minutes_writer, "ask_for_vocabulary", lambda folder, counts, terms: b"no such request\n")
    writer = MinutesWriter(tmp_path / "index", swedish_analyzer(), None, jobs=2, lexicon=lexicon)
    writer.add(CORPUS[0])
    with pytest.raises(IndexNotWritable, match="ended unexpectedly"):
        writer.commit()
    writer.cancel()


def test_giving_up_ends_the_processes(tmp_path: Path, lexicon: Path) -> None:
    writer = MinutesWriter(tmp_path / "index", swedish_analyzer(), None, jobs=3, lexicon=lexicon)
    for one in CORPUS:
        writer.add(one)
    assert writer._workers is not None
    children = [worker._process for worker in writer._workers._workers]
    writer.cancel()
    for _ in range(100):
        if all(child.poll() is not None for child in children):
            return
        time.sleep(0.05)
    pytest.fail("a child lives on")


@given(st.sampled_from(CORPUS), st.lists(TEXTS, max_size=4))
def test_minutes_reach_a_process_as_they_were(minutes: Minutes, texts: list[str]) -> None:
    sections = [section for section, _ in zip(minutes.sections, texts, strict=False)]
    odd = tuple(
        type(section)(section.id, text, section.position, text, text, section.page)
        for section, text in zip(sections, texts, strict=False)
    )
    changed = Minutes(
        minutes.id, ("a\nb", *texts), "".join(texts), None, None, minutes.meeting_date, odd, warnings=tuple(texts)
    )
    line = encode(changed)
    assert line.count(b"\n") == 1
    assert decode(line) == changed
    assert decode(END) is None


def test_a_process_whose_parent_is_gone_hands_nothing_over(tmp_path: Path) -> None:
    assert indexed(map(encode, CORPUS), tmp_path, ToyAnalyzer()) is None


@pytest.mark.parametrize(("batch", "kept"), [(50, 10), (10**6, 10**6)])
def test_a_share_is_taken_over_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int, kept: int) -> None:
    """With many runs and word lists, and with one of each."""
    monkeypatch.setattr(segment_writer, "BATCH_TOKENS", batch)
    monkeypatch.setattr(wordlist, "KEPT_FORMS", kept)
    folders: dict[str, Path] = {name: tmp_path / name for name in ("share", "index")}
    for folder in folders.values():
        folder.mkdir()
    share = indexed([*map(encode, CORPUS[10:]), END], folders["share"], ToyAnalyzer())
    assert share is not None
    writer = MinutesWriter(folders["index"], ToyAnalyzer(), None)
    for one in CORPUS[:10]:
        writer.add(one)
    writer._writer.take_share(share, {0, 3})
    forms = {form for path in writer._writer.term_files for form in load_terms(path).forms.names.texts()}
    writer.commit()
    left = [one for number, one in enumerate(CORPUS) if number not in (10, 13)]
    with closing(open_engine(folders["index"], ToyAnalyzer())) as engine:
        assert everything(engine) == everything(ReferenceEngine(left, ToyAnalyzer()))
        assert forms >= {one.form for one in engine.vocabulary}


def test_processes_are_as_many_as_asked_for_or_as_pay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)), raising=False)
    assert workers.processes(None) == workers.MOST_PROCESSES
    assert [workers.processes(jobs) for jobs in (0, 1, 9)] == [1, 1, 9]
