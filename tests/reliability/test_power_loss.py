"""R3: when the power goes, whatever was not synced is lost; the previous generation opens all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest

from searchlib.generations import files
from tests.reliability.toy_index import publish, version_seen

Loss = Literal["gone", "cut", "zeroed"]


class PowerLoss(BaseException):
    """The machine stops; nothing of ours can catch this."""


class LosingDisk:
    """Knows what is safe on disk: contents and names that were synced. At `point` the power goes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, index: Path, point: int) -> None:
        self._left = point
        self.contents = set(_tree(index))
        self.names = set(_tree(index))
        # Moves that may be forgotten: the new name, the old one, and what lay at the new name before.
        self.moves: list[tuple[Path, Path, bytes | None]] = []
        for name in ("make_folder", "write_synced", "sync_file", "sync_folder", "replace", "remove"):
            monkeypatch.setattr(files, name, self._watched(getattr(self, f"_after_{name}"), getattr(files, name)))

    def _watched(self, after: Callable[..., None], operation: Callable[..., None]) -> Callable[..., None]:
        def run(*paths: Path) -> None:
            if self._left == 0:
                raise PowerLoss
            self._left -= 1
            before = (
                paths[1].read_bytes() if len(paths) > 1 and isinstance(paths[1], Path) and paths[1].is_file() else None
            )
            operation(*paths)
            after(*paths) if before is None else after(*paths, before)

        return run

    def _after_make_folder(self, path: Path) -> None:
        pass

    def _after_write_synced(self, path: Path, data: bytes) -> None:
        self.contents.add(path)

    def _after_sync_file(self, path: Path) -> None:
        self.contents.add(path)

    def _after_sync_folder(self, folder: Path) -> None:
        self.names |= set(folder.iterdir())
        self.moves = [move for move in self.moves if move[0].parent != folder]

    def _after_replace(self, old: Path, new: Path, before: bytes | None = None) -> None:
        self.contents = {_moved(path, old, new) for path in self.contents}
        self.names = {_moved(path, old, new) for path in self.names}
        self.moves.append((new, old, before))

    def _after_remove(self, path: Path) -> None:
        pass

    def lose(self, index: Path, loss: Loss, forget_moves: bool) -> None:
        """Bring the folder into a state in which it may be found after the power came back."""
        for path in [path for path in _tree(index) if path.is_file()]:
            if path.name == "writing.lock":
                continue
            if path not in self.contents:
                _spoil(path, loss)
            elif path not in self.names and loss == "gone":
                path.unlink()
        for new, old, before in reversed(self.moves if forget_moves else []):
            if new.exists():
                new.rename(old)
            if before is not None:
                new.write_bytes(before)


def _tree(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*"))


def _moved(path: Path, old: Path, new: Path) -> Path:
    return new / path.relative_to(old) if path.is_relative_to(old) else path


def _spoil(path: Path, loss: Loss) -> None:
    data = path.read_bytes()
    if loss == "gone":
        path.unlink()
    else:
        path.write_bytes(data[: len(data) // 2] if loss == "cut" else bytes(len(data)))


@pytest.mark.parametrize("forget_moves", [True, False])
@pytest.mark.parametrize("loss", ["gone", "cut", "zeroed"])
@pytest.mark.parametrize("point", range(27))
def test_after_a_power_loss_the_old_index_opens_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loss: Loss, forget_moves: bool, point: int
) -> None:
    publish(tmp_path, 1)
    with monkeypatch.context() as losing:
        disk = LosingDisk(losing, tmp_path, point)
        published = _publish_until_the_power_goes(tmp_path)
    disk.lose(tmp_path, loss, forget_moves)
    assert version_seen(tmp_path) in ((2,) if published else (1, 2))
    publish(tmp_path, 3)
    assert version_seen(tmp_path) == 3


def _publish_until_the_power_goes(index: Path) -> bool:
    try:
        publish(index, 2)
    except PowerLoss:
        return False
    return True


def test_the_losing_disk_would_notice_a_pointer_flipped_too_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A control: without the sync of files, the same loss destroys the index."""
    publish(tmp_path, 1)
    with monkeypatch.context() as losing:
        disk = LosingDisk(losing, tmp_path, 1000)
        losing.setattr(files, "sync_file", lambda path: None)
        publish(tmp_path, 2)
    disk.lose(tmp_path, "cut", forget_moves=False)
    with pytest.raises(Exception, match="damaged"):
        version_seen(tmp_path)
