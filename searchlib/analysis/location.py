"""Where the Swedish hunspell dictionary lies, and what identifies it."""

from __future__ import annotations

import os
import site
import sysconfig
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from searchlib.errors import LexiconMissing

_PLACE = Path("share", "hunspell", "sv_SE.dic")
_DISTRIBUTION = "hunspell-sv"


def find_dictionary() -> Path:
    """The .dic file; its .aff file lies beside it.

    `SEARCHLIB_HUNSPELL` names another pair. Otherwise it is the one of the package hunspell-sv: looked for in the
    package's list of files, beside its metadata (where `pip --target` puts it), and under the data folders of the
    interpreter and the user. Raises LexiconMissing.
    """
    looked_in: list[str] = []
    named = os.environ.get("SEARCHLIB_HUNSPELL")
    for path in [Path(named).with_suffix(".dic")] if named else _candidates():
        if path.is_file() and path.with_suffix(".aff").is_file():
            return path
        looked_in.append(str(path))
    raise LexiconMissing(looked_in)


def _candidates() -> Iterator[Path]:
    try:
        package = metadata.distribution(_DISTRIBUTION)
    except metadata.PackageNotFoundError:
        pass
    else:
        yield from (Path(str(file.locate())) for file in package.files or () if file.name == _PLACE.name)
        yield Path(str(package.locate_file(""))) / _PLACE
    yield Path(sysconfig.get_path("data")) / _PLACE
    yield Path(site.getuserbase()) / _PLACE


@cache
def fingerprint_of(dictionary: Path) -> str:
    """Sixteen hexadecimal digits that change with the content of the pair."""
    digest = blake2b(digest_size=8)
    for path in (dictionary, dictionary.with_suffix(".aff")):
        digest.update(blake2b(path.read_bytes()).digest())
    return digest.hexdigest()
