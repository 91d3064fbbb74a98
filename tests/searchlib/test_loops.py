"""The compiled loops are an addition: there when they can be, and never needed."""

import os

import pytest

from searchlib.loops import compiled


def test_a_switch_turns_them_off(monkeypatch):
    monkeypatch.setenv("SEARCHLIB_LOOPS", "0")
    assert compiled("postings") is None


def test_what_was_not_built_is_none():
    assert compiled("no_such_loop") is None


@pytest.mark.skipif("CI_BROWSER" not in os.environ, reason="only CI must have a compiler")
@pytest.mark.parametrize("name", ["bonds", "chunks", "compounds", "cues", "lexicon", "postings", "signs", "terms"])
def test_ci_has_built_them(name, monkeypatch):
    monkeypatch.delenv("SEARCHLIB_LOOPS", raising=False)
    assert compiled(name) is not None
