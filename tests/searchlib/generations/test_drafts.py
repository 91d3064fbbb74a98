from __future__ import annotations

import errno
import os
import re
import sys
from pathlib import Path

import pytest

from searchlib.errors import IndexDamaged, IndexMissing, IndexNotWritable, IndexOutdated
from searchlib.generations import check_format, current, current_name, files, read_manifest, reading, verify, writing
from tests.reliability.toy_index import NAMES, content, fill, litter, publish, version_seen


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "there" / "index"


def test_a_published_draft_is_the_current_generation(index: Path) -> None:
    with writing(index) as draft:
        fill(draft.folder, 1)
        manifest = draft.publish("analysis 1", {"version": 1, "å": [None, 2.5]})
    assert current(index) == index / manifest.name
    assert current_name(index) == manifest.name
    assert read_manifest(current(index)) == manifest
    assert set(manifest.files) == set(NAMES)
    assert (manifest.fingerprint, manifest.details) == ("analysis 1", {"version": 1, "å": [None, 2.5]})
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", manifest.built)
    assert (verify(current(index)), litter(index)) == ((), set())


def test_names_of_generations_rise(index: Path) -> None:
    names = []
    for version in range(3):
        publish(index, version)
        names.append(current_name(index))
    assert names == sorted(set(names))
    assert [name[:8] for name in names] == ["g000001-", "g000002-", "g000003-"]


def test_the_old_generation_goes_when_nobody_reads_it(index: Path) -> None:
    publish(index, 1)
    publish(index, 2)
    assert (version_seen(index), litter(index)) == (2, set())


def test_a_draft_that_is_not_published_leaves_the_index_as_it_was(index: Path) -> None:
    publish(index, 1)
    with writing(index) as draft:
        fill(draft.folder, 2)
    assert (version_seen(index), litter(index)) == (1, set())


def test_an_error_in_the_body_discards_the_draft_and_is_passed_on(index: Path) -> None:
    publish(index, 1)
    with pytest.raises(KeyError), writing(index) as draft:  # noqa: PT012
        fill(draft.folder, 2)
        raise KeyError
    assert (version_seen(index), litter(index)) == (1, set())


def test_a_first_draft_that_is_not_published_is_no_index(index: Path) -> None:
    with writing(index) as draft:
        assert draft.previous is None
    with pytest.raises(IndexMissing):
        current(index)


def test_a_draft_can_start_from_the_previous_generation(index: Path) -> None:
    publish(index, 1)
    with writing(index) as draft:
        assert draft.previous == current(index)
        assert list(draft.folder.iterdir()) == []


@pytest.mark.parametrize("name", ["segment0", "columns/dates", "manifest.json"])
def test_a_damaged_index_is_no_start_but_can_be_built_anew(index: Path, name: str) -> None:
    publish(index, 1)
    (current(index) / name).write_bytes(b"?")
    with writing(index) as draft:
        with pytest.raises(IndexDamaged):
            _ = draft.previous
        fill(draft.folder, 2)
        draft.publish("toy", {"version": 2})
    assert (version_seen(index), litter(index)) == (2, set())


def test_while_the_pointer_is_damaged_no_generation_is_removed(index: Path) -> None:
    publish(index, 1)
    name = current_name(index)
    pointer = (index / "CURRENT").read_text()
    (index / "CURRENT").write_text(pointer.replace("g000001", "g000007"))
    with writing(index) as draft:
        fill(draft.folder, 2)
    assert litter_beside(index) == {name}
    (index / "CURRENT").write_text(pointer)
    assert version_seen(index) == 1


def litter_beside(index: Path) -> set[str]:
    return {entry.name for entry in index.iterdir()} - {"CURRENT", "writing.lock"}


# Hard links.


def link_all(old: Path, new: Path) -> None:
    for name in NAMES:
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        os.link(old / name, new / name)


