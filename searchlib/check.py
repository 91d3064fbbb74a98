"""Check a corpus: what could not be read, what is odd, and how each file was understood. Nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from searchlib.checking.report import (
    FailedFile,
    FoundNumber,
    LeftOut,
    Report,
    SettingProblem,
    Understood,
    report_as_json,
)
from searchlib.checking.table import render
from searchlib.documents import Minutes
from searchlib.errors import UnreadableFile
from searchlib.ingest.corpus import Corpus, Failed, Read, open_corpus, read_documents
from searchlib.ingest.detection import TEXT_FORMATS, detect
from searchlib.ingest.duplicates import text_fingerprint
from searchlib.ingest.encodings import decode
from searchlib.ingest.given import Given
from searchlib.ingest.opening import read_bytes
from searchlib.ingest.parsing import LARGEST
from searchlib.ingest.personal_numbers import find_personal_numbers
from searchlib.ingest.recognition import looks_misread
from searchlib.swedish import in_swedish

__all__ = ["Report", "check_corpus", "render", "report_as_json"]


def check_corpus(
    corpus: Path, *, jobs: int | None = None, on_progress: Callable[[int, int, str], None] | None = None
) -> Report:
    """Read a whole corpus and report on it. Raises CorpusMissing, CorpusEmpty, and InvalidSetting for a bad delist."""
    opened = open_corpus(corpus)
    paths = {file.source: file.path for file in opened.documents}
    understood: list[Understood] = []
    failed: list[FailedFile] = []
    numbers: list[FoundNumber] = []
    texts: dict[str, list[str]] = {}
    for outcome in read_documents(opened, jobs=jobs, on_progress=on_progress):
        if isinstance(outcome, Failed):
            failed.append(_failed(outcome))
        elif isinstance(outcome, Read):
            given = opened.settings.given_for(outcome.source)
            understood += [_understood(one, given) for one in outcome.minutes]
            numbers += _personal_numbers(paths[outcome.source], outcome)
            for one in outcome.minutes:
                texts.setdefault(text_fingerprint(one), []).append(one.source)
    return Report(
        corpus=str(corpus),
        understood=tuple(understood),
        failed=tuple(failed),
        left_out=tuple(_left_out(opened)),
        duplicates=tuple(tuple(sources) for sources in texts.values() if len(set(sources)) > 1),
        personal_numbers=tuple(numbers),
        setting_problems=tuple(_setting_problems(opened)),
    )


def _failed(outcome: Failed) -> FailedFile:
    error = outcome.error
    said = in_swedish(error).removeprefix(f"{error.source}: ")
    return FailedFile(outcome.source, type(error).__name__, error.reason, said)


def _understood(minutes: Minutes, given: Given) -> Understood:
    date = minutes.meeting_date
    return Understood(
        source=minutes.source,
        id=minutes.id,
        title=minutes.title,
        date=date.value.isoformat() if date.value else None,
        date_precision=date.precision,
        date_source=date.source,
        organ=minutes.organ,
        kind=minutes.kind,
        reference_number=minutes.reference_number,
        participants=len(minutes.participants),
        sections=len(minutes.sections),
        numbered_sections=sum(section.number is not None for section in minutes.sections),
        notes=tuple(_notes(minutes, given)),
    )


def _notes(minutes: Minutes, given: Given) -> Iterator[str]:
    """The warnings of reading, but for a missing date that nobody misses: web pages, and what is said to have none."""
    for code in minutes.warnings:
        if code != "no_date" or (given.meeting_date is None and minutes.kind != "webbsida"):
            yield code
    if "ocr_suspect" not in minutes.warnings and looks_misread(minutes.sections):
        yield "ocr_suspect"


def _personal_numbers(path: Path, outcome: Read) -> Iterator[FoundNumber]:
    """By line of the file where the file has lines, else by section and its page."""
    text = _text_of(path, outcome.source)
    if text is not None:
        for line, content in enumerate(text.split("\n"), start=1):
            for found in find_personal_numbers(content):
                yield FoundNumber(outcome.source, found.masked, line=line)
        return
    for section in (section for one in outcome.minutes for section in one.sections):
        for found in find_personal_numbers(f"{section.heading or ''}\n{section.text}"):
            name = " ".join(filter(None, (section.number, section.heading))) or None
            yield FoundNumber(outcome.source, found.masked, page=section.page, section=name)


def _text_of(path: Path, source: str) -> str | None:
    """The text of a text file as it lies there, None for other formats and when it is gone meanwhile."""
    try:
        data, _ = read_bytes(path, source, LARGEST)
        if detect(data, source) in TEXT_FORMATS:
            return decode(data, source).replace("\r\n", "\n").replace("\r", "\n")
    except UnreadableFile:
        pass
    return None


def _left_out(corpus: Corpus) -> Iterable[LeftOut]:
    delisted = (LeftOut(file.source, "delisted") for file in corpus.delisted)
    skipped = (LeftOut(one.source, one.reason) for one in corpus.skipped)
    return sorted((*delisted, *skipped), key=lambda one: (one.source, one.reason))


def _setting_problems(corpus: Corpus) -> Iterator[SettingProblem]:
    for problem in corpus.settings.problems:
        yield SettingProblem(problem.where, problem.reason)
    sources = [file.source for file in (*corpus.documents, *corpus.delisted)]
    for line in corpus.delist.without_effect(sources):
        yield SettingProblem(line.file, f"{line.pattern!r} names no document", line.number)
