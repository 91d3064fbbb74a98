"""The compiled lexicon: a file that is mapped into memory and answers without being read through.

Little-endian. After the header, which holds the fingerprint of what it was made from, seven sections:

    starts    for each bucket of the hash table the number of its first form
    offsets   where each form begins in `forms`, and where the last one ends
    records   for each form its properties (lower 8 bits) and its lemmas (the rest): the number of the one
              lemma, or, with SEVERAL set, a place in `lists`
    lists     a count, then so many numbers of lemmas
    begins    the forms that may begin a compound, sorted, a line each
    middles   those that may stand in the middle of one
    forms     all forms in UTF-8, in the order of their buckets

A form's bucket is the upper bits of its CRC-32, so that the same forms give the same file on every machine.
"""

from __future__ import annotations

import struct
from typing import Final

MAGIC: Final = b"SVLEX\x00\x00\x02"
HEADER: Final = struct.Struct("<8s16s8I")
BUCKET_BITS: Final = 20
PROPERTY_BITS: Final = 8
SEVERAL: Final = 1 << 31
