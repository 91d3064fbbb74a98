"""The engines that ours is measured against, on whole documents; one file an engine, each as its documentation has it.

An engine is imported when it is asked for, so that none pays for another in time or memory.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from tests.benchmarks.peers.base import Peer

PEERS = {"tantivy": "Tantivy", "fts5": "Fts5", "xapian": "Xapian", "bm25s": "Bm25s", "whoosh": "PlainWhoosh"}


def engine(name: str) -> Peer:
    """The engine of this name, `ours` among them."""
    module, made = ("tests.benchmarks.ours", "Ours") if name == "ours" else (f"{__name__}.{name}", PEERS[name])
    return cast(Peer, getattr(import_module(module), made)())


def installed(names: str) -> tuple[list[str], list[str]]:
    """Of the names with commas between: those whose engine is installed, and the others."""
    found: tuple[list[str], list[str]] = ([], [])
    for name in filter(None, names.split(",")):
        found[not _is_installed(name)].append(name)
    return found


def _is_installed(name: str) -> bool:
    try:
        engine(name).version()
    except ImportError:
        return False
    return True
