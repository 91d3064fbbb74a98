"""The books of a run: an update by any path ends where a rebuild ends, and ids last."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from searchlib.catalog import Catalog
from searchlib.documents import MeetingDate, Minutes, Section, minutes_id
from searchlib.ledger import Ledger, Remove


def minutes_with(source, text):
    section = Section("s", None, 0, None, text)
    return Minutes(minutes_id(source), (source,), source, None, None, MeetingDate.unknown(), (section,))


def text_of(minutes):
    return minutes.sections[0].text


def run(catalog, index, files):
    """One run over `files` (source → text, None for one that fails) on an index kept as id → text."""
    ledger = Ledger(catalog, files, text_of)
    index = dict(index)

    def take(steps):
        for step in steps:
            if isinstance(step, Remove):
                del index[step.id]
            else:
                assert step.minutes.id not in index
                index[step.minutes.id] = text_of(step.minutes)

    take(ledger.begin())
    for source, text in sorted(files.items()):
        known = {"sha256": text, "settings": ""}
        if text is None:
            take(ledger.failed(source))
        elif ledger.trusted.get(source) == known:
            take(ledger.unchanged(source, known))
        else:
            take(ledger.read(source, [minutes_with(source, text)], known))
    return ledger, ledger.catalog(), index


def test_a_new_changed_and_vanished_file_are_counted():
    _, catalog, index = run(Catalog(), {}, {"a": "1", "b": "2", "c": "3"})
    ledger, catalog, index = run(catalog, index, {"a": "1", "b": "20", "d": "4"})
    assert (ledger.added, ledger.changed, ledger.removed, ledger.unchanged_count) == (1, 1, 1, 1)
    assert sorted(index.values()) == ["1", "20", "4"]


def test_a_file_moved_unchanged_keeps_its_id():
    _, catalog, index = run(Catalog(), {}, {"a": "1"})
    _, catalog, index = run(catalog, index, {"b": "1"})
    assert index == {minutes_id("a"): "1"}
    _, catalog, index = run(catalog, index, {"c": "1"})
    assert index == {minutes_id("a"): "1"}
    assert catalog.sources_by_id() == {minutes_id("a"): ("c",)}


def test_a_name_that_is_used_again_gets_its_own_id_back():
    _, catalog, index = run(Catalog(), {}, {"b": "1"})
    _, catalog, index = run(catalog, index, {"z": "1"})
    _, catalog, index = run(catalog, index, {"b": "2", "z": "1"})
    assert index == {minutes_id("b"): "2", minutes_id("z"): "1"}


def test_the_same_text_is_one_minutes_with_the_id_of_the_first_path():
    _, catalog, index = run(Catalog(), {}, {"b": "1"})
    _, catalog, index = run(catalog, index, {"a": "1", "b": "1"})
    assert index == {minutes_id("a"): "1"}
    assert catalog.sources_by_id() == {minutes_id("a"): ("a", "b")}


def test_a_copy_outlives_its_original():
    _, catalog, index = run(Catalog(), {}, {"a": "1", "b": "1"})
    _, catalog, index = run(catalog, index, {"b": "1"})
    assert list(index.values()) == ["1"]
    assert list(catalog.sources_by_id().values()) == [("b",)]


def test_a_file_that_fails_now_leaves_nothing_behind():
    _, catalog, index = run(Catalog(), {}, {"a": "1", "b": "2"})
    _, catalog, index = run(catalog, index, {"a": None, "b": "2"})
    assert list(index.values()) == ["2"]


def test_what_a_caller_added_is_left_alone_unless_a_file_has_its_name():
    _, catalog, index = run(Catalog(), {}, {"a": "1"})
    entries = {s: replace(entry, origin="caller", known=None) for s, entry in catalog.entries.items()}
    _, kept, _ = run(Catalog(entries), index, {"b": "2"})
    assert sorted(kept.entries) == ["a", "b"]
    _, _, index_replaced = run(Catalog(entries), index, {"a": "9"})
    assert index_replaced == {minutes_id("a"): "9"}


def test_the_catalog_survives_being_written(tmp_path):
    _, catalog, _ = run(Catalog(), {}, {"a": "1", "å": "1", "c": "3"})
    catalog.save(tmp_path)
    assert Catalog.load(tmp_path) == catalog


FOLDERS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["1", "2", "3", None]), max_size=6)


@given(st.lists(FOLDERS, min_size=1, max_size=6))
def test_any_history_ends_with_what_a_rebuild_would_hold(history):
    catalog, index = Catalog(), {}
    for files in history:
        _, catalog, index = run(catalog, index, files)
    _, fresh_catalog, fresh = run(Catalog(), {}, history[-1])
    assert sorted(index.values()) == sorted(fresh.values())
    assert sorted(catalog.sources_by_id().values()) == sorted(fresh_catalog.sources_by_id().values())
    assert {document.id for entry in catalog.entries.values() for document in entry.documents} == set(index)


@given(FOLDERS)
def test_a_second_run_over_the_same_files_changes_nothing(files):
    _, catalog, index = run(Catalog(), {}, files)
    ledger, again, same = run(catalog, index, files)
    assert same == index
    assert again == catalog
    assert (ledger.added, ledger.changed, ledger.removed) == (0, 0, 0)
