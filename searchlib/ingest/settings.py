"""Settings that lie in a corpus: `corpus.toml` for a folder, `NAME.meta.json` for a file.

Both say what is known of the minutes and overrule what reading guesses. The nearest `corpus.toml`
wins key by key, and a sidecar wins over every folder. A file that cannot be understood is reported
and left out: its documents are read as if it were not there.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from searchlib.errors import InvalidSetting, UnreadableFile
from searchlib.ingest.facts import given_from, overlaid
from searchlib.ingest.given import Given
from searchlib.ingest.listing import CorpusFile
from searchlib.ingest.names import FOLDER_SETTINGS, SIDECAR
from searchlib.ingest.opening import read_bytes

# A settings file is written by hand; anything larger is something else under its name.
MAX_SETTINGS_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class CorpusSettings:
    """What the settings files of one corpus say, by folder ("" or ending in `/`) and by document."""

    folders: Mapping[str, Given]
    sidecars: Mapping[str, Given]
    problems: tuple[InvalidSetting, ...] = ()

    def given_for(self, source: str) -> Given:
        """Give what is known beforehand of the document `source`."""
        given = Given()
        for folder in folders_above(source):
            given = overlaid(given, self.folders.get(folder, Given()))
        for name in (_without_suffix(source), source):
            given = overlaid(given, self.sidecars.get(name, Given()))
        return given


def read_settings(files: Iterable[CorpusFile], documents: Iterable[str]) -> CorpusSettings:
    """Read every `corpus.toml` and sidecar of a corpus.

    A sidecar is named after its document with or without the suffix: `a.pdf.meta.json`, `a.meta.json`.
    One that belongs to no document is a problem too: somebody expects it to matter.
    """
    folders: dict[str, Given] = {}
    sidecars: dict[str, Given] = {}
    problems: list[InvalidSetting] = []
    known = {name for source in documents for name in (source, _without_suffix(source))}
    for file in files:
        folder, _, name = file.source.rpartition("/")
        try:
            if name.lower() == FOLDER_SETTINGS:
                folders[folder + "/" if folder else ""] = _parse(file, tomllib.loads)
            elif name.lower().endswith(SIDECAR):
                belongs_to = file.source[: -len(SIDECAR)]
                if belongs_to not in known:
                    raise InvalidSetting(file.source, "there is no document of this name beside it")
                sidecars[belongs_to] = _parse(file, json.loads)
        except InvalidSetting as problem:
            problems.append(problem)
    return CorpusSettings(folders, sidecars, tuple(problems))


def setting_text(file: CorpusFile) -> str:
    """The text of a settings file, which is UTF-8. Raises InvalidSetting."""
    try:
        data, _ = read_bytes(file.path, file.source, MAX_SETTINGS_BYTES)
        return data.decode("utf-8-sig")
    except UnreadableFile as error:
        raise InvalidSetting(file.source, error.reason) from error
    except UnicodeDecodeError as error:
        raise InvalidSetting(file.source, "the file is not UTF-8") from error


def folders_above(source: str) -> Iterator[str]:
    """The folders a document lies in, the corpus ("") first, each other one with `/` at its end."""
    yield ""
    parts = source.split("/")[:-1]
    for depth in range(len(parts)):
        yield "/".join(parts[: depth + 1]) + "/"


def _parse(file: CorpusFile, loads: Callable[[str], object]) -> Given:
    try:
        said = loads(setting_text(file))
    # Deep nesting ends in RecursionError in both parsers.
    except (ValueError, RecursionError) as error:
        raise InvalidSetting(file.source, f"not understood: {str(error)[:200]}") from error
    if not isinstance(said, dict):
        raise InvalidSetting(file.source, "the file must hold keys and values")
    return given_from(said, file.source)


def _without_suffix(source: str) -> str:
    folder, slash, name = source.rpartition("/")
    return folder + slash + (name.rpartition(".")[0] or name)
