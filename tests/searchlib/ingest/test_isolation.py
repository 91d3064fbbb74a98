"""A child that dies takes its file with it, and nothing else."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from searchlib.documents import MeetingDate, Participant
from searchlib.errors import NoText, ReaderFailed, UnsupportedFormat
from searchlib.ingest import isolation, worker
from searchlib.ingest.frames import read_frame, write_frame
from searchlib.ingest.given import Given
from searchlib.ingest.isolation import Worker
from searchlib.ingest.reading import minutes_of
from tests.searchlib.ingest.office_files import docx, paragraph

FILE = docx(paragraph("Protokoll") + paragraph("Rådet sammanträdde den 3 april 2019."))
GIVEN = Given(title="Rubrik", meeting_date=MeetingDate.unknown(), participants=(Participant("Eva Ek", "ordförande"),))


def broken(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the child run `code` in the place of its reader, at the sight of a request."""
    lines = "\n".join(f"    {line}" for line in code.split("\n"))
    start = isolation._START.replace(
        "worker.main",
        "import os, time\nreal = worker.answer\n"
        f"def answer(request, data):\n{lines}\n"
        "worker.answer = answer\nworker.main",
    )
    monkeypatch.setattr(isolation, "_START", start)


def test_a_child_reads_what_the_parent_would_read() -> None:
    with Worker() as child:
        assert child.read(b"Protokoll\n\nText om n\xc3\xa5got.", "a.txt", GIVEN) == minutes_of(
            b"Protokoll\n\nText om n\xc3\xa5got.", "a.txt", GIVEN
        )


def test_one_child_reads_many_files() -> None:
    with Worker() as child:
        first = child.read(FILE, "a.docx", Given())
        pid = child.process_id
        assert child.read(FILE, "a.docx", Given()) == first
        assert child.process_id == pid


def test_errors_come_back_as_they_are() -> None:
    with Worker() as child:
        with pytest.raises(NoText) as empty:
            child.read(docx("<w:p/>"), "a.docx", Given())
        with pytest.raises(UnsupportedFormat) as refused:
            child.read(b"\x89PNG\r\n\x1a\n", "a.docx", Given())
    assert empty.value.source == "a.docx"
    assert refused.value.format_name == "image"


@pytest.mark.parametrize(
    "code",
    [
        "os._exit(1)",
        "os.abort()",
        "return b'ingen JSON'",
        "os.close(1)\nos._exit(0)",
    ],
)
def test_a_child_that_dies_or_lies_costs_one_file(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    broken(monkeypatch, code)
    with Worker() as child:
        with pytest.raises(ReaderFailed):
            child.read(FILE, "a.docx", Given())
        monkeypatch.undo()
        child.close()
        assert child.read(FILE, "a.docx", Given())


def test_a_child_is_started_again_after_it_has_died(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mark = tmp_path / "varit här"
    broken(
        monkeypatch,
        f"p = {str(mark)!r}; first = not os.path.exists(p); open(p, 'w').close()\n"
        "if first: os._exit(1)\n"
        "return json.dumps({'minutes': []}).encode()",
    )
    with Worker() as child:
        with pytest.raises(ReaderFailed):
            child.read(FILE, "a.docx", Given())
        assert child.read(FILE, "a.docx", Given()) == ()


@pytest.mark.parametrize("code", ["time.sleep(60)", "while True: pass"])
def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    broken(monkeypatch, code)
    with Worker(seconds=1) as child, pytest.raises(ReaderFailed, match="more than 1 s"):
        child.read(FILE, "a.docx", Given())


@pytest.mark.skipif(sys.platform != "linux", reason="no limit on memory here")
def test_a_child_that_swells_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, "worker.parse = lambda *_: b'x' * 700_000_000\nreturn real(request, data)")
    with Worker() as child, pytest.raises(ReaderFailed, match="memory"):
        child.read(FILE, "a.docx", Given())


def test_what_a_parser_prints_does_not_disturb_the_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    broken(
        monkeypatch, "print('skräp', flush=True); os.system('echo skräp'); return json.dumps({'minutes': []}).encode()"
    )
    with Worker() as child:
        assert child.read(FILE, "a.docx", Given()) == ()
        assert child.read(FILE, "a.docx", Given()) == ()


def test_no_child_can_be_started_without_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/finns/inte/python")
    with Worker() as child, pytest.raises(ReaderFailed):
        child.read(FILE, "a.docx", Given())


def test_the_working_folder_does_not_decide_what_is_imported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Worker() as child:
        assert child.read(FILE, "a.docx", Given())


def test_a_script_without_a_main_guard_reads_office_files(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(FILE)
    script = tmp_path / "script.py"
    script.write_text(
        "import sys; from pathlib import Path; from searchlib import read_minutes\n"
        f"sys.stdout.write(read_minutes(Path({str(tmp_path / 'a.docx')!r}))[0].source)",
        encoding="utf-8",
    )
    root = str(Path(worker.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, env=os.environ | {"PYTHONPATH": root}, check=True
    )
    assert done.stdout == b"a.docx"


def served(*frames: bytes) -> list[dict[str, object]]:
    requests, answers = io.BytesIO(), io.BytesIO()
    for frame in frames:
        write_frame(requests, frame)
    requests.seek(0)
    worker.serve(requests, answers, 10_000)
    answers.seek(0)
    return [json.loads(frame) for frame in iter(lambda: read_frame(answers), None)]


def request(source: str) -> bytes:
    return json.dumps({"source": source, "given": {}}).encode()


def test_requests_are_answered_in_order() -> None:
    first, second = served(request("a.txt"), b"Protokoll", request("b.txt"), b"")
    assert first["minutes"]
    assert second["error"] == "EmptyFile"


@pytest.mark.parametrize(
    ("failure", "error"),
    [(MemoryError, "ReaderFailed"), (RecursionError, "MalformedFile"), (KeyError, "MalformedFile")],
)
def test_whatever_a_parser_raises_is_an_answer(
    monkeypatch: pytest.MonkeyPatch, failure: type[Exception], error: str
) -> None:
    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(worker, "parse", fail)
    assert json.loads(worker.answer(request("a.txt"), b"x"))["error"] == error


@pytest.mark.parametrize("cut", [1, 3, 5, 6])
def test_a_message_that_breaks_off_is_seen(cut: int) -> None:
    stream = io.BytesIO()
    write_frame(stream, b"hej")
    with pytest.raises(ValueError, match="broke off"):
        read_frame(io.BytesIO(stream.getvalue()[:cut]))


def test_a_message_of_absurd_length_is_not_waited_for() -> None:
    with pytest.raises(ValueError, match="too long"):
        read_frame(io.BytesIO(b"\xff\xff\xff\xff"))
