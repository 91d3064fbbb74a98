"""From a document's source to the file it was read from: inside the corpus, or not at all."""

from __future__ import annotations

import unicodedata
from pathlib import Path

_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
}


def find_original(corpus: Path, source: str) -> Path | None:
    """The file that a source names, or None when there is none inside the corpus.

    A source is a name, not a path to be trusted: `..`, absolute parts and links that lead out are refused. File
    names are compared in NFC, as sources are written in it whatever the disk has.
    """
    place = corpus
    for part in source.split("/"):
        if not _is_name(part):
            return None
        place = _entry(place, part)
    try:
        found = place.resolve(strict=True)
        inside = found.is_relative_to(corpus.resolve(strict=True))
        return found if inside and found.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None


def download_name(source: str) -> str:
    """The file's own name, without characters that no header can carry."""
    name = source.rpartition("/")[2]
    return "".join(character if character.isprintable() else "_" for character in name)


def content_type(path: Path) -> str:
    """A type that a browser saves; text and HTML from the corpus are never shown as pages of this site."""
    return _TYPES.get(path.suffix.lower(), "application/octet-stream")


def _is_name(part: str) -> bool:
    return part not in ("", ".", "..") and not any(sign in part for sign in "\\:\0")


def _entry(folder: Path, name: str) -> Path:
    exact = folder / name
    try:
        if exact.exists():
            return exact
        return next((entry for entry in folder.iterdir() if unicodedata.normalize("NFC", entry.name) == name), exact)
    except (OSError, ValueError):
        return exact
