"""The word lists that lie beside this module: words between white space, `#` begins a comment."""

from __future__ import annotations

from importlib import resources


def read_words(*names: str) -> frozenset[str]:
    """All words of the lists `names` together."""
    return frozenset(word for name in names for line in read_lines(name) for word in line.split())


def read_pairs(name: str) -> dict[str, str]:
    """The words of a list of `word=other`; a word without another stands for itself."""
    pairs = (word.partition("=") for word in sorted(read_words(name)))
    return {word: other or word for word, _, other in pairs}


def read_lines(name: str) -> list[str]:
    """The lines of the list `name` without comments and without blank lines."""
    lines = (line.partition("#")[0].strip() for line in read_text(name).splitlines())
    return [line for line in lines if line]


def read_text(name: str) -> str:
    """The whole text of the list `name`."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8-sig")
