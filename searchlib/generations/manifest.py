"""The manifest of a generation: what it was made from, and the size and SHA-256 of each of its files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import Final

from searchlib.errors import IndexDamaged, IndexOutdated
from searchlib.generations import files

# To be raised whenever any file of a generation changes its meaning.
FORMAT_VERSION: Final = 2

MANIFEST: Final = "manifest.json"
READERS: Final = "readers.lock"
MANIFEST_LIMIT: Final = 64 * 1024 * 1024
SMALL_FILE: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file of a generation as it was when it was published. `size` is in bytes."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself.

    `built` is ISO 8601 in UTC, the keys of `files` are relative paths with `/`; `details` is JSON that
    belongs to the caller. Keep it small: it is read whenever the index is opened.
    """

    name: str
    built: str
    format_version: int
    fingerprint: str
    files: Mapping[str, StoredFile]
    details: Mapping[str, object] = field(default_factory=dict)

    def to_json(self) -> bytes:
        """The manifest as it lies on disk; equal manifests give equal bytes."""
        content = {
            "name": self.name,
            "built": self.built,
            "format_version": self.format_version,
            "fingerprint": self.fingerprint,
            "files": {name: [file.size, file.sha256] for name, file in self.files.items()},
            "details": dict(self.details),
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the generation in this folder.

    Raises IndexOutdated when it is of another format version, IndexDamaged when it makes no sense.
    """
    try:
        content = json.loads(files.read(folder / MANIFEST, MANIFEST_LIMIT))
        version = content["format_version"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise IndexDamaged(str(folder), f"its manifest cannot be read ({error})") from error
    if version != FORMAT_VERSION:
        raise IndexOutdated(str(folder), f"format version {version!r:.40}", f"version {FORMAT_VERSION}")
    try:
        manifest = _from_json(content)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise IndexDamaged(str(folder), f"its manifest is malformed ({error})") from error
    if manifest.name != folder.name:
        raise IndexDamaged(str(folder), f"its manifest is that of {manifest.name!r:.60}")
    return manifest


def _from_json(content: dict[str, object]) -> Manifest:
    stored = content["files"]
    details = content["details"]
    if not isinstance(stored, dict) or not isinstance(details, dict):
        raise TypeError("files and details must be objects")
    return Manifest(
        name=_text(content["name"]),
        built=_text(content["built"]),
        format_version=FORMAT_VERSION,
        fingerprint=_text(content["fingerprint"]),
        files={_relative(name): _stored_file(*entry) for name, entry in stored.items()},
        details=details,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, found {value!r:.40}")
    return value


def _relative(name: str) -> str:
    """The name itself, when it cannot lead out of the folder on any system."""
    path = PurePosixPath(name)
    odd = path.is_absolute() or ".." in path.parts or any(sign in name for sign in "\\:\0")
    if odd or not path.parts or str(path) != name:
        raise ValueError(f"{name!r:.60} is no path within the index")
    return name


def _stored_file(size: object, sha256: object) -> StoredFile:
    if not isinstance(size, int) or size < 0:
        raise ValueError(f"{size!r:.40} is no size")
    return StoredFile(size, _text(sha256))


def check_format(manifest: Manifest, fingerprint: str) -> None:
    """Raise IndexOutdated unless this version, with this analysis, can read the generation."""
    if manifest.format_version != FORMAT_VERSION:
        raise IndexOutdated(manifest.name, f"format version {manifest.format_version}", f"version {FORMAT_VERSION}")
    if manifest.fingerprint != fingerprint:
        raise IndexOutdated(manifest.name, f"the analysis {manifest.fingerprint!r:.80}", f"{fingerprint!r:.80}")


def list_files(folder: Path) -> dict[str, os.stat_result]:
    """Every file below the folder but the manifest and the readers' lock, with what the system says of it.

    Links are listed as what they are, and not followed.
    """
    return {name: status for name, status in _walk(folder, "") if name not in (MANIFEST, READERS)}


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{prefix}{entry.name}/")
        else:
            # Not entry.stat(): on Windows that one knows neither inode nor device.
            yield prefix + entry.name, os.lstat(entry.path)


def glance(folder: Path, manifest: Manifest) -> tuple[str, ...]:
    """The files whose size is wrong, which are missing or do not belong, and small ones with wrong content.

    Cheap enough for every opening: large files are not read.
    """
    return _odd_files(folder, manifest, SMALL_FILE)


def verify(folder: Path) -> tuple[str, ...]:
    """The damaged, missing and foreign files of a generation, by SHA-256 of every file; empty when all is well.

    Raises IndexDamaged or IndexOutdated as `read_manifest` does. Reads the whole index.
    """
    return _odd_files(folder, read_manifest(folder), None)


def _odd_files(folder: Path, manifest: Manifest, hash_up_to: int | None) -> tuple[str, ...]:
    found = list_files(folder)
    odd = {name for name in found if name not in manifest.files}
    for name, stored in manifest.files.items():
        status = found.get(name)
        if status is None or not S_ISREG(status.st_mode) or status.st_size != stored.size:
            odd.add(name)
        elif hash_up_to is not None and stored.size > hash_up_to:
            continue
        elif not _has_content(folder / name, stored):
            odd.add(name)
    return tuple(sorted(odd))


def _has_content(path: Path, stored: StoredFile) -> bool:
    try:
        return files.sha256(path) == stored.sha256
    except OSError:
        # A sector that cannot be read is as lost as one that reads wrongly.
        return False
