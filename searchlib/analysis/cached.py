"""A lexicon for programs that have no index yet: compiled once for each user, then opened from the cache folder."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from pathlib import Path

from searchlib.analysis.compile import compile_lexicon, lexicon_fingerprint
from searchlib.analysis.lexicon import Lexicon
from searchlib.errors import IndexDamaged

_log = logging.getLogger(__name__)


def open_lexicon() -> Lexicon:
    """The lexicon of the installed dictionary. Raises LexiconMissing."""
    path = _path()
    try:
        return Lexicon.open(path)
    except (OSError, IndexDamaged):
        data = _compile_to(path)
        return Lexicon(data)


def lexicon_file() -> bytes:
    """The bytes of the same lexicon. Raises LexiconMissing."""
    path = _path()
    try:
        data = path.read_bytes()
        Lexicon(data).close()
    except (OSError, IndexDamaged):
        return _compile_to(path)
    return data


def _path() -> Path:
    return cache_folder() / f"lexicon-{lexicon_fingerprint()}.bin"


def _compile_to(path: Path) -> bytes:
    data = compile_lexicon()
    try:
        _write(path, data)
    except OSError as error:
        _log.info("the lexicon is not kept, %s cannot be written: %s", path, error)
    return data


def cache_folder() -> Path:
    """Where this user's programs keep what they can make again."""
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return root / "searchlib"


def _write(path: Path, data: bytes) -> None:
    """Write aside and rename, so that no other process ever sees half a file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
    Path(file.name).replace(path)
