"""A report: Markdown to read, and the few figures that goals are set for."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

FIGURES = "figures.json"


@dataclass(frozen=True, slots=True)
class Report:
    """Tables with text between, and figures by name."""

    text: str
    figures: Mapping[str, float] = field(default_factory=dict)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown, numbers to the right."""
    lines = [head, ["---"] + ["--:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"


def published(report: Report, options: argparse.Namespace) -> None:
    """Print a report, write it where that was asked for, and note its figures in the folder of the benchmarks."""
    print(report.text)
    if options.report:
        options.report.write_text(report.text, encoding="utf-8")
    figures = {**noted(options.folder, options.documents), **report.figures}
    path = _path(options.folder, options.documents)
    path.write_text(json.dumps(figures, indent=1, sort_keys=True), encoding="utf-8")


def noted(folder: Path, documents: int) -> dict[str, float]:
    """The figures that benchmarks of so many documents have noted in a folder."""
    path = _path(folder, documents)
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def _path(folder: Path, documents: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{documents}-{FIGURES}"
