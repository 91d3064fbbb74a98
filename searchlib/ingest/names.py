"""What the name of a file says before it is opened: settings, hidden, temporary, template, or document."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Literal

Role = Literal["document", "settings", "hidden", "temporary", "template"]

SIDECAR = ".meta.json"
FOLDER_SETTINGS = "corpus.toml"
DELIST = "delist.txt"
SYNONYMS = "synonymer.txt"

_SETTINGS = frozenset({FOLDER_SETTINGS, DELIST, SYNONYMS})
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
_TEMPORARY = re.compile(
    r"~\$.*|.*~|#.*#|~.*\.tmp|.*\.(?:tmp|temp|bak|swp|swo|part|partial|crdownload|download|lock|lnk)"
)
_TEMPLATE_SUFFIX = re.compile(r".*\.(?:dotx?|dotm|ott)")
_PLACEHOLDER = re.compile(r"(?:yyyy|åååå|20xx)|(?:^|[\W_])template(?:[\W_]|$)")
_MALL = re.compile(
    r"^(?:mall|mallar)(?:[\W_]|$)|(?:^|[\W_])(?:(?:protokolls?|antecknings|dagordnings?|kallelse|mötes)?mall)$"
)
_DATED = re.compile(r"(?:19|20)\d\d[-_. ]?[01]\d")


def role_of(name: str) -> Role:
    """Say what a file called `name` (without folders, NFC) is in a corpus.

    A template is known by its suffix, by a date of letters (YYYY) or by the word "mall" first or last
    in a name without a date: minutes about templates stay documents.
    """
    lower = name.lower()
    if lower in _SETTINGS or lower.endswith(SIDECAR):
        return "settings"
    if lower in _SYSTEM_FILES or _TEMPORARY.fullmatch(lower):
        return "temporary"
    if lower.startswith("."):
        return "hidden"
    return "template" if _is_template(lower) else "document"


@lru_cache(maxsize=8)
def stem_and_folders(source: str) -> tuple[str, tuple[str, ...]]:
    """The last part of a source without its suffix, and the folders that it lies in, from the top down."""
    path = PurePosixPath(source)
    return path.stem, path.parts[:-1]


def _is_template(lower: str) -> bool:
    stem = lower.rpartition(".")[0] or lower
    if _TEMPLATE_SUFFIX.fullmatch(lower) or _PLACEHOLDER.search(stem):
        return True
    return bool(_MALL.search(stem)) and not _DATED.search(stem)
