"""What lies in a corpus folder: its documents in a fixed order, and what was left out and why."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from searchlib.errors import CorpusEmpty, CorpusMissing
from searchlib.ingest.names import role_of

SkipReason = Literal["temporary", "template", "link", "special", "unreadable_folder", "same_name"]

# Deeper folders than this are a mistake or an attack; a path on Windows ends long before.
_MAX_DEPTH = 50


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """One file: `source` is its name in the library (relative, `/`, NFC), `path` is where it lies."""

    source: str
    path: Path


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in the corpus that is not read, and why."""

    source: str
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class Listing:
    """A corpus folder as it lies on disk; every tuple is in order of source."""

    root: Path
    documents: tuple[CorpusFile, ...]
    settings: tuple[CorpusFile, ...]
    skipped: tuple[Skipped, ...]


def list_corpus(corpus: Path) -> Listing:
    """List everything in a corpus folder and say what each file is.

    Hidden files are passed over in silence. Links are not followed out of the corpus, and folders
    that are links not at all: what they show lies in the corpus under its own name, or not in it.
    Raises CorpusMissing, and CorpusEmpty when no file could be a document.
    """
    root = Path(os.path.realpath(corpus))
    if not root.is_dir():
        raise CorpusMissing(str(corpus))
    documents: dict[str, CorpusFile] = {}
    settings: list[CorpusFile] = []
    skipped: list[Skipped] = []
    for found in sorted(_walk(root, root, "", 0), key=_precedence):
        if isinstance(found, Skipped):
            skipped.append(found)
            continue
        role = role_of(found.source.rpartition("/")[2])
        if role == "settings":
            settings.append(found)
        elif role == "temporary" or role == "template":
            skipped.append(Skipped(found.source, role))
        elif found.source in documents:
            skipped.append(Skipped(found.source, "same_name"))
        elif role == "document":
            documents[found.source] = found
    if not documents:
        raise CorpusEmpty(str(corpus))
    return Listing(root, tuple(documents.values()), tuple(settings), tuple(skipped))


def _precedence(found: CorpusFile | Skipped) -> tuple[str, bool, str]:
    """Order of source; of two names that are one in NFC, the one that is NFC on disk goes first."""
    if isinstance(found, Skipped):
        return found.source, False, ""
    name = os.fsencode(found.path.name).decode("utf-8", "replace")
    return found.source, not unicodedata.is_normalized("NFC", name), name


def _walk(root: Path, folder: Path, prefix: str, depth: int) -> Iterator[CorpusFile | Skipped]:
    try:
        with os.scandir(folder) as entries:
            found = list(entries)
    except OSError:
        yield Skipped(prefix.rstrip("/") or ".", "unreadable_folder")
        return
    for entry in found:
        source = prefix + source_name(entry.name)
        if _is_folder(entry):
            if entry.name.startswith(".") or entry.name == "__MACOSX":
                continue
            if depth >= _MAX_DEPTH:
                yield Skipped(source, "unreadable_folder")
            elif _leads_elsewhere(entry):
                yield Skipped(source, "link")
            else:
                yield from _walk(root, Path(entry.path), source + "/", depth + 1)
        else:
            yield _regular(root, entry, source)


def _regular(root: Path, entry: os.DirEntry[str], source: str) -> CorpusFile | Skipped:
    """A file, unless it is a link out of the corpus, a pipe, a device or a broken link.

    A link is resolved once, here: opening follows none, so that it cannot be turned elsewhere later.
    """
    path = Path(os.path.realpath(entry.path)) if entry.is_symlink() else Path(entry.path)
    if not path.is_relative_to(root):
        return Skipped(source, "link")
    try:
        return CorpusFile(source, path) if entry.is_file() else Skipped(source, "special")
    except OSError:
        return Skipped(source, "special")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _leads_elsewhere(entry: os.DirEntry[str]) -> bool:
    """Whether the folder is a link or, on Windows, a junction (which `is_symlink` does not see)."""
    return entry.is_symlink() or os.path.realpath(entry.path) != os.path.abspath(entry.path)


def source_name(name: str) -> str:
    """A file name as the library says it: NFC, and valid text even when the disk holds an 8-bit name.

    Names that are not UTF-8 come from old Swedish archives, and are cp1252 nearly always.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("cp1252", "replace")
    return unicodedata.normalize("NFC", name)
