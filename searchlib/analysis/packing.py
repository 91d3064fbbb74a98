"""Writing the file of a compiled lexicon, whose format stands in `compiled`."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Mapping
from itertools import accumulate

import numpy as np

from searchlib.analysis.compiled import BUCKET_BITS, HEADER, MAGIC, PROPERTY_BITS, SEVERAL
from searchlib.analysis.hunspell import BEGIN, MIDDLE

Entries = Mapping[str, tuple[int, tuple[str, ...]]]


def pack(entries: Entries, fingerprint: str) -> bytes:
    """The file of a lexicon: form → properties and lemmas. Every lemma must be a form.

    Raises OverflowError past 4 million forms.
    """
    encoded = [form.encode() for form in entries]
    hashes = np.fromiter((zlib.crc32(form) for form in encoded), dtype=np.uint32, count=len(encoded))
    order = np.argsort(hashes, kind="stable")
    if len(encoded) >> 22:
        raise OverflowError(f"{len(encoded)} forms are too many for a lexicon")
    buckets = hashes[order] >> (32 - BUCKET_BITS)
    starts = np.searchsorted(buckets, np.arange((1 << BUCKET_BITS) + 1)).astype("<u4")
    ranked = order.tolist()
    numbers = np.empty(len(encoded), dtype=np.int64)
    numbers[order] = np.arange(len(encoded))
    records, lists = _records(entries, dict(zip(entries, numbers.tolist(), strict=True)), ranked)
    forms = [encoded[i] for i in ranked]
    offsets = np.fromiter(accumulate(map(len, forms), initial=0), dtype="<u4", count=len(forms) + 1)
    parts = [_listed(entries, BEGIN), _listed(entries, MIDDLE)]
    sections = [starts.tobytes(), offsets.tobytes(), records, lists, *parts, b"".join(forms)]
    return HEADER.pack(MAGIC, fingerprint.encode(), len(forms), *map(len, sections)) + b"".join(sections)


def _listed(entries: Entries, flag: int) -> bytes:
    return "\n".join(sorted(form for form, (properties, _) in entries.items() if properties & flag)).encode()


def _records(entries: Entries, numbers: dict[str, int], ranked: list[int]) -> tuple[bytes, bytes]:
    records = np.empty(len(entries), dtype="<u4")
    lists = array("I")
    for i, (properties, lemmas) in enumerate(entries.values()):
        if len(lemmas) == 1:
            reference = numbers[lemmas[0]]
        else:
            reference = len(lists) | (SEVERAL >> PROPERTY_BITS)
            lists.append(len(lemmas))
            lists.extend(numbers[lemma] for lemma in lemmas)
        records[i] = reference << PROPERTY_BITS | properties
    return records[ranked].tobytes(), np.asarray(lists, dtype="<u4").tobytes()
