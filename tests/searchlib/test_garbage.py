"""Cycles are looked for rarely while something asks for that, and as before afterwards."""

import gc

import pytest

from searchlib.garbage import rare_collections


@pytest.fixture(autouse=True)
def _as_usual():
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_afterwards_everything_is_as_it_was():
    gc.set_threshold(700, 10, 10)
    with rare_collections():
        assert gc.get_threshold()[0] > 100_000
    assert gc.get_threshold() == (700, 10, 10)


def test_the_last_one_to_end_restores_it():
    gc.set_threshold(700, 10, 10)
    first, second = rare_collections(), rare_collections()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.get_threshold()[0] > 100_000
    second.__exit__(None, None, None)
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("chosen", [(0, 0, 0), (1_000_000, 10, 10)])
def test_a_program_that_made_it_rarer_keeps_that(chosen):
    gc.set_threshold(*chosen)
    with rare_collections():
        assert gc.get_threshold() == chosen
