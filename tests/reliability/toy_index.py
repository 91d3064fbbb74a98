"""An index small enough to break a thousand times: a few files that all say which version they belong to."""

from __future__ import annotations

import os
from pathlib import Path

from searchlib.generations import current_name, reading, verify, writing

NAMES = (*(f"segment{number}" for number in range(9)), "columns/dates", "columns/deep/organs", "empty")


def fill(folder: Path, version: int) -> None:
    """Write every file of a version; `empty` is empty in all of them."""
    for name in NAMES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(name, version))


def content(name: str, version: int) -> bytes:
    return b"" if name == "empty" else f"{name} of version {version}\n".encode() * 20


def publish(index: Path, version: int) -> None:
    """Make the version the current generation."""
    with writing(index) as draft:
        fill(draft.folder, version)
        draft.publish("toy", {"version": version})


def version_in(folder: Path, version: object) -> int:
    """The version of a folder; fails unless every file belongs to it."""
    assert isinstance(version, int)
    assert {name: (folder / name).read_bytes() for name in NAMES} == {name: content(name, version) for name in NAMES}
    return version


def version_seen(index: Path) -> int:
    """The version that a reader finds, whole and undamaged."""
    with reading(index) as held:
        assert verify(held.folder) == ()
        return version_in(held.folder, held.manifest.details["version"])


def litter(index: Path) -> set[str]:
    """What lies in the index and is neither the current generation, nor its pointer, nor the lock."""
    return set(os.listdir(index)) - {"CURRENT", "writing.lock", current_name(index)}
