"""The server changes over to a new generation, and never pulls the old one from under an answer."""

from __future__ import annotations

import logging
import threading

import pytest

from searchlib.errors import IndexDamaged, IndexMissing
from tests.webui.fake import FakeIndex
from webui.current import LOOK_AGAIN_AFTER, CurrentIndex


class Clock:
    """A clock that a test moves."""

    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_a_new_generation_is_noticed_after_a_second_and_not_before(clock):
    old, new = FakeIndex(name="old"), FakeIndex(name="new")
    current = CurrentIndex(lambda: old, clock)
    with current.borrowed() as index:
        assert index is old
    old.newest = new
    clock.now += LOOK_AGAIN_AFTER / 2
    with current.borrowed() as index:
        assert index is old
    clock.now += LOOK_AGAIN_AFTER
    with current.borrowed() as index:
        assert index is new
    assert old.closed
    assert not new.closed


def test_the_old_generation_stays_open_until_its_last_reader_is_done(clock):
    old = FakeIndex(name="old")
    current = CurrentIndex(lambda: old, clock)
    with current.borrowed() as first, current.borrowed() as second:
        assert first is second is old
        old.newest = FakeIndex(name="new")
        clock.now += LOOK_AGAIN_AFTER
        with current.borrowed() as third:
            assert third is old.newest
        assert not old.closed
    assert old.closed


@pytest.mark.parametrize("fault", [IndexDamaged("index", "cut off"), IndexMissing("index"), PermissionError("busy")])
def test_a_new_generation_that_cannot_be_opened_leaves_the_old_one_answering(clock, caplog, fault):
    old = FakeIndex(name="old")
    current = CurrentIndex(lambda: old, clock)
    with current.borrowed():
        pass
    old.newest = fault
    clock.now += LOOK_AGAIN_AFTER
    with caplog.at_level(logging.WARNING), current.borrowed() as index:
        assert index is old
    assert "keeping generation old" in caplog.text
    assert not old.closed


def test_an_index_that_comes_later_is_found(clock):
    waiting = [IndexMissing("index"), FakeIndex()]

    def open_index():
        found = waiting.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    current = CurrentIndex(open_index, clock)
    with pytest.raises(IndexMissing), current.borrowed():
        pass
    with current.borrowed() as index:
        assert isinstance(index, FakeIndex)


def test_closing_waits_for_readers(clock):
    index = FakeIndex()
    current = CurrentIndex(lambda: index, clock)
    with current.borrowed():
        current.close()
        assert not index.closed
    assert index.closed


def test_a_reader_that_fails_gives_the_index_back(clock):
    index = FakeIndex()
    current = CurrentIndex(lambda: index, clock)
    with pytest.raises(ZeroDivisionError), current.borrowed():
        raise ZeroDivisionError
    current.close()
    assert index.closed


def test_what_was_never_opened_can_be_closed(clock):
    opened = []
    CurrentIndex(lambda: opened.append(1), clock).close()
    assert not opened


def test_nobody_is_ever_lent_a_closed_index(clock):
    first = FakeIndex(name="0")
    current = CurrentIndex(lambda: first, clock)
    closed_while_lent = []

    def read_on():
        for _ in range(200):
            with current.borrowed() as index:
                closed_while_lent.append(index.closed)

    readers = [threading.Thread(target=read_on) for _ in range(6)]
    for reader in readers:
        reader.start()
    newest = first
    for number in range(1, 20):
        newest.newest = FakeIndex(name=str(number))
        newest = newest.newest
        clock.now += LOOK_AGAIN_AFTER
    for reader in readers:
        reader.join()
    assert len(closed_while_lent) == 1200
    assert not any(closed_while_lent)


def test_a_generation_that_nobody_waits_for_any_more_is_closed_again(clock):
    old, new = FakeIndex(name="old"), FakeIndex(name="new")
    current = CurrentIndex(lambda: old, clock)
    with current.borrowed():
        pass
    old.newest = new
    # While the new generation is being opened, the application is closed.
    old.refresh = lambda: current.close() or new
    clock.now += LOOK_AGAIN_AFTER
    with current.borrowed() as index:
        assert index is old
    assert new.closed
