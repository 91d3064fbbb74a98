"""Letters without their marks, for text typed on a keyboard that lacks å, ä and ö."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_WHOLE = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})


@lru_cache(1 << 12)
def _marked(character: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", character) if not unicodedata.combining(sign))


def fold(form: str) -> str:
    """The form without marks: å and ä become a, ö becomes o, é becomes e. Forms without marks are returned as is."""
    if form.isascii():
        return form
    return "".join(map(_marked, form.translate(_WHOLE)))
