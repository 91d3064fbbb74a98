"""The spelling of a word without å, ä, ö, é …: what somebody types who has no such keys.

Used as a fallback at query time only, never as the form in the index: låg and lag are two words.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_COMMON: Final = str.maketrans("åäöéèêëüøáàâíóúñçÅÄÖÉ", "aaoeeeeuoaaaiouncAAOE")


def fold(form: str) -> str:
    """The form with every letter's marks taken away: `överenskommelse` → `overenskommelse`."""
    if form.isascii():
        return form
    plain = form.translate(_COMMON)
    if plain.isascii():
        return plain
    return "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))
