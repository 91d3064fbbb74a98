from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from searchlib.errors import CorpusEmpty, CorpusMissing, EmptyFile, InvalidSetting, MalformedFile, UnsupportedFormat
from searchlib.ingest import parallel, reading
from searchlib.ingest.corpus import Failed, Known, Outcome, Read, Unchanged, list_sources, read_corpus
from searchlib.ingest.given import Given
from searchlib.ingest.listing import CorpusFile
from searchlib.ingest.outcomes import Task
from tests.searchlib.ingest.office_files import docx, paragraph

TEXT = "Protokoll\n\nRådet sammanträdde den 3 april 2019.\n\n§ 1 Öppnande\nOrdföranden öppnar mötet.\n"
OLD = 1_500_000_000


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three documents, one of them no text, none of them new."""
    folder = tmp_path / "corpus"
    write(folder / "a.txt", TEXT)
    write(folder / "b" / "c.docx", docx(paragraph("Protokoll") + paragraph("Rådet sammanträdde.")))
    write(folder / "d.txt", "")
    return folder


def write(path: Path, content: str | bytes, when: int = OLD) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    os.utime(path, (when, when))


def said(outcomes: list[Outcome]) -> list[str]:
    return [f"{outcome.source} {type(outcome).__name__}" for outcome in outcomes]


def known_of(outcomes: list[Outcome]) -> dict[str, Known]:
    return {one.source: one.known for one in outcomes if isinstance(one, Read | Unchanged)}


def test_every_document_has_its_outcome_in_order_of_path(corpus: Path) -> None:
    outcomes = list(read_corpus(corpus))
    assert said(outcomes) == ["a.txt Read", "b/c.docx Read", "d.txt Failed"]
    assert isinstance(outcomes[2], Failed)
    assert isinstance(outcomes[2].error, EmptyFile)
    assert list_sources(corpus) == ("a.txt", "b/c.docx", "d.txt")


def test_the_outcomes_do_not_depend_on_how_many_processes_read(corpus: Path) -> None:
    for number in range(12):
        write(corpus / f"m{number}.txt", f"{TEXT}\n\n§ 2 Ärende {number}\nNummer {number}.")
    one, two = list(read_corpus(corpus, jobs=1)), list(read_corpus(corpus, jobs=2))
    assert said(one) == said(two)
    assert [outcome for outcome in one if isinstance(outcome, Read)] == [
        outcome for outcome in two if isinstance(outcome, Read)
    ]


def test_progress_tells_what_is_done_of_how_much(corpus: Path) -> None:
    told: list[tuple[int, int, str]] = []
    list(read_corpus(corpus, on_progress=lambda *progress: told.append(progress)))
    assert told == [(1, 3, "a.txt"), (2, 3, "b/c.docx"), (3, 3, "d.txt")]


def test_files_that_have_not_changed_are_not_read_again(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = list(read_corpus(corpus))
    monkeypatch.setattr(reading, "parse", None)
    again = list(read_corpus(corpus, known=known_of(first)))
    assert said(again) == ["a.txt Unchanged", "b/c.docx Unchanged", "d.txt Failed"]
    assert known_of(again) == known_of(first)


def test_a_file_with_a_new_time_and_the_same_content_is_unchanged(corpus: Path) -> None:
    known = known_of(list(read_corpus(corpus)))
    os.utime(corpus / "a.txt", (OLD + 60, OLD + 60))
    again = list(read_corpus(corpus, known=known))
    assert said(again)[0] == "a.txt Unchanged"
    assert known_of(again)["a.txt"].mtime_ns == (OLD + 60) * 10**9


def test_a_changed_file_is_read(corpus: Path) -> None:
    known = known_of(list(read_corpus(corpus)))
    write(corpus / "a.txt", TEXT.replace("öppnar", "inleder"), OLD + 60)
    assert said(list(read_corpus(corpus, known=known)))[0] == "a.txt Read"


def test_a_change_within_the_grain_of_the_clock_is_seen(corpus: Path) -> None:
    now = int(time.time())
    write(corpus / "a.txt", TEXT, now)
    known = known_of(list(read_corpus(corpus)))
    write(corpus / "a.txt", TEXT.replace("öppnar", "avslut"), now)
    assert said(list(read_corpus(corpus, known=known)))[0] == "a.txt Read"


def test_a_new_setting_makes_its_documents_be_read_again(corpus: Path) -> None:
    known = known_of(list(read_corpus(corpus)))
    write(corpus / "b" / "corpus.toml", 'organ = "Rådet"')
    outcomes = list(read_corpus(corpus, known=known))
    assert said(outcomes) == ["a.txt Unchanged", "b/c.docx Read", "d.txt Failed"]
    assert isinstance(outcomes[1], Read)
    assert outcomes[1].minutes[0].organ == "Rådet"


def test_a_delisted_document_is_not_read(corpus: Path) -> None:
    write(corpus / "delist.txt", "a.txt\n")
    assert list_sources(corpus) == ("b/c.docx", "d.txt")
    assert said(list(read_corpus(corpus))) == ["b/c.docx Read", "d.txt Failed"]


def test_what_concerns_the_whole_corpus_is_raised_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(CorpusMissing):
        read_corpus(tmp_path / "finns inte")
    with pytest.raises(CorpusEmpty):
        read_corpus(tmp_path)
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "delist.txt", b"\xff\xfea\0")
    with pytest.raises(InvalidSetting):
        read_corpus(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("bild.txt", b"\x89PNG\r\n\x1a\n", UnsupportedFormat),
        ("brev.eml", b"Subject: hej", UnsupportedFormat),
        ("arkiv.zip", b"PK\x05\x06" + bytes(18), UnsupportedFormat),
        ("trasig.docx", docx(paragraph("x"))[:-40], MalformedFile),
        ("trasig.pdf", b"%PDF-1.7", MalformedFile),
    ],
)
def test_a_file_that_cannot_be_read_is_listed_and_the_rest_goes_on(
    corpus: Path, name: str, content: bytes, error: type[Exception]
) -> None:
    write(corpus / name, content)
    outcomes = {outcome.source: outcome for outcome in read_corpus(corpus)}
    failed = outcomes[name]
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, error)
    assert isinstance(outcomes["a.txt"], Read)


def test_a_file_that_vanishes_after_it_was_listed_fails_alone(corpus: Path) -> None:
    outcomes = read_corpus(corpus)
    (corpus / "a.txt").unlink()
    assert said(list(outcomes)) == ["a.txt Failed", "b/c.docx Read", "d.txt Failed"]


def test_a_link_put_in_the_place_of_a_file_after_listing_is_not_followed(corpus: Path, tmp_path: Path) -> None:
    write(tmp_path / "hemlig.txt", TEXT)
    outcomes = read_corpus(corpus)
    (corpus / "a.txt").unlink()
    try:
        (corpus / "a.txt").symlink_to(tmp_path / "hemlig.txt")
    except OSError:
        pytest.skip("no links here")
    if not hasattr(os, "O_NOFOLLOW"):
        pytest.skip("no way to refuse links here")
    assert said(list(outcomes))[0] == "a.txt Failed"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is permitted here")
def test_a_file_without_permission_fails_alone(corpus: Path) -> None:
    (corpus / "a.txt").chmod(0)
    assert said(list(read_corpus(corpus))) == ["a.txt Failed", "b/c.docx Read", "d.txt Failed"]


def test_a_bug_in_a_reader_costs_one_file(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "parse", fail)
    outcomes = list(read_corpus(corpus))
    assert said(outcomes) == ["a.txt Failed", "b/c.docx Read", "d.txt Failed"]


def test_a_caller_may_stop_asking(corpus: Path) -> None:
    for jobs in (1, 2):
        outcomes = read_corpus(corpus, jobs=jobs)
        assert next(outcomes).source == "a.txt"
        outcomes.close()


def test_small_work_is_not_worth_another_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "available_cores", lambda: 4)
    write(tmp_path / "a.txt", TEXT)
    task = Task(CorpusFile("a.txt", tmp_path / "a.txt"), Given())
    assert parallel.jobs_that_pay([task] * 45) == 1
    assert parallel.jobs_that_pay([task] * 10_000) == 4


def test_what_is_known_already_is_no_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "available_cores", lambda: 4)
    write(tmp_path / "a.txt", TEXT)
    (read,) = read_corpus(tmp_path)
    assert isinstance(read, Read)
    task = Task(CorpusFile("a.txt", tmp_path / "a.txt"), Given(), read.known)
    assert parallel.jobs_that_pay([task] * 10_000) == 1
