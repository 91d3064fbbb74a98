"""What an index remembers of its sources, so that the next run knows what is new, changed, moved or gone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

CATALOG_FILE = "catalog.json"

Origin = Literal["folder", "caller"]


@dataclass(frozen=True, slots=True)
class Document:
    """One minutes of a source: its id, and the fingerprint of its text ('' for a caller's).

    `kept_from` is the source that the id was made from, when the file has moved since.
    """

    id: str
    fingerprint: str = ""
    kept_from: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One source. `known` is how its file was when it was read; `copies` are ids of other sources' minutes
    whose text this file repeats.
    """

    origin: Origin
    documents: tuple[Document, ...] = ()
    copies: tuple[str, ...] = ()
    known: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every source of an index, by name."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    def sources_by_id(self) -> dict[str, tuple[str, ...]]:
        """The sources of each minutes, in path order but for the one that gave the content, which is first."""
        sources: dict[str, list[str]] = {}
        for source, entry in sorted(self.entries.items()):
            for document in entry.documents:
                sources.setdefault(document.id, []).insert(0, source)
            for copied in entry.copies:
                sources.setdefault(copied, []).append(source)
        return {id_: tuple(names) for id_, names in sources.items()}

    def save(self, folder: Path) -> None:
        """Write the catalog into a generation."""
        entries = {source: _as_json(entry) for source, entry in sorted(self.entries.items())}
        text = json.dumps({"sources": entries}, ensure_ascii=False, separators=(",", ":"))
        (folder / CATALOG_FILE).write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Catalog:
        """Read the catalog of a generation. Raises OSError and ValueError when it is not there or not whole."""
        content = json.loads((folder / CATALOG_FILE).read_text(encoding="utf-8"))
        return cls({source: _from_json(entry) for source, entry in content["sources"].items()})


def _as_json(entry: Entry) -> dict[str, Any]:
    documents = [[d.id, d.fingerprint, d.kept_from] if d.kept_from else [d.id, d.fingerprint] for d in entry.documents]
    content: dict[str, Any] = {"origin": entry.origin, "documents": documents}
    if entry.copies:
        content["copies"] = list(entry.copies)
    if entry.known is not None:
        content["known"] = dict(entry.known)
    return content


def _from_json(content: Mapping[str, Any]) -> Entry:
    return Entry(
        origin=content["origin"],
        documents=tuple(Document(*document) for document in content["documents"]),
        copies=tuple(content.get("copies", ())),
        known=content.get("known"),
    )
