"""Making the next generation of an index: from a corpus folder, from minutes, or by taking some away."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterable, Sized
from dataclasses import asdict, fields
from operator import attrgetter
from pathlib import Path

from searchlib.admission import admitted
from searchlib.catalog import Catalog, Document, Entry
from searchlib.documents import Minutes
from searchlib.drafting import Drafting, drafting
from searchlib.errors import DuplicateSource, UnreadableFile
from searchlib.generations import current
from searchlib.ledger import Add, Ledger, Remove, Step
from searchlib.opening import SYNONYMS_FILE
from searchlib.reports import Failure, OnProgress, Progress, Report
from searchlib.swedish import in_swedish

log = logging.getLogger(__name__)

_FIRST_SECONDS = 2
# What `repr` says of minutes: their fields in order, and no sections here.
_FIELDS = tuple(field.name for field in fields(Minutes))
_SAID = ", ".join("sections=()" if name == "sections" else f"{name}=%r" for name in _FIELDS)
_said = attrgetter(*(name for name in _FIELDS if name != "sections"))


def index_folder(
    corpus: Path, index: Path, *, full: bool, on_progress: OnProgress | None = None, jobs: int | None = None
) -> Report:
    """Bring the index up to date with a corpus folder; `full` reads and writes everything anew.

    Raises CorpusMissing and CorpusEmpty before anything is written; IndexLocked, IndexNotWritable,
    IndexDamaged and IndexOutdated (not with `full`), and InvalidSetting.
    """
    from searchlib.ingest.corpus import Failed, Known, Read, list_sources, read_corpus
    from searchlib.ingest.duplicates import text_fingerprint

    clock = _Clock(on_progress)
    listed = list_sources(corpus)
    failed: list[Failure] = []
    with drafting(index, full=full, jobs=jobs) as draft:
        ledger = Ledger(draft.old_catalog, listed, text_fingerprint, trust=not full)
        draft.take(ledger.begin())
        known = {source: Known(**state) for source, state in ledger.trusted.items()}
        for outcome in read_corpus(corpus, known=known, jobs=jobs, on_progress=clock.tick):
            if isinstance(outcome, Read):
                draft.take(ledger.read(outcome.source, outcome.minutes, asdict(outcome.known)))
            elif isinstance(outcome, Failed):
                failed.append(_failure(outcome.source, outcome.error))
                draft.take(ledger.failed(outcome.source))
            else:
                draft.take(ledger.unchanged(outcome.source, asdict(outcome.known)))
        draft.finish(ledger.catalog(), corpus / SYNONYMS_FILE)
    read = ledger.added + ledger.changed + ledger.unchanged_count
    counts = (read, 0, 0, 0) if full else (ledger.added, ledger.changed, ledger.removed, ledger.unchanged_count)
    return _report(counts, tuple(failed), clock, draft)


def index_minutes(
    minutes: Iterable[Minutes],
    index: Path,
    *,
    full: bool,
    on_progress: OnProgress | None = None,
    jobs: int | None = None,
) -> Report:
    """Add minutes, or replace those of the same source; `full` begins an index with nothing else in it.

    Raises DuplicateSource when one is given twice, then nothing has changed; and as `index_folder`.
    """
    clock = _Clock(on_progress)
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    with drafting(index, full=full, jobs=jobs) as draft:
        old = {} if full else dict(draft.old_catalog.entries)
        entries: dict[str, Entry] = {}
        seen: set[str] = set()
        total = len(minutes) if isinstance(minutes, Sized) else None
        for done, each in enumerate(map(admitted, minutes), start=1):
            if each.id in seen:
                raise DuplicateSource(each.source)
            seen.add(each.id)
            document = Document(each.id, _content_fingerprint(each))
            before = old.get(each.source)
            again = entries.get(each.source)
            if again is None:
                counts[_what_becomes_of(before, document)] += 1
            draft.take(_replacing(each, document, before if again is None else None))
            entries[each.source] = Entry("caller", (*(again.documents if again else ()), document))
            clock.tick(done, total, each.source)
        draft.finish(Catalog({**old, **entries}), None)
    return _report((counts["added"], counts["changed"], 0, counts["unchanged"]), (), clock, draft)


def remove_sources(index: Path, sources: Iterable[str]) -> Report:
    """Take the minutes of these sources out of the index; sources that it does not have are passed over.

    Raises IndexMissing, IndexLocked, IndexNotWritable, IndexDamaged, IndexOutdated.
    """
    clock = _Clock(None)
    # Before anything is made: taking away from an index that is not there leaves no folder behind.
    current(index)
    with drafting(index, full=False) as draft:
        old = draft.old_catalog.entries
        gone = {source: old[source] for source in sources if source in old}
        draft.take([Remove(document.id) for entry in gone.values() for document in entry.documents])
        draft.finish(Catalog({source: entry for source, entry in old.items() if source not in gone}), None)
    return _report((0, 0, len(gone), 0), (), clock, draft)


def _replacing(minutes: Minutes, document: Document, before: Entry | None) -> list[Step]:
    if before and before.documents == (document,):
        return []
    return [*(Remove(old.id) for old in (before.documents if before else ())), Add(minutes)]


def _what_becomes_of(before: Entry | None, document: Document) -> str:
    if before is None:
        return "added"
    return "unchanged" if before.documents == (document,) else "changed"


def _content_fingerprint(minutes: Minutes) -> str:
    """Changes with anything that minutes say. Texts go in as they are, the rest as Python writes it."""
    pieces = [_without_sections(minutes).encode("utf-8", "surrogatepass")]
    for one in minutes.sections:
        text = one.text.encode("utf-8", "surrogatepass")
        said = (one.id, one.number, one.position, one.heading, one.page, len(text))
        pieces += (repr(said).encode("utf-8", "surrogatepass"), text)
    return hashlib.blake2b(b"".join(pieces), digest_size=12).hexdigest()


def _without_sections(minutes: Minutes) -> str:
    """What `repr` says of the same minutes without sections, which need not be made for it."""
    return f"{type(minutes).__qualname__}({_SAID % _said(minutes)})"


def _failure(source: str, error: UnreadableFile) -> Failure:
    log.warning("not indexed: %s", error)
    return Failure(source, error.reason, in_swedish(error))


def _report(counts: tuple[int, int, int, int], failed: tuple[Failure, ...], clock: _Clock, draft: Drafting) -> Report:
    added, changed, removed, unchanged = counts
    return Report(
        added=added,
        changed=changed,
        removed=removed,
        unchanged=unchanged,
        failed=failed,
        seconds=clock.elapsed,
        meetings=draft.meetings,
        problems=draft.problems,
    )


class _Clock:
    """Tells how far a run is, and how long it will take if it goes on at this pace."""

    def __init__(self, on_progress: OnProgress | None) -> None:
        self._on_progress = on_progress
        self._start = time.monotonic()

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self._start

    def tick(self, done: int, total: int | None, source: str) -> None:
        if self._on_progress is None:
            return
        elapsed = self.elapsed
        # The first files tell nothing about the pace: processes are starting, and large files may lie first.
        told = total is not None and elapsed > _FIRST_SECONDS and done * 20 >= total
        remaining = elapsed / done * (total - done) if told and total is not None else None
        self._on_progress(Progress(done, total, source, elapsed, remaining))
