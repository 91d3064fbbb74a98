"""Every error has a Swedish sentence of its own."""

import inspect

import pytest

from searchlib import errors
from searchlib.swedish import in_swedish

EXAMPLES = {
    "path": "index",
    "source": "2015/möte.txt",
    "reason": "x",
    "where": "corpus.toml",
    "size": 9_000_000,
    "limit": 5_000_000,
    "format_name": "zip",
    "extra": "pdf",
    "found": "1",
    "expected": "2",
    "minutes_id": "abc",
    "what": "characters",
    "name": "sort",
    "value": "x",
    "looked_in": ("a",),
    "pages": 9,
}
SITUATIONS = [
    cls
    for _, cls in inspect.getmembers(errors, inspect.isclass)
    if issubclass(cls, errors.SearchlibError) and cls not in (errors.SearchlibError, errors.UnreadableFile)
]


def example(cls):
    wanted = list(inspect.signature(cls.__init__).parameters)[1:]
    return cls(*[EXAMPLES[name] for name in wanted if name in EXAMPLES])


@pytest.mark.parametrize("cls", SITUATIONS, ids=lambda cls: cls.__name__)
def test_every_error_is_said_in_swedish_with_its_data(cls):
    said = in_swedish(example(cls))
    assert said != in_swedish(RuntimeError("x"))
    assert said != in_swedish(errors.UnreadableFile("2015/möte.txt", "x"))
    assert said[0].isupper() or said.startswith("2015/")


@pytest.mark.parametrize("cls", SITUATIONS, ids=lambda cls: cls.__name__)
def test_every_error_has_a_remedy(cls):
    assert example(cls).remedy


def test_an_unknown_error_shows_no_internals():
    assert "hemligt" not in in_swedish(RuntimeError("hemligt"))
