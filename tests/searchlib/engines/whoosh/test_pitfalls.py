"""What Whoosh 2.7.4 does wrong and this package must not: one test for each pitfall that it can meet."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from whoosh import query as q

from searchlib.analysis.terms import AnalyzedText
from searchlib.clauses import Adjacent, Key, Lookup
from searchlib.engines.base import Request
from searchlib.engines.whoosh import create_writer, open_engine
from searchlib.engines.whoosh.door import TOC, FileStorage
from searchlib.engines.whoosh.schema import make_schema
from searchlib.engines.whoosh.segment import MeetingIndex
from searchlib.errors import IndexDamaged
from tests.engines.building import found
from tests.engines.corpora import meeting
from tests.engines.toy import ToyAnalyzer

from .plain_whoosh import open_searcher, top

MakeIndex = Callable[..., Path]
AVTAL = Lookup((Key("form", "avtal"),))


def test_matchers_never_offer_block_quality(make_index: MakeIndex) -> None:
    with open_searcher(make_index([meeting("m1", "avtal")])) as searcher:
        matcher = q.Term("meeting_form", "avtal").matcher(searcher)
        assert not matcher.supports_block_quality()


def test_whooshs_default_collector_loses_nothing_on_our_lists(make_index: MakeIndex) -> None:
    texts = ["avtal " * (1 + number % 7) + "plan " * (number % 5) + "bro " * (number % 3) for number in range(300)]
    folder = make_index([meeting(f"m{number:03}", text) for number, text in enumerate(texts)])
    words = [q.Term("meeting_form", form) for form in ("avtal", "plan", "bro")]
    query = q.AndNot(q.And([words[0], q.Or(words[1:])]), words[2])
    with MeetingIndex(folder, make_schema()).searcher() as searcher:
        best = list(top(searcher, query).values())[:10]
        assert [hit.score for hit in searcher.search(query, limit=10)] == best


def test_an_engine_keeps_the_index_that_it_opened(make_index: MakeIndex) -> None:
    first = make_index([meeting("m1", "avtal")])
    with closing(open_engine(first, ToyAnalyzer())) as engine:
        second = make_index([meeting("m1", "avtal avtal")], previous=first, remove=["m1"])
        assert found(engine, AVTAL) == ["m1"]
        assert engine.minutes("m1").sections[0].text == "avtal"
        with closing(open_engine(second, ToyAnalyzer())) as newer:
            assert newer.minutes("m1").sections[0].text == "avtal avtal"


def test_the_same_minutes_cannot_be_added_twice(tmp_path: Path, make_index: MakeIndex) -> None:
    writer = create_writer(tmp_path, ToyAnalyzer(), previous=make_index([meeting("m1", "avtal")]))
    with pytest.raises(ValueError, match="m1"):
        writer.add(meeting("m1", "plan"))
    writer.remove("m1")
    writer.add(meeting("m1", "avtal plan"))
    with pytest.raises(ValueError, match="m1"):
        writer.add(meeting("m1", "plan"))
    writer.remove("m1")
    writer.add(meeting("m1", "avtal bro"))
    writer.commit()
    with closing(open_engine(tmp_path, ToyAnalyzer())) as engine:
        assert found(engine, AVTAL) == ["m1"]
        assert found(engine, Lookup((Key("form", "plan"),))) == []


class Choking(ToyAnalyzer):
    """Fails on one word, in the middle of a meeting."""

    def analyze(self, text: str) -> AnalyzedText:
        if "giftigt" in text:
            raise RuntimeError(text)
        return super().analyze(text)


def test_an_error_while_adding_leaves_the_writer_usable(tmp_path: Path) -> None:
    writer = create_writer(tmp_path, Choking())
    writer.add(meeting("m1", "avtal"))
    with pytest.raises(RuntimeError):
        writer.add(meeting("m2", "avtal", "giftigt avtal"))
    writer.add(meeting("m3", "avtal"))
    writer.commit()
    with closing(open_engine(tmp_path, ToyAnalyzer())) as engine:
        assert sorted(found(engine, AVTAL)) == ["m1", "m3"]


def test_a_cancelled_writer_can_be_cancelled_again(tmp_path: Path) -> None:
    writer = create_writer(tmp_path, ToyAnalyzer())
    writer.add(meeting("m1", "avtal"))
    writer.cancel()
    writer.cancel()


def test_a_page_past_the_end_is_empty(make_index: MakeIndex) -> None:
    with closing(open_engine(make_index([meeting("m1", "avtal")]), ToyAnalyzer())) as engine:
        answer = engine.search(Request(AVTAL, offset=10_000))
        assert (list(answer.page), answer.total.meetings) == ([], 1)


def test_lengths_are_exact(make_index: MakeIndex) -> None:
    sizes = [1, 5, 113, 114, 1_000, 70_000]
    folder = make_index([meeting(f"m{size:06}", "ord " * size) for size in sizes])
    with open_searcher(folder) as searcher:
        rows = [2 * number + 1 for number in range(len(sizes))]
        assert [searcher.reader().doc_field_length(row, "form") for row in rows] == sizes
        assert [searcher.reader().doc_field_length(row - 1, "meeting_form") for row in rows] == sizes


def test_positions_and_frequencies_of_any_size_are_exact(make_index: MakeIndex) -> None:
    folder = make_index([meeting("m1", "ord " * 70_000 + "avtal plan"), meeting("m2", "ord plan avtal")])
    with closing(open_engine(folder, ToyAnalyzer())) as engine:
        assert found(engine, Adjacent(((Key("form", "avtal"),), (Key("form", "plan"),)))) == ["m1"]
        assert engine.search(Request(Lookup((Key("form", "ord"),)))).occurrences(["ord", "plan"]) == [70_001, 2]
    with open_searcher(folder) as searcher:
        places = searcher.postings("form", "avtal").value_as("positions")
        assert places == [70_000]


def test_words_shorter_than_two_letters_and_stop_words_are_found(make_index: MakeIndex) -> None:
    with closing(open_engine(make_index([meeting("m1", "i och a the")]), ToyAnalyzer())) as engine:
        assert all(found(engine, Lookup((Key("form", form),))) == ["m1"] for form in ("i", "och", "a", "the"))


def test_minutes_without_a_single_word_are_kept(make_index: MakeIndex) -> None:
    with closing(open_engine(make_index([meeting("m1"), meeting("m2", "")]), ToyAnalyzer())) as engine:
        assert engine.ids() == ("m1", "m2")
        assert sorted(found(engine, None)) == ["m1", "m2"]


class Evil:
    """Runs a command when it is unpickled."""

    def __init__(self, flag: Path) -> None:
        self._flag = flag

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self._flag,))


def dotted_name(flag: Path) -> bytes:
    """A protocol 4 pickle that reaches `os.system` through a module of Whoosh: past any allowlist by prefix."""
    words = ("whoosh.filedb.filestore", "os.system", f"touch {flag}")
    module, name, command = (b"\x8c" + bytes([len(word)]) + word.encode() for word in words)
    return b"\x80\x04" + module + name + b"\x93" + command + b"\x85R."


def write_toc(folder: Path, segments: bytes, schema: bytes = b"not a pickle", version: int = -111) -> None:
    """A table of contents with the given bytes where Whoosh keeps pickles."""
    storage = FileStorage(str(folder))
    TOC.create(storage, make_schema())
    with storage.create_file(TOC._filename("MAIN", 0)) as stream:
        for size in (4, 8, 4):
            stream.write_varint(size)
        stream.write_int(-12345)
        stream.write_int(version)
        for number in (2, 7, 4):
            stream.write_varint(number)
        stream.write_string(schema)
        stream.write_int(0)
        stream.write_int(0)
        stream.write(segments)


def test_the_pickled_schema_is_never_looked_at(tmp_path: Path) -> None:
    flag = tmp_path / "ran"
    write_toc(tmp_path, pickle.dumps([]), schema=pickle.dumps(Evil(flag)))
    assert MeetingIndex(tmp_path, make_schema()).segments() == []
    assert not flag.exists()


@pytest.mark.parametrize(
    "segments",
    [
        lambda flag: pickle.dumps([Evil(flag)]),
        lambda flag: pickle.dumps(Evil(flag), 0),
        dotted_name,
        lambda flag: pickle.dumps(["not a segment"]),
        lambda flag: pickle.dumps({"segments": []}),
        lambda flag: b"",
        lambda flag: b"\x80\x04\x95",
    ],
)
def test_a_list_of_segments_that_is_code_or_nonsense_is_refused(
    tmp_path: Path, segments: Callable[[Path], bytes]
) -> None:
    flag = tmp_path / "ran"
    write_toc(tmp_path, segments(flag))
    with pytest.raises(IndexDamaged):
        MeetingIndex(tmp_path, make_schema())
    assert not flag.exists()


def test_an_older_version_is_refused_before_its_unguarded_reader_runs(tmp_path: Path) -> None:
    flag = tmp_path / "ran"
    write_toc(tmp_path, pickle.dumps([Evil(flag)]), schema=pickle.dumps(Evil(flag)), version=-110)
    with pytest.raises(IndexDamaged, match="-110"):
        MeetingIndex(tmp_path, make_schema())
    assert not flag.exists()


def test_a_folder_without_an_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged):
        open_engine(tmp_path, ToyAnalyzer())


def test_no_file_of_an_index_but_the_table_of_contents_holds_a_pickle(make_index: MakeIndex) -> None:
    folder = make_index([meeting("m1", ("avtal", "plan avtal"), participants=["Ann"])])
    others = [path for path in folder.iterdir() if path.suffix != ".toc"]
    assert len(others) == 5
    assert not any(path.read_bytes()[:2] in (b"\x80\x02", b"\x80\x04") for path in others)
    assert not any(path.suffix in (".tmp", ".run") or path.is_dir() or "LOCK" in path.name for path in others)


def test_whoosh_compiles_without_a_warning(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    command = [
        sys.executable,
        "-W",
        "error",
        "-c",
        "import searchlib.engines.whoosh.door, searchlib.engines.whoosh.machinery",
    ]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=Path(__file__).parents[4])
    assert (done.returncode, done.stderr) == (0, "")


def test_importing_the_package_imports_neither_whoosh_nor_numpy() -> None:
    code = "import sys, searchlib.engines.whoosh as w; print([m for m in ('whoosh', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[4])
    assert done.stdout.strip() == "[]"


def test_postings_are_little_endian_whatever_the_machine(make_index: MakeIndex) -> None:
    folder = make_index([meeting("m1", "avtal"), meeting("m2", "plan")])
    content = next(folder.glob("*.pst")).read_bytes()
    assert np.array([0, 1], dtype="<u4").tobytes() in content
