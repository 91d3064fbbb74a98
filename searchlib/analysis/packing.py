"""Writing the file of a compiled lexicon, whose format stands in `compiled`."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Mapping
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from searchlib.analysis.compiled import BUCKET_BITS, HEADER, MAGIC, PROPERTY_BITS, SEVERAL
from searchlib.analysis.hunspell import BEGIN, MIDDLE

Properties = Mapping[str, int]
Lemmas = Mapping[str, tuple[str, ...]]


def pack(properties: Properties, lemmas: Lemmas, fingerprint: str) -> bytes:
    """The file of a lexicon. Both mappings have the same forms, and every lemma is one of them.

    Raises OverflowError past 4 million forms.
    """
    if len(properties) >> 22:
        raise OverflowError(f"{len(properties)} forms are too many for a lexicon")
    # Millions of forms: their encoded bytes are made twice, and never all of them held.
    hashes = np.fromiter((zlib.crc32(form.encode()) for form in properties), dtype=np.uint32, count=len(properties))
    order = np.argsort(hashes, kind="stable")
    starts = np.searchsorted(hashes[order] >> (32 - BUCKET_BITS), np.arange((1 << BUCKET_BITS) + 1)).astype("<u4")
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    records, lists = _records(properties, lemmas, _lemma_ranks(properties, lemmas, ranks))
    ordered = _ordered(properties, order)
    lengths = (len(form.encode()) for form in ordered)
    offsets = np.fromiter(accumulate(lengths, initial=0), dtype="<u4", count=len(ordered) + 1)
    parts = [_listed(properties, BEGIN), _listed(properties, MIDDLE)]
    sections = [starts.tobytes(), offsets.tobytes(), records[order].tobytes(), lists, *parts, "".join(ordered).encode()]
    return HEADER.pack(MAGIC, fingerprint.encode(), len(ordered), *map(len, sections)) + b"".join(sections)


def _ordered(properties: Properties, order: NDArray[np.int64]) -> list[str]:
    forms = list(properties)
    return [forms[place] for place in order.data]


def _lemma_ranks(properties: Properties, lemmas: Lemmas, ranks: NDArray[np.int64]) -> dict[str, int]:
    """The number of every form that is a lemma."""
    wanted = {lemma for own in lemmas.values() for lemma in own}
    return {form: rank for form, rank in zip(properties, ranks.data, strict=True) if form in wanted}


def _listed(properties: Properties, flag: int) -> bytes:
    return "\n".join(sorted(form for form, has in properties.items() if has & flag)).encode()


def _records(properties: Properties, lemmas: Lemmas, ranks: Mapping[str, int]) -> tuple[NDArray[np.uint32], bytes]:
    """The records in the order of `properties`, and the lists that some of them point to."""
    records = array("I")
    lists = array("I")
    for form, has in properties.items():
        own = lemmas[form]
        if len(own) == 1:
            reference = ranks[own[0]]
        else:
            reference = len(lists) | (SEVERAL >> PROPERTY_BITS)
            lists.append(len(own))
            lists.extend(ranks[lemma] for lemma in own)
        records.append(reference << PROPERTY_BITS | has)
    return np.asarray(records, dtype="<u4"), np.asarray(lists, dtype="<u4").tobytes()
