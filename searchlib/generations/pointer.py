"""The pointer: one small file that names the current generation and the SHA-256 of its manifest."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final, NamedTuple

from searchlib.errors import IndexDamaged, IndexMissing
from searchlib.generations import files
from searchlib.generations.manifest import MANIFEST, MANIFEST_LIMIT

POINTER: Final = "CURRENT"
NEW_POINTER: Final = "CURRENT.new"
GENERATION_NAME: Final = re.compile(r"g(\d{6,12})-\d{8}T\d{6}Z", re.ASCII)
_LINE: Final = re.compile(rf"({GENERATION_NAME.pattern}) ([0-9a-f]{{64}})\n", re.ASCII)


class Pointer(NamedTuple):
    """Which generation is current, and what its manifest must be."""

    name: str
    manifest_sha256: str


def read_pointer(index: Path) -> Pointer:
    """What the pointer says. Raises IndexMissing when there is none, IndexDamaged when it is no pointer."""
    try:
        line = files.read(index / POINTER, 200).decode("ascii")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissing(str(index)) from error
    except (OSError, ValueError) as error:
        raise IndexDamaged(str(index), f"the pointer {POINTER} cannot be read ({error})") from error
    match = _LINE.fullmatch(line)
    if match is None:
        raise IndexDamaged(str(index), f"the pointer {POINTER} is malformed")
    return Pointer(match[1], match[3])


def flip_pointer(index: Path, pointer: Pointer) -> None:
    """Make a generation the current one, in one step that either happens or does not. Raises OSError."""
    files.write_synced(index / NEW_POINTER, f"{pointer.name} {pointer.manifest_sha256}\n".encode("ascii"))
    files.replace(index / NEW_POINTER, index / POINTER)
    files.sync_folder(index)


def check_manifest(index: Path, pointer: Pointer) -> None:
    """Raise IndexDamaged unless the current generation has the manifest that the pointer vouches for."""
    try:
        data = files.read(index / pointer.name / MANIFEST, MANIFEST_LIMIT)
    except OSError as error:
        raise IndexDamaged(str(index), f"the manifest of {pointer.name} cannot be read ({error})") from error
    if hashlib.sha256(data).hexdigest() != pointer.manifest_sha256:
        raise IndexDamaged(str(index), f"the manifest of {pointer.name} has changed")
