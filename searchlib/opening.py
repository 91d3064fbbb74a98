"""A generation of the index, opened: its engine, the analysis that made it, and the synonyms it was given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakValueDictionary

from searchlib.errors import IndexDamaged, IndexOutdated, InvalidSetting
from searchlib.generations import HeldGeneration, check_format, reading

if TYPE_CHECKING:
    from searchlib.analysis.chain import SwedishAnalyzer
    from searchlib.analysis.synonyms import Synonyms
    from searchlib.analysis.terms import Analyzer
    from searchlib.engines.base import Engine

ENGINE_FOLDER: Final = "whoosh"
LEXICON_FILE: Final = "lexicon"
SYNONYMS_FILE: Final = "synonymer.txt"
COPIES_FILE: Final = "copies.json"
# Synonyms are read line by line into memory; nobody writes more by hand.
LARGEST_SYNONYMS: Final = 2_000_000

# Generations that were made with the same lexicon share it while any of them is open.
_analyzers: WeakValueDictionary[str, SwedishAnalyzer] = WeakValueDictionary()


@dataclass(frozen=True, slots=True)
class OpenedGeneration:
    """What answers are made from. `copies` are the sources of minutes that several files hold, by id."""

    held: HeldGeneration
    engine: Engine
    analyzer: Analyzer
    synonyms: Synonyms
    copies: Mapping[str, tuple[str, ...]]

    def close(self) -> None:
        """Let go of files and of the generation."""
        self.engine.close()
        self.held.close()


def open_generation(index: Path, synonyms: Path | None = None) -> OpenedGeneration:
    """Open the current generation of the index in a folder.

    `synonyms` overrides those that the generation was built with. Raises IndexMissing, IndexDamaged,
    IndexOutdated, and InvalidSetting for synonyms that cannot be read.
    """
    try:
        held = reading(index)
        try:
            return _opened(held, index, synonyms)
        except BaseException:
            held.close()
            raise
    except IndexOutdated as error:
        raise IndexOutdated(str(index), error.found, error.expected) from None


def _opened(held: HeldGeneration, index: Path, synonyms: Path | None) -> OpenedGeneration:
    from searchlib.engines.whoosh import open_engine

    folder = held.folder
    analyzer = analyzer_with(folder / LEXICON_FILE)
    check_format(held.manifest, analyzer.fingerprint)
    if synonyms is not None and not synonyms.is_file():
        raise InvalidSetting(str(synonyms), "no such file")
    found, _ = load_synonyms(synonyms or folder / SYNONYMS_FILE, analyzer)
    return OpenedGeneration(
        held,
        open_engine(folder / ENGINE_FOLDER, analyzer, beside=analyzer.maps()),
        analyzer,
        found,
        _read_copies(folder, index),
    )


def analyzer_with(path: Path) -> SwedishAnalyzer:
    """The analysis with a compiled lexicon; one and the same object for equal lexicons, with its warm cache.

    Raises IndexDamaged when there is no whole lexicon at the path.
    """
    from searchlib.analysis.chain import SwedishAnalyzer
    from searchlib.analysis.lexicon import Lexicon

    try:
        lexicon = Lexicon.open(path)
    except OSError as error:
        raise IndexDamaged(str(path), "the lexicon cannot be read") from error
    known = _analyzers.get(lexicon.fingerprint)
    if known is not None:
        lexicon.close()
        return known
    return _analyzers.setdefault(lexicon.fingerprint, SwedishAnalyzer(lexicon))


def load_synonyms(path: Path, analyzer: Analyzer) -> tuple[Synonyms, tuple[str, ...]]:
    """The default synonyms with those of a file, and what was wrong with its lines; without the file, the default.

    Raises InvalidSetting when the file is there and cannot be read at all.
    """
    from searchlib.analysis.synonyms import read_synonyms

    try:
        if path.stat().st_size > LARGEST_SYNONYMS:
            raise InvalidSetting(path.name, f"more than {LARGEST_SYNONYMS} bytes")
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSetting(path.name, str(error)) from error
    return read_synonyms(text, analyzer)


def _read_copies(folder: Path, index: Path) -> dict[str, tuple[str, ...]]:
    try:
        content = json.loads((folder / COPIES_FILE).read_text(encoding="utf-8"))
        return {str(id_): tuple(map(str, sources)) for id_, sources in content.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise IndexDamaged(str(index), f"{COPIES_FILE} cannot be read") from error
