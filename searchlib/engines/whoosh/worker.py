"""The child process that indexes a share of the meetings: a line of JSON for each, and at the end null.

Started by `workers`, never by hand. It writes runs, rows and records into a folder of its own, which the parent joins
into the segment, and answers with one line that says which. One more line may ask it for the vocabulary, which it
makes while the parent joins.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from searchlib.analysis.chain import swedish_analyzer
from searchlib.analysis.terms import Analyzer
from searchlib.documents import Minutes
from searchlib.engines.whoosh.segment import create_index
from searchlib.engines.whoosh.segment_writer import MeetingWriter, Share
from searchlib.engines.whoosh.vocabulary_file import load_counts, write_vocabulary
from searchlib.garbage import rare_collections
from searchlib.minutes_record import as_whole_record, from_whole_record

END = b"null\n"


def encode(minutes: Minutes) -> bytes:
    """Minutes as a line for a worker."""
    return json.dumps(as_whole_record(minutes), ensure_ascii=True).encode("ascii") + b"\n"


def decode(line: bytes) -> Minutes | None:
    """The minutes of a line; None for the end."""
    said = json.loads(line)
    return None if said is None else from_whole_record(said)


def main(folder: str, lexicon: str) -> None:
    """Index what comes on standard input into a fresh folder, with the lexicon in a file."""
    # Ctrl+C goes to the whole group; the parent decides what ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lines, analyzer = sys.stdin.buffer, swedish_analyzer(Path(lexicon))
    with rare_collections():
        share = indexed(lines, Path(folder), analyzer)
        if share is None:
            return
        say(share, sys.stdout)
        if asked := lines.readline():
            make_vocabulary(asked, analyzer)


def indexed(lines: Iterable[bytes], folder: Path, analyzer: Analyzer) -> Share | None:
    """Index meetings up to the end; None when there is none, because the parent is gone."""
    writer = MeetingWriter(create_index(folder), analyzer)
    for line in lines:
        minutes = decode(line)
        if minutes is None:
            return writer.hand_over()
        writer.add_meeting(minutes)
    writer.cancel()
    return None


def say(share: Share, answers: IO[str]) -> None:
    """Tell the parent what there is to take over."""
    runs = [[str(path), meetings] for path, meetings in share.runs]
    json.dump([str(share.arrays), str(share.records), runs, [str(path) for path in share.terms]], answers)
    answers.write("\n")
    answers.flush()


def heard(answer: bytes) -> Share:
    """Understand an answer. Raises ValueError when it is not one."""
    arrays, records, runs, terms = json.loads(answer)
    return Share(
        Path(arrays),
        Path(records),
        tuple((Path(path), int(meetings)) for path, meetings in runs),
        tuple(map(Path, terms)),
    )


def ask_for_vocabulary(folder: Path, counts: Path, terms: Sequence[Path]) -> bytes:
    """The line that asks for the vocabulary of the index in a folder."""
    return json.dumps([str(folder), str(counts), [str(path) for path in terms]]).encode("ascii") + b"\n"


def make_vocabulary(asked: bytes, analyzer: Analyzer) -> None:
    """Do what such a line asks for."""
    folder, counts, terms = json.loads(asked)
    write_vocabulary(Path(folder), load_counts(Path(counts)), [Path(path) for path in terms], analyzer)
