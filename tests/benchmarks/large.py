"""The large collection: 110,694 public Swedish documents, read one after the other."""

from __future__ import annotations

import datetime
import json
import lzma
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Document:
    """One document as every engine gets it."""

    id: str
    title: str
    text: str
    source: str
    day: datetime.date | None

    @property
    def year(self) -> int:
        """The year, 0 without a date."""
        return self.day.year if self.day else 0

    @property
    def kind(self) -> str:
        """The kind of document: the last part of its source."""
        return self.source.rpartition("-")[2]


def shared() -> Path:
    """The folder of shared test data."""
    named = os.environ.get("SEARCHLIB_TESTDATA")
    return Path(named) if named else Path(__file__).resolve().parents[3] / "shared"


def documents(count: int | None = None) -> Iterator[Document]:
    """The first `count` documents, or all."""
    with lzma.open(shared() / "large" / "documents.jsonl.xz", "rt", encoding="utf-8") as file:
        for line in islice(file, count):
            data = json.loads(line)
            yield Document(data["id"], data["title"], data["text"], data["source"], _day(data.get("date")))


def _day(written: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written or "")
    except ValueError:
        return None
