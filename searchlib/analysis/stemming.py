"""Snowball's Swedish stemmer, for words that no dictionary knows and for the ranking of parts.

http://snowballstem.org/algorithms/swedish/stemmer.html
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from zlib import crc32

import snowballstemmer

_local = threading.local()


def stem(form: str) -> str:
    """The stem of a lower-case form; the form itself when nothing is left of it."""
    root: str = _stemmer().stemWord(form)
    return root or form


def stemmer_fingerprint(samples: Iterable[str]) -> str:
    """Eight hexadecimal digits that change when another version of the stemmer treats one of the samples otherwise."""
    return f"{crc32(' '.join(stem(form) for form in sorted(samples)).encode()):08x}"


def _stemmer() -> snowballstemmer.stemmer:
    """One stemmer for each thread: PyStemmer's objects must not be shared."""
    try:
        return _local.stemmer
    except AttributeError:
        stemmer = snowballstemmer.stemmer("swedish")
        # PyStemmer's own cache takes longer to look into than stemming takes.
        if hasattr(stemmer, "maxCacheSize"):
            stemmer.maxCacheSize = 0
        _local.stemmer = stemmer
        return stemmer
