"""Generations that hold a real Whoosh index: each version adds three meetings, changes one and removes one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from searchlib.clauses import Key, Lookup, StartsWith
from searchlib.documents import Minutes
from searchlib.engines.base import Engine, Request
from searchlib.engines.whoosh import create_writer, open_engine
from searchlib.generations import reading, verify, writing
from tests.engines.corpora import meeting, random_text
from tests.engines.toy import ToyAnalyzer

FOLDER = "whoosh"
EVERYWHERE = Lookup((Key("form", "överallt"),))


def minutes_of(number: int, version: int) -> Minutes:
    """Meeting `number` as it stands in a version; the newest two differ from version to version."""
    rng = random.Random(number)
    return meeting(f"m{number:05d}", f"överallt {random_text(rng, 40)}", f"version{version}", title=random_text(rng, 3))


def publish_engine(index: Path, version: int) -> None:
    """Publish a version that goes on from the one before; the first is 1."""
    with writing(index) as draft:
        before = draft.previous / FOLDER if draft.previous else None
        (draft.folder / FOLDER).mkdir()
        writer = create_writer(draft.folder / FOLDER, ToyAnalyzer(), previous=before, jobs=1)
        writer.remove(f"m{version - 2:05d}")
        for number in _written_in(version):
            writer.remove(f"m{number:05d}")
            writer.add(minutes_of(number, version))
        writer.commit()
        draft.publish("toy", {"version": version})


def _written_in(version: int) -> Sequence[int]:
    return range(max(0, 3 * version - 4), 3 * version)


def present_in(version: int) -> dict[str, Minutes]:
    """What a version holds, worked out without an index."""
    present: dict[str, Minutes] = {}
    for each in range(1, version + 1):
        present.pop(f"m{each - 2:05d}", None)
        present |= {f"m{number:05d}": minutes_of(number, each) for number in _written_in(each)}
    return present


def check_engine(engine: Engine, version: int) -> None:
    """Fail unless the engine holds exactly this version."""
    present = present_in(version)
    assert list(engine.ids()) == sorted(present)
    answer = engine.search(Request(EVERYWHERE, limit=1000))
    assert sorted(one.id for one in answer.page) == sorted(present)
    assert answer.occurrences(["överallt"]) == [len(present)]
    newest = engine.search(Request(StartsWith(f"version{version}"), limit=1000)).page
    assert {one.id for one in newest} == {f"m{number:05d}" for number in _written_in(version)}
    assert all(engine.minutes(name) == minutes for name, minutes in present.items())


def engine_version_seen(index: Path) -> int:
    """The version that a reader finds; fails unless it is whole, undamaged, and answers rightly."""
    with reading(index) as held:
        version = held.manifest.details["version"]
        assert isinstance(version, int)
        assert verify(held.folder) == ()
        engine = open_engine(held.folder / FOLDER, ToyAnalyzer())
        try:
            check_engine(engine, version)
        finally:
            engine.close()
        return version
