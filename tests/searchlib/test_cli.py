"""The command line as a person and a script meet it: what it prints, and with which status it leaves."""

import json
import os
import socket
import subprocess
import sys

import pytest

from searchlib import cli
from searchlib.commands.progress import duration, progress_text
from searchlib.reports import Progress

MEETING = "Rådet för samverkan\n2019-03-{day}\n\n§ 1 Öppnande\nMötet öppnas.\n\n§ 2 Ekonomi\n{text}\n"


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(MEETING.format(day="04", text="Budgeten för föreningarna antas."), "utf-8")
    (folder / "b.txt").write_text(MEETING.format(day="05", text="En överenskommelse undertecknas."), "utf-8")
    return folder


@pytest.fixture
def place(tmp_path, corpus, monkeypatch):
    """A working folder with a corpus and its index."""
    monkeypatch.chdir(tmp_path)
    assert cli.run(["index"]) == 0
    return tmp_path


def test_index_tells_what_it_did(place, capsys):
    capsys.readouterr()
    (place / "corpus" / "c.txt").write_text("Minnesanteckningar 2020-01-01\n\nText.", "utf-8")
    assert cli.run(["index"]) == 0
    said = capsys.readouterr().out
    assert "1 nya, 0 ändrade, 0 borttagna och 2 oförändrade filer" in said
    assert "3 möten" in said


def test_a_second_run_without_changes_makes_no_new_generation(place):
    before = (place / "index" / "CURRENT").read_bytes()
    assert cli.run(["index"]) == 0
    assert (place / "index" / "CURRENT").read_bytes() == before


def test_search_prints_the_meeting_the_section_and_the_marked_word(place, capsys):
    capsys.readouterr()
    assert cli.run(["search", "förening"]) == 0
    said = capsys.readouterr().out
    assert "4 mars 2019" in said
    assert "Ekonomi" in said
    assert "*föreningarna*" in said


def test_search_without_hits_has_status_1(place, capsys):
    assert cli.run(["search", "flygplats"]) == 1
    assert "Inga träffar" in capsys.readouterr().out


def test_json_has_the_documented_keys(place, capsys):
    capsys.readouterr()
    assert cli.run(["search", "budget", "--json", "--year", "2019"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == [
        *("query", "explanation", "relaxed", "corrected", "partial", "suggestion", "total", "offset", "limit"),
        *("hits", "facets", "forms", "index"),
    ]
    assert list(answer["total"]) == ["meetings", "sections", "undated"]
    hit = answer["hits"][0]
    assert list(hit) == [
        *("id", "title", "date", "date_precision", "date_source", "organ", "kind", "reference_number", "sources"),
        *("score", "missing", "matching_sections", "sections"),
    ]
    section = hit["sections"][0]
    assert list(section) == ["id", "position", "number", "heading", "page", "snippet"]
    start, end = section["snippet"]["marks"][0]
    assert section["snippet"]["text"][start:end] == "Budgeten"
    assert answer["facets"]["year"] == [{"value": 2019, "count": 1}]
    assert answer["forms"] == [{"form": "budgeten", "count": 1, "why": "inflection"}]
    assert list(answer["index"]) == ["generation", "built"]


def test_show_prints_the_whole_document(place, capsys):
    capsys.readouterr()
    cli.run(["search", "budget", "--json"])
    minutes_id = json.loads(capsys.readouterr().out)["hits"][0]["id"]
    assert cli.run(["show", minutes_id]) == 0
    assert "Budgeten för föreningarna antas." in capsys.readouterr().out
    assert cli.run(["show", minutes_id, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == minutes_id


def test_info_counts_what_the_index_holds(place, capsys):
    capsys.readouterr()
    assert cli.run(["info", "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert (content["meetings"], content["undated"]) == (2, 0)
    assert cli.run(["info"]) == 0
    assert "Möten:" in capsys.readouterr().out


def test_check_reports_on_corpus_and_index(place, capsys):
    (place / "corpus" / "tom.txt").write_bytes(b"")
    capsys.readouterr()
    assert cli.run(["check"]) == 4
    said = capsys.readouterr().out
    assert "tom.txt" in said
    assert "Sökindexet i index är helt." in said


def test_check_reports_a_damaged_index(place, capsys):
    generation = next(path for path in (place / "index").iterdir() if path.name.startswith("g"))
    damaged = max((path for path in generation.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.chmod(0o644)
    damaged.write_bytes(content)
    assert cli.run(["check"]) == 3
    assert "skadat" in capsys.readouterr().out


def test_help_and_version_are_given():
    assert cli.run(["--help"]) == 0
    assert cli.run(["search", "--help"]) == 0
    assert cli.run(["--version"]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["letaupp"], "Det kommandot finns inte."),
        (["search", "--limti", "3"], "Menade du --limit?"),
        (["search", "x", "--limit", "många"], "ett heltal från 0 till 1000"),
        (["search", "x", "--sort", "slump"], "välj relevance, newest eller oldest"),
        (["search", "x", "--year", "igår"], "--year"),
        (["show"], "ID"),
    ],
)
def test_wrong_usage_is_told_in_swedish_with_status_2(arguments, said, capsys):
    assert cli.run(arguments) == 2
    heard = capsys.readouterr()
    assert said in heard.err
    assert "--help" in heard.err
    assert heard.out == ""


def test_a_fault_shows_no_traceback(monkeypatch, capsys, place):
    def broken(*args, **kwargs):
        raise RuntimeError("hemligt")

    monkeypatch.setattr("searchlib.index.Index.open", broken)
    capsys.readouterr()
    assert cli.run(["search", "x"]) == 70
    heard = capsys.readouterr()
    assert "internt fel" in heard.err
    assert "hemligt" not in heard.out + heard.err


def test_a_busy_port_is_told_before_anything_is_built(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert cli.run(["serve", "--port", str(taken.getsockname()[1])]) == 2
    assert "upptagen" in capsys.readouterr().err
    assert not (tmp_path / "index").exists()


def test_the_module_runs_as_a_program(place):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "searchlib", "search", "budget"], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert "*Budgeten*" in done.stdout.decode()
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (Progress(12, 45, "a.txt", 3.0, 8.25), "Läser 12 av 45 filer, klart om 8,2 s: a.txt"),
        (Progress(1, None, "a.txt", 0.1, None), "Läser 1 filer: a.txt"),
    ],
)
def test_the_progress_line_says_how_far_and_how_long(progress, text):
    assert progress_text(progress) == text


@pytest.mark.parametrize(("seconds", "said"), [(0.44, "0,4 s"), (12, "12 s"), (185, "3 min 5 s")])
def test_lengths_of_time_are_said_in_swedish(seconds, said):
    assert duration(seconds) == said
