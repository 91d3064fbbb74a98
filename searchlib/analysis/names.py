"""A key under which the spellings of one Swedish name meet: Monika and Monica, Dalmo and Dahlmo.

Rules for the ways in which Swedish names are spelled differently and pronounced alike, applied in order. Each says
which letter a name must have for it, for that is asked in a tenth of the time.
"""

from __future__ import annotations

import re
from typing import Final

_RULES: Final = tuple(
    (letter, re.compile(pattern), replacement)
    for letter, pattern, replacement in (
        ("é", r"é", "e"),
        ("è", r"è", "e"),
        ("ê", r"ê", "e"),
        ("ü", r"ü", "y"),
        ("h", r"ph", "f"),  # Sophia, Sofia
        ("h", r"th", "t"),  # Elisabeth, Elisabet
        ("c", r"ck|ch", "k"),  # Christer, Krister
        ("q", r"q[uv]?", "kv"),  # Lundqvist, Lundquist, Lundkvist
        ("c", r"c(?=[eiy])", "s"),
        ("c", r"c", "k"),  # Carl, Karl
        ("w", r"w", "v"),  # Wallin, Vallin
        ("x", r"x", "ks"),  # Alexander, Aleksander
        ("z", r"z", "s"),
        ("h", r"(?<=.)h(?![aeiouyåäö])", ""),  # Dahl, Dal; John, Jon
        ("i", r"(?<=[aeo])i(?![aeiouyåäö])", "j"),  # Kai, Kaj
        ("y", r"(?<=[aeo])y(?![aeiouyåäö])", "j"),  # Kay, Kaj
        ("f", r"(?<=.)f", "v"),  # Gustaf, Gustav; Olof, Olov
        ("", r"(.)\1+", r"\1"),  # Andersson, Anderson
    )
)


def spelling_key(name: str) -> str:
    """The key of a name in small letters."""
    for letter, pattern, replacement in _RULES:
        if letter in name:
            name = pattern.sub(replacement, name)
    return name
