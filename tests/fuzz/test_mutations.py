"""S12: real files, damaged. Only an error of ours may come out, and no file may take more than its limits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from searchlib.errors import SearchlibError
from searchlib.ingest.given import Given
from searchlib.ingest.isolation import Worker
from searchlib.ingest.reading import minutes_of
from tests.fuzz.mutations import mutated
from tests.searchlib.ingest.office_files import docx, odt, paragraph, pdf

LINES = [
    "Protokoll",
    "Sammanträdesdatum: 2019-04-03",
    "§ 1 Mötets öppnande",
    "Ordföranden öppnar mötet.",
    "§ 2 Val",
    "Text.",
]
OWN = {
    "eget.docx": docx("".join(map(paragraph, LINES * 20)), header=paragraph("Nämnden")),
    "eget.odt": odt("".join(f"<text:p>{line}</text:p>" for line in LINES * 20)),
    "eget.rtf": ("{\\rtf1\\ansi " + "\\par ".join(LINES * 20) + "}").encode("latin-1"),
    "eget.pdf": pdf([[(700 - 20 * number, 11, line) for number, line in enumerate(LINES)]] * 5),
    "eget.md": "\n\n".join(f"## {line}" for line in LINES * 20).encode(),
}


@pytest.fixture(scope="module")
def child() -> Iterator[Worker]:
    with Worker() as worker:
        yield worker


def why_not(data: bytes, source: str, child: Worker) -> str:
    """Read in the child whatever it is, so that a hang ends as ReaderFailed; say why it could not be read."""
    try:
        minutes_of(data, source, Given(), child, isolate=True)
    except SearchlibError as error:
        return str(error)
    return ""


def read(data: bytes, source: str, child: Worker) -> None:
    reason = why_not(data, source, child)
    # What an error that nobody foresaw is turned into, and what a hang and a crash end in.
    for fault in ("while reading", "crashed", "more than 30 s"):
        assert fault not in reason


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_of_ours_gives_minutes_or_an_error_of_ours(child: Worker, seed: int) -> None:
    name = sorted(OWN)[seed % len(OWN)]
    read(mutated(OWN[name], seed), name, child)


def real_files(testdata: Path) -> list[Path]:
    folders = ("minutes", "messy", "seeds")
    return sorted(path for folder in folders for path in (testdata / folder).rglob("*") if path.is_file())


def test_forty_damaged_real_files_give_minutes_or_errors_of_ours(testdata: Path, child: Worker) -> None:
    files = [path for path in real_files(testdata) if path.stat().st_size < 200_000]
    for seed in range(40):
        path = files[seed * len(files) // 40]
        read(mutated(path.read_bytes(), seed), path.name, child)


@pytest.mark.slow
def test_five_hundred_damaged_real_files_give_minutes_or_errors_of_ours(testdata: Path, child: Worker) -> None:
    files = real_files(testdata)
    for seed in range(500):
        path = files[seed % len(files)]
        read(mutated(path.read_bytes(), 1000 + seed), path.name, child)
