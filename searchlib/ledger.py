"""What a run over a corpus folder changes in the index: who is new, changed, moved, a copy, or gone.

The ledger is told of every document in order of path and answers with the steps to take; it reads nothing itself.
Two rules make ids last (DESIGN.md, Identity): the same text in several files is one minutes with the id of the
first in path order, and a file that has moved unchanged keeps the id it had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from searchlib.catalog import Catalog, Document, Entry
from searchlib.documents import Minutes


@dataclass(frozen=True, slots=True)
class Add:
    """Write these minutes."""

    minutes: Minutes


@dataclass(frozen=True, slots=True)
class Remove:
    """Take the minutes with this id out."""

    id: str


Step = Add | Remove


class Ledger:
    """The books of one run. Call `begin`, then one of the three verbs for each source in path order, then `catalog`."""

    def __init__(
        self, old: Catalog, listed: Iterable[str], fingerprint: Callable[[Minutes], str], *, trust: bool = True
    ) -> None:
        """`old` is the catalog of the last run; without `trust` every file is read, and only ids are remembered."""
        self._old = old.entries
        self._listed = frozenset(listed)
        self._fingerprint = fingerprint
        self._entries = {s: e for s, e in self._old.items() if e.origin == "caller" and s not in self._listed}
        self._id_of_text: dict[str, str] = {}
        self._movable = self._texts_of_gone_files()
        self.trusted = self._trusted() if trust else {}
        self.added = self.changed = self.unchanged_count = 0

    def begin(self) -> list[Step]:
        """Forget what is gone and what is read anew in any case."""
        doomed = [
            entry
            for source, entry in self._old.items()
            if source not in self.trusted and (entry.origin == "folder" or source in self._listed)
        ]
        return [Remove(document.id) for entry in doomed for document in entry.documents]

    @property
    def removed(self) -> int:
        """How many sources that came from the folder are not there any more."""
        return sum(entry.origin == "folder" and source not in self._listed for source, entry in self._old.items())

    def unchanged(self, source: str, known: Mapping[str, Any]) -> list[Step]:
        """The file is as it was. Its text may have become a copy of a file that is earlier in path order."""
        steps: list[Step] = []
        documents: list[Document] = []
        copies: list[str] = []
        for document in self._old[source].documents:
            first = self._id_of_text.setdefault(document.fingerprint, document.id)
            if first == document.id:
                documents.append(document)
            else:
                copies.append(first)
                steps.append(Remove(document.id))
        self._entries[source] = Entry("folder", tuple(documents), tuple(copies), known)
        self.unchanged_count += 1
        return steps

    def read(self, source: str, minutes: Iterable[Minutes], known: Mapping[str, Any]) -> list[Step]:
        """The file was read: it is new, changed, or had to be looked at again."""
        self._count(source, known)
        steps = self._steps_to_forget(source)
        documents: list[Document] = []
        copies: list[str] = []
        for each in minutes:
            text = self._fingerprint(each)
            if text in self._id_of_text:
                copies.append(self._id_of_text[text])
                continue
            document = self._document(source, each, text)
            self._id_of_text[text] = document.id
            documents.append(document)
            steps.append(Add(replace(each, id=document.id)))
        self._entries[source] = Entry("folder", tuple(documents), tuple(dict.fromkeys(copies)), known)
        return steps

    def failed(self, source: str) -> list[Step]:
        """The file could not be read; what it gave before is not true any more."""
        return self._steps_to_forget(source)

    def catalog(self) -> Catalog:
        """The books as they are after the run."""
        return Catalog(self._entries)

    def _trusted(self) -> dict[str, Mapping[str, Any]]:
        """What is known of the files that need not be read when they are as they were.

        A copy is read again, for the file that it repeats may be gone; so is a file with an id that belongs
        to another file's name, now that there is such a file again.
        """
        return {
            source: entry.known
            for source, entry in self._old.items()
            if source in self._listed and entry.known is not None and not entry.copies and not self._is_contested(entry)
        }

    def _steps_to_forget(self, source: str) -> list[Step]:
        if source not in self.trusted:
            return []
        return [Remove(document.id) for document in self._old[source].documents]

    def _count(self, source: str, known: Mapping[str, Any]) -> None:
        old = self._old.get(source)
        if old is None:
            self.added += 1
        elif old.known and all(old.known.get(key) == known.get(key) for key in ("sha256", "settings")):
            self.unchanged_count += 1
        else:
            self.changed += 1

    def _document(self, source: str, minutes: Minutes, text: str) -> Document:
        moved = self._movable.pop(text, None) if source not in self._old else None
        return Document(moved[0], text, moved[1]) if moved else Document(minutes.id, text)

    def _texts_of_gone_files(self) -> dict[str, tuple[str, str]]:
        """For each text whose file is gone: its id, and the source that this id was made from."""
        gone: dict[str, tuple[str, str]] = {}
        for source, entry in sorted(self._old.items()):
            if entry.origin == "folder" and source not in self._listed:
                for document in entry.documents:
                    made_from = document.kept_from or source
                    if made_from not in self._listed:
                        gone.setdefault(document.fingerprint, (document.id, made_from))
        return gone

    def _is_contested(self, entry: Entry) -> bool:
        return any(document.kept_from in self._listed for document in entry.documents if document.kept_from)
