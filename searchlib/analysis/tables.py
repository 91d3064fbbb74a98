"""The hand-made word lists of the compound splitter, and what identifies all lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib import resources

from searchlib.analysis.wordlists import read_pairs, read_words


@dataclass(frozen=True, slots=True)
class CompoundTables:
    """What the dictionary does not know of compounds. Each list says in its head what it is for."""

    never: frozenset[str]
    suffixes: frozenset[str]
    joint_only: frozenset[str]
    short_tails: frozenset[str]
    simple_words: frozenset[str]
    surname_ends: frozenset[str]
    beginnings: dict[str, str]
    derivations: dict[str, str]


@cache
def compound_tables() -> CompoundTables:
    """The lists that ship with the package."""
    return CompoundTables(
        never=read_words("particles.txt", "stumps.txt"),
        suffixes=read_words("suffixes.txt"),
        joint_only=read_words("joint_only.txt"),
        short_tails=read_words("short_tails.txt"),
        simple_words=read_words("simple_words.txt"),
        surname_ends=read_words("surname_ends.txt"),
        beginnings=read_pairs("beginnings.txt"),
        derivations=read_pairs("derivations.txt"),
    )


@cache
def tables_fingerprint() -> str:
    """Eight hexadecimal digits that change with the content of any word list; synonyms are not analysis."""
    digest = blake2b(digest_size=4)
    folder = resources.files(__package__)
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".txt") and file.name != "synonymer.txt":
            digest.update(f"{file.name}\n{file.read_text(encoding='utf-8')}".encode())
    return digest.hexdigest()
