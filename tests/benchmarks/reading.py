"""How fast files become minutes, per format, beside trafilatura and pdfminer.six on the same files.

    python -m tests.benchmarks.reading ../shared/minutes ../shared/large/documents.jsonl.xz

The second file, which may be left out, gives texts for `Minutes.from_text`. Each reader runs over all files of its
format in a process of its own, which tells its processor time and peak memory; the readers take turns, round after
round, and the fastest round counts.
"""

from __future__ import annotations

import importlib.metadata
import json
import lzma
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from html import escape
from itertools import chain, islice
from pathlib import Path

ROUNDS = 3
PACKAGES = ("pypdfium2", "lxml", "trafilatura", "pdfminer.six")
MEGABYTE = 1_000_000

# Format → suffix → who reads it.
READERS = {
    "text": ("txt", ["searchlib"]),
    "HTML": ("html", ["searchlib", "trafilatura"]),
    "PDF": ("pdf", ["searchlib", "searchlib, text only", "pdfminer.six"]),
    "DOCX": ("docx", ["searchlib"]),
    "ODT": ("odt", ["searchlib"]),
    "RTF": ("rtf", ["searchlib"]),
}


def reader_called(name: str) -> Callable[[bytes, str], object]:
    """The function that reads one file's bytes."""
    if name == "trafilatura":
        import trafilatura

        return lambda data, source: trafilatura.extract(data)
    if name == "pdfminer.six":
        import io

        from pdfminer.high_level import extract_text

        return lambda data, source: extract_text(io.BytesIO(data))
    if name == "searchlib, text only":
        from searchlib.ingest.formats import pdf

        return pdf.extract
    from searchlib.ingest.given import Given
    from searchlib.ingest.parsing import parse

    return lambda data, source: parse(data, source, Given())


def run_reader(name: str, files: list[Path]) -> dict[str, float]:
    """Read all files once, the first of them twice: what is loaded only when it is needed is loaded then."""
    import resource

    read = reader_called(name)
    contents = [(path.read_bytes(), path.name) for path in files]
    failed = _failures(read, contents[:1])
    start = time.process_time()
    failed = _failures(read, contents)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "peak": peak, "failed": failed}


def _failures(read: Callable[[bytes, str], object], contents: list[tuple[bytes, str]]) -> int:
    failed = 0
    for data, source in contents:
        try:
            read(data, source)
        except Exception:
            failed += 1
    return failed


def measure(name: str, files: list[Path]) -> dict[str, float]:
    """`run_reader` in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.reading", "--run", name]
    done = subprocess.run(command, input="\n".join(map(str, files)), capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def write_office_files(folder: Path, texts: list[Path]) -> None:
    """Text files as office files, paragraph by paragraph: we have no others that are real."""
    from tests.searchlib.ingest.office_files import docx, odt, paragraph

    for path in texts:
        lines = path.read_text(encoding="utf-8").replace("\f", "\n").split("\n")
        stem = folder / path.stem
        stem.with_suffix(".docx").write_bytes(docx("".join(paragraph(escape(line)) for line in lines)))
        stem.with_suffix(".odt").write_bytes(odt("".join(f"<text:p>{escape(line)}</text:p>" for line in lines)))
        body = "\\par ".join(_escaped(line) for line in lines)
        stem.with_suffix(".rtf").write_text("{\\rtf1\\ansi " + body + "}", encoding="ascii")


def _escaped(line: str) -> str:
    return "".join(sign if sign.isascii() and sign not in "\\{}" else f"\\u{ord(sign) & 0xFFFF}?" for sign in line)


def compare(folder: Path) -> Iterator[str]:
    """The rows of the table, each when it is known."""
    yield from (
        "| format | reader | files | MB | MB/s | files/s | peak MB | not read |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    )
    with tempfile.TemporaryDirectory() as made:
        write_office_files(Path(made), sorted(folder.rglob("*.txt")))
        for kind, (suffix, names) in READERS.items():
            files = sorted((*folder.rglob(f"*.{suffix}"), *Path(made).rglob(f"*.{suffix}")))
            rounds = [{name: measure(name, files) for name in names} for _ in range(ROUNDS)]
            size = sum(path.stat().st_size for path in files) / MEGABYTE
            for name in names:
                best = min((each[name] for each in rounds), key=lambda one: one["seconds"])
                rates = f"{size / best['seconds']:.1f} | {len(files) / best['seconds']:.0f}"
                ends = f"{best['peak']:.0f} | {best['failed']:.0f}"
                yield f"| {kind} | {name} | {len(files)} | {size:.1f} | {rates} | {ends} |"


def texts_of_programs(documents: Path, count: int = 3_000) -> Iterator[str]:
    """`Minutes.from_text` over the first documents of a packed file of JSON lines, the fastest round."""
    from searchlib.documents import Minutes

    with lzma.open(documents, "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in islice(stream, count)]
    best = math.inf
    for _ in range(ROUNDS):
        start = time.process_time()
        for row in rows:
            Minutes.from_text(source=row["id"], text=row["text"])
        best = min(best, time.process_time() - start)
    size = sum(len(row["text"].encode()) for row in rows) / MEGABYTE
    yield from ("| texts | MB | MB/s | texts/s |", "|--:|--:|--:|--:|")
    yield f"| {len(rows)} | {size:.1f} | {size / best:.1f} | {len(rows) / best:.0f} |"


def whole_corpus(folder: Path) -> list[str]:
    """`read_corpus` over everything, isolation and all, with one process and with two."""
    from searchlib.ingest.corpus import read_corpus

    rows = ["| processes | files | seconds |", "|--:|--:|--:|"]
    for jobs in (1, 2):
        start = time.perf_counter()
        files = sum(1 for _ in read_corpus(folder, jobs=jobs))
        rows.append(f"| {jobs} | {files} | {time.perf_counter() - start:.1f} |")
    return rows


def main() -> None:
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(run_reader(sys.argv[2], [Path(line) for line in sys.stdin.read().splitlines()])))
        return
    folder = Path(sys.argv[1])
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    print(f"{date.today()}, Python {sys.version.split()[0]}, {versions}\n")
    texts = texts_of_programs(Path(sys.argv[2])) if sys.argv[2:] else ()
    for row in chain(compare(folder), [""], texts, [""], whole_corpus(folder)):
        print(row, flush=True)


if __name__ == "__main__":
    main()
