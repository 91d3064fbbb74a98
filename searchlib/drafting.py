"""One draft of a generation with everything in it: the engine's files, lexicon, synonyms and catalog."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from searchlib.catalog import CATALOG_FILE, Catalog
from searchlib.errors import IndexDamaged, IndexOutdated
from searchlib.garbage import rare_collections
from searchlib.generations import Draft, check_format, read_manifest, writing
from searchlib.ledger import Add, Step
from searchlib.opening import (
    COPIES_FILE,
    ENGINE_FOLDER,
    LEXICON_FILE,
    SYNONYMS_FILE,
    analyzer_with,
    load_synonyms,
)
from searchlib.remembered import remembered

if TYPE_CHECKING:
    from searchlib.analysis.terms import Analyzer
    from searchlib.engines.base import EngineWriter


class Drafting:
    """A draft that is being filled. `previous` is the generation it goes on from, None for a new beginning."""

    def __init__(self, draft: Draft, index: Path, *, full: bool, jobs: int | None) -> None:
        self._draft = draft
        self._index = index
        self._jobs = jobs
        self._writer: EngineWriter | None = None
        self.previous = None if full else draft.previous
        self.old_catalog = self._remembered() if full else self._continued()
        self.meetings = self._count(self.old_catalog)
        self.problems: tuple[str, ...] = ()

    def take(self, steps: Iterable[Step]) -> None:
        """Carry out steps on the index."""
        for step in steps:
            if isinstance(step, Add):
                self._engine.add(step.minutes)
            else:
                self._engine.remove(step.id)

    def finish(self, catalog: Catalog, synonyms: Path | None) -> None:
        """Write out what was taken and make it current; without any change the index is left as it is.

        `synonyms` is the corpus's file, which need not be there; None keeps those of the generation before.
        """
        source = synonyms if synonyms is not None or self.previous is None else self.previous / SYNONYMS_FILE
        text = source.read_bytes() if source is not None and source.is_file() else b""
        if source is not None:
            self.problems = load_synonyms(source, self._analyzer)[1]
        self.meetings = self._count(catalog)
        if self._writer is None and self._is_same(catalog, text):
            return
        self._engine.commit()
        (self._draft.folder / SYNONYMS_FILE).write_bytes(text)
        catalog.save(self._draft.folder)
        self._save_copies(catalog)
        self._draft.publish(self._analyzer.fingerprint, {"meetings": self.meetings})

    def cancel(self) -> None:
        """Let go of the engine's files."""
        if self._writer is not None:
            self._writer.cancel()

    @remembered
    def _analyzer(self) -> Analyzer:
        path = self._draft.folder / LEXICON_FILE
        if self.previous is not None:
            link_or_copy(self.previous / LEXICON_FILE, path)
        else:
            self._make_lexicon(path)
        return analyzer_with(path)

    @property
    def _engine(self) -> EngineWriter:
        from searchlib.engines.whoosh import create_writer

        if self._writer is None:
            before = self.previous / ENGINE_FOLDER if self.previous is not None else None
            folder = self._draft.folder / ENGINE_FOLDER
            folder.mkdir()
            analyzer = self._analyzer
            lexicon = self._draft.folder / LEXICON_FILE
            self._writer = create_writer(folder, analyzer, previous=before, jobs=self._jobs, lexicon=lexicon)
        return self._writer

    def _make_lexicon(self, path: Path) -> None:
        """The lexicon of this installation; taken over from the generation before when that is the same one."""
        from searchlib.analysis.cached import open_lexicon
        from searchlib.analysis.compile import lexicon_fingerprint
        from searchlib.analysis.lexicon import Lexicon

        try:
            old = self._draft.previous
            if old is not None:
                with Lexicon.open(old / LEXICON_FILE) as lexicon:
                    if lexicon.fingerprint == lexicon_fingerprint():
                        link_or_copy(old / LEXICON_FILE, path)
                        return
        except (IndexDamaged, IndexOutdated, OSError):
            # A new beginning does not depend on what was there before.
            pass
        with open_lexicon() as lexicon:
            lexicon.save(path)

    def _continued(self) -> Catalog:
        """The catalog of the generation that this run goes on from, after making sure that it can."""
        if self.previous is None:
            return Catalog()
        try:
            check_format(read_manifest(self.previous), self._analyzer.fingerprint)
            return Catalog.load(self.previous)
        except IndexOutdated as error:
            raise IndexOutdated(str(self._index), error.found, error.expected) from None
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise IndexDamaged(str(self._index), f"{CATALOG_FILE} cannot be read") from error

    def _remembered(self) -> Catalog:
        """What a new beginning still needs from before: the ids of files that may have moved since."""
        try:
            old = self._draft.previous
            entries = Catalog.load(old).entries if old is not None else {}
        except (IndexDamaged, IndexOutdated, OSError, ValueError, LookupError, TypeError):
            return Catalog()
        return Catalog({source: entry for source, entry in entries.items() if entry.origin == "folder"})

    def _is_same(self, catalog: Catalog, synonyms: bytes) -> bool:
        if self.previous is None or catalog.sources_by_id() != self.old_catalog.sources_by_id():
            return False
        return (self.previous / SYNONYMS_FILE).read_bytes() == synonyms

    def _save_copies(self, catalog: Catalog) -> None:
        copies = {id_: sources for id_, sources in catalog.sources_by_id().items() if len(sources) > 1}
        text = json.dumps(copies, ensure_ascii=False, sort_keys=True)
        (self._draft.folder / COPIES_FILE).write_text(text, encoding="utf-8")

    def _count(self, catalog: Catalog) -> int:
        return sum(len(entry.documents) for entry in catalog.entries.values())


@contextmanager
def drafting(index: Path, *, full: bool, jobs: int | None = None) -> Iterator[Drafting]:
    """Make the next generation; left with an error, the index is as it was.

    Raises IndexLocked, IndexNotWritable, and without `full` IndexDamaged and IndexOutdated.
    """
    with writing(index) as draft, rare_collections():
        made = Drafting(draft, index, full=full, jobs=jobs)
        try:
            yield made
        except BaseException:
            made.cancel()
            raise


def link_or_copy(source: Path, target: Path) -> None:
    """The same file under another name, without copying where the disk can do that."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
