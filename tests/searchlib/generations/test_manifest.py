from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchlib.errors import IndexDamaged, IndexOutdated, SearchlibError
from searchlib.generations import FORMAT_VERSION, Manifest, StoredFile, current, current_name, read_manifest, reading
from searchlib.generations.manifest import MANIFEST
from tests.reliability.toy_index import publish

NAME = "g000001-20260101T000000Z"
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
plain_names = st.text("abcå_09", min_size=1, max_size=9)
manifests = st.builds(
    Manifest,
    name=st.just(NAME),
    built=st.text(),
    format_version=st.just(FORMAT_VERSION),
    fingerprint=st.text(),
    files=st.dictionaries(plain_names, st.builds(StoredFile, st.integers(0, 2**60), st.text("0123456789abcdef"))),
    details=st.dictionaries(st.text(), anything, max_size=3),
)
no_reset = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


def write(folder: Path, data: bytes) -> Path:
    place = folder / NAME
    place.mkdir(exist_ok=True)
    (place / MANIFEST).write_bytes(data)
    return place


@no_reset
@given(manifest=manifests)
def test_a_manifest_is_read_back_as_it_was_written(tmp_path: Path, manifest: Manifest) -> None:
    assert read_manifest(write(tmp_path, manifest.to_json())) == manifest


SOUND = {
    "name": NAME,
    "built": "",
    "format_version": FORMAT_VERSION,
    "fingerprint": "",
    "files": {"a": [1, "0"]},
    "details": {},
}


@pytest.mark.parametrize(
    "change",
    [
        {"name": "g000002-20260101T000000Z"},
        {"name": None},
        {"built": 5},
        {"fingerprint": ["x"]},
        {"files": []},
        {"files": {"a": 1}},
        {"files": {"a": [1]}},
        {"files": {"a": [-1, "0"]}},
        {"files": {"a": ["1", "0"]}},
        {"files": {"a": [1, 0]}},
        {"details": []},
        *(
            {"files": {evil: [1, "0"]}}
            for evil in (
                "../a",
                "/etc/passwd",
                "a/../../b",
                "C:\\x",
                "C:x",
                "a\\b",
                "a//b",
                "./a",
                "a/",
                "",
                ".",
                "a\0",
            )
        ),
    ],
)
def test_a_manifest_that_makes_no_sense_is_damage(tmp_path: Path, change: dict[str, object]) -> None:
    read_manifest(write(tmp_path, json.dumps(SOUND).encode()))
    with pytest.raises(IndexDamaged):
        read_manifest(write(tmp_path, json.dumps(SOUND | change).encode()))


@pytest.mark.parametrize("key", SOUND)
def test_a_manifest_without_one_of_its_keys_is_damage(tmp_path: Path, key: str) -> None:
    with pytest.raises(IndexDamaged):
        read_manifest(write(tmp_path, json.dumps({k: v for k, v in SOUND.items() if k != key}).encode()))


@pytest.mark.parametrize("data", [b"", b"{", b"null", b"[]", b"5", b'"x"', b"\xff\xfe", b"[" * 100_000, b"{}"])
def test_what_is_no_manifest_at_all_is_damage(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(IndexDamaged):
        read_manifest(write(tmp_path, data))


def test_an_older_or_newer_format_is_outdated_even_if_the_rest_is_strange(tmp_path: Path) -> None:
    with pytest.raises(IndexOutdated):
        read_manifest(write(tmp_path, b'{"format_version": 1, "documents": 5}'))


def test_a_manifest_beyond_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searchlib.generations.manifest.MANIFEST_LIMIT", 10)
    with pytest.raises(IndexDamaged):
        read_manifest(write(tmp_path, json.dumps(SOUND).encode()))


@no_reset
@given(data=st.binary(max_size=200))
def test_whatever_lies_in_manifest_or_pointer_only_our_errors_come_out(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(SearchlibError):
        read_manifest(write(tmp_path, data))
    (tmp_path / "CURRENT").write_bytes(data)
    for ask in (current, current_name):
        with pytest.raises(IndexDamaged):
            ask(tmp_path)


@pytest.mark.parametrize(
    "pointer",
    [
        "",
        "g000001-20260101T000000Z\n",
        "../../etc {hash}\n",
        "/etc {hash}\n",
        ". {hash}\n",
        "g000001-20260101T000000Z/../x {hash}\n",
        "g00000١-20260101T000000Z {hash}\n",
        "{name} {hash}",
        "{name} {hash}\n\n",
        "{name} {hash}\r\n",
        " {name} {hash}\n",
        "{name} " + "0" * 64 + "\n",
        "{name} " + "x" * 100_000,
    ],
)
def test_a_pointer_that_was_tampered_with_is_damage(tmp_path: Path, pointer: str) -> None:
    publish(tmp_path, 1)
    digest = (tmp_path / "CURRENT").read_text().split()[1]
    forged = pointer.replace("{name}", current_name(tmp_path)).replace("{hash}", digest)
    (tmp_path / "CURRENT").write_bytes(forged.encode())
    for ask in (current, reading):
        with pytest.raises(IndexDamaged):
            ask(tmp_path)


def test_a_pointer_that_is_a_folder_is_damage(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").mkdir()
    with pytest.raises(IndexDamaged):
        current(tmp_path)
