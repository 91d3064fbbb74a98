"""Making the next generation: one writer, a draft, and the one step that makes it current."""

from __future__ import annotations

import datetime
import errno
import hashlib
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from searchlib.errors import IndexDamaged, IndexLocked, IndexMissing, IndexNotWritable, SearchlibError
from searchlib.generations import files, locks
from searchlib.generations.held import current, read_whole
from searchlib.generations.manifest import (
    FORMAT_VERSION,
    MANIFEST,
    READERS,
    Manifest,
    StoredFile,
    list_files,
    read_manifest,
)
from searchlib.generations.pointer import GENERATION_NAME, Pointer, flip_pointer
from searchlib.generations.tidying import discard, remove_old_generations, sweep

HASHING_THREADS: Final = 4
WRITING_LOCK: Final = "writing.lock"
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)


class Draft:
    """The generation that a writer is making. Fill `folder`, close every file in it, then `publish`."""

    def __init__(self, index: Path, name: str) -> None:
        self._index = index
        self._name = name
        self.folder = index / f"draft-{name}"
        self.published: Manifest | None = None

    @property
    def previous(self) -> Path | None:
        """The folder of the current generation, to start from; None when there is none.

        It stays until `publish`. Files of it may be hard-linked into `folder` and must not be changed
        afterwards. Raises IndexDamaged, IndexOutdated: then only a new beginning helps.
        """
        try:
            folder = current(self._index)
        except IndexMissing:
            return None
        read_whole(folder)
        return folder

    def publish(self, fingerprint: str, details: Mapping[str, object]) -> Manifest:
        """Make the draft the current generation; old ones that no reader holds are removed.

        Raises IndexNotWritable; then the index is as it was. Only when the very last sync fails may
        readers see the new generation all the same; both are complete and stay.
        """
        with _not_writable(self._index):
            manifest = Manifest(
                name=self._name,
                built=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
                format_version=FORMAT_VERSION,
                fingerprint=fingerprint,
                files=self._store_files(),
                details=dict(details),
            )
            self._make_current(manifest)
        self.published = manifest
        remove_old_generations(self._index, keep=self._name)
        return manifest

    def _store_files(self) -> dict[str, StoredFile]:
        """Bring every file to disk, and describe it."""
        known = self._known_files()
        found = list_files(self.folder)
        linked = {name: known.get((status.st_dev, status.st_ino)) for name, status in found.items()}
        stored = {name: same for name, same in linked.items() if same and same.size == found[name].st_size}
        fresh = [name for name in found if name not in stored]
        for name in fresh:
            files.sync_file(self.folder / name)
        # Hashing lets other threads run, and half a gigabyte takes a core one second.
        with ThreadPoolExecutor(HASHING_THREADS) as pool:
            hashes = pool.map(files.sha256, [self.folder / name for name in fresh])
            stored |= {
                name: StoredFile(found[name].st_size, sha256) for name, sha256 in zip(fresh, hashes, strict=True)
            }
        return stored

    def _known_files(self) -> dict[tuple[int, int], StoredFile]:
        """The previous generation's files by what the system knows them as, to recognise hard links.

        A link is the very file that was synced and hashed before. Its old hash is kept, not made anew:
        had the content gone bad since, a new hash would hide it from `verify` for ever.
        """
        try:
            previous = current(self._index)
            stored, found = read_manifest(previous).files, list_files(previous)
        except (SearchlibError, OSError):
            return {}
        linked = {name: status for name, status in found.items() if status.st_nlink > 1 and name in stored}
        return {(status.st_dev, status.st_ino): stored[name] for name, status in linked.items()}

    def _make_current(self, manifest: Manifest) -> None:
        """Each step begins only when what the one before wrote is on disk."""
        data = manifest.to_json()
        files.write_synced(self.folder / MANIFEST, data)
        files.write_synced(self.folder / READERS, b"")
        for folder in _folders(self.folder):
            files.sync_folder(folder)
        files.replace(self.folder, self._index / self._name)
        files.sync_folder(self._index)
        flip_pointer(self._index, Pointer(self._name, hashlib.sha256(data).hexdigest()))


@contextmanager
def writing(index: Path) -> Iterator[Draft]:
    """Make the next generation: the only writer until the body ends, with a fresh and empty draft.

    Left without `publish`, the draft is thrown away and the index is as it was. Litter of runs that
    were killed is removed. Raises IndexLocked at once when another process or thread is writing, and
    IndexNotWritable when the disk is full or may not be written, in the body too.
    """
    with _not_writable(index), _alone(index):
        sweep(index)
        draft = Draft(index, _next_name(index))
        files.make_folder(draft.folder)
        try:
            yield draft
        finally:
            if draft.published is None:
                discard(draft.folder)


@contextmanager
def _alone(index: Path) -> Iterator[None]:
    files.make_folder(index)
    try:
        with locks.exclusive(index / WRITING_LOCK):
            yield
    except locks.HeldError as error:
        raise IndexLocked(str(index)) from error


@contextmanager
def _not_writable(index: Path) -> Iterator[None]:
    """Say IndexNotWritable where the system says that this index, or its disk, cannot be written."""
    try:
        yield
    except OSError as error:
        place = _place_within(error, index)
        no_room = error.errno in _NO_ROOM
        if place and not no_room and GENERATION_NAME.fullmatch(place[0]):
            raise IndexDamaged(str(index), f"{'/'.join(place)}: {error.strerror}") from error
        # An error about some other file, one of the corpus perhaps, is not ours to name.
        if no_room or place is not None:
            raise IndexNotWritable(str(index), error.strerror or str(error)) from error
        raise


def _place_within(error: OSError, index: Path) -> tuple[str, ...] | None:
    """The parts of the path that the error names, when it lies in the index."""
    if not isinstance(error.filename, str | os.PathLike):
        return None
    try:
        return Path(error.filename).absolute().relative_to(index.absolute()).parts
    except ValueError:
        return None


def _next_name(index: Path) -> str:
    """Numbers rise for ever; the time tells apart two indexes that were begun in the same place."""
    # Whatever bears a number counts, a remainder that could not be swept away too.
    numbers = [int(match[1]) for name in os.listdir(index) if (match := GENERATION_NAME.search(name))]
    now = datetime.datetime.now(datetime.UTC)
    return f"g{max(numbers, default=0) + 1:06d}-{now:%Y%m%dT%H%M%SZ}"


def _folders(folder: Path) -> list[Path]:
    """The folder and all below it, the innermost first."""
    below = [path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink()]
    return [*sorted(below, key=lambda path: len(path.parts), reverse=True), folder]