def test_linked_files_keep_their_hash_without_being_read(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(index, 1)
    before = read_manifest(current(index)).files
    read: list[str] = []
    with writing(index) as draft:
        assert draft.previous is not None
        link_all(draft.previous, draft.folder)
        (draft.folder / "new").write_bytes(b"new")
        monkeypatch.setattr(files, "sha256", lambda path: _note(path.name, read))
        manifest = draft.publish("toy", {"version": 1})
    assert {name: manifest.files[name] for name in NAMES} == before
    assert read == ["new"]
    monkeypatch.undo()
    assert verify(current(index)) == ("new",)


def _note(name: str, names: list[str]) -> str:
    names.append(name)
    return "0" * 64


def test_a_link_to_a_file_that_went_bad_is_not_hashed_anew(index: Path) -> None:
    big = b"x" * 100_000
    with writing(index) as draft:
        (draft.folder / "big").write_bytes(big)
        draft.publish("toy", {})
    (current(index) / "big").write_bytes(b"y" + big[1:])
    with writing(index) as draft:
        assert draft.previous is not None
        os.link(draft.previous / "big", draft.folder / "big")
        draft.publish("toy", {})
    assert verify(current(index)) == ("big",)


def test_a_linked_file_that_grew_is_hashed_anew(index: Path) -> None:
    publish(index, 1)
    with writing(index) as draft:
        assert draft.previous is not None
        link_all(draft.previous, draft.folder)
        with (draft.folder / "segment0").open("ab") as file:
            file.write(b"more")
        manifest = draft.publish("toy", {"version": 1})
    assert manifest.files["segment0"].size == len(content("segment0", 1)) + 4
    assert verify(current(index)) == ()


# What cannot be written.


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG])
def test_a_full_or_closed_disk_is_said_so_wherever_it_shows(index: Path, number: int) -> None:
    publish(index, 1)
    with pytest.raises(IndexNotWritable) as caught, writing(index):
        raise OSError(number, os.strerror(number))
    assert caught.value.reason == os.strerror(number)
    assert (version_seen(index), litter(index)) == (1, set())


def test_an_error_about_a_path_in_the_index_is_ours(index: Path) -> None:
    with pytest.raises(IndexNotWritable), writing(index) as draft:
        (draft.folder / "no folder" / "file").write_bytes(b"")


def test_an_error_about_the_previous_generation_means_damage(index: Path) -> None:
    publish(index, 1)
    with pytest.raises(IndexDamaged), writing(index) as draft:
        (current(index) / "gone").rename(draft.folder / "gone")


def test_an_error_about_another_file_is_passed_on(index: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), writing(index):
        (tmp_path / "corpus" / "gone.txt").read_bytes()


def test_a_file_in_the_place_of_the_index_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "index").write_bytes(b"")
    with pytest.raises(IndexNotWritable), writing(tmp_path / "index"):
        pass
    with pytest.raises(IndexMissing):
        reading(tmp_path / "index")


def test_other_files_in_the_folder_are_left_alone(index: Path) -> None:
    index.mkdir(parents=True)
    strange = [".gitignore", "draft-mine", "g1", "notes.txt"]
    for name in strange:
        (index / name).write_bytes(b"mine")
    publish(index, 1)
    publish(index, 2)
    assert litter(index) == set(strange)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_litter_that_is_a_link_goes_and_its_target_stays(index: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_bytes(b"")
    index.mkdir(parents=True)
    for name in ("draft-g000009-20260101T000000Z", "removed-g000008-20260101T000000Z"):
        (index / name).symlink_to(precious)
    publish(index, 1)
    assert (litter(index), list(precious.iterdir())) == (set(), [precious / "file"])


# Other versions.


def test_another_analysis_is_outdated(index: Path) -> None:
    publish(index, 1)
    manifest = read_manifest(current(index))
    check_format(manifest, "toy")
    with pytest.raises(IndexOutdated) as caught:
        check_format(manifest, "toy 2")
    assert "toy" in caught.value.found
    assert "toy 2" in caught.value.expected


@pytest.mark.parametrize("version", [0, 1, 99, "2", None])
def test_another_format_version_is_outdated_whatever_else_is_in_it(
    index: Path, monkeypatch: pytest.MonkeyPatch, version: object
) -> None:
    monkeypatch.setattr("searchlib.generations.drafts.FORMAT_VERSION", version)
    publish(index, 1)
    monkeypatch.undo()
    for ask in (reading, lambda place: read_manifest(current(place)), lambda place: verify(current(place))):
        with pytest.raises(IndexOutdated):
            ask(index)
    publish(index, 2)
    assert version_seen(index) == 2
