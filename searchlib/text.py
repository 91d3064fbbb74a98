"""One shape for all text: NFC, plain spaces, no soft hyphens, no glyphs that only a font understands.

Everything after this module may rely on it, and every offset in the library points into text that has passed it.
"""

from __future__ import annotations

import re
import unicodedata

from searchlib.loops import compiled

_BULLET = "•"
_SOFT_HYPHEN = "\u00ad"
_REPLACEMENT = "\ufffd"

# Symbol fonts put their signs at U+F000 and up. These are the ones word processors use for lists.
_FONT_BULLETS = "\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d\uf0a8\uf06e\uf071\uf0e0\uf0be\uf0d7"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LINE_ENDS = "\r\v\x1c\x1d\x1e\x85\u2028\u2029"

_SINGLE = (
    dict.fromkeys(_FONT_BULLETS, _BULLET) | dict.fromkeys(_SPACES, " ") | _LIGATURES | dict.fromkeys(_LINE_ENDS, "\n")
)
_REPLACEABLE = "[" + "".join(map(re.escape, _SINGLE)) + "\ue000-\uf8ff\ud800-\udfff\U000f0000-\U0010ffff]"
# Control characters, and the marks that steer display and never stand for anything said: zero-width
# spaces and joiners, the byte order mark, the marks of writing direction.
_INVISIBLE = "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"

_odd = re.compile(f"{_REPLACEABLE}|{_INVISIBLE}|\u00ad")
_ODD_IN_LATIN_1 = bytes(code for code in range(256) if _odd.match(chr(code)))
# What Swedish texts hold besides the letters and signs of Latin-1; none of it is odd or ever composed.
_COMMON = "–”’•−…‑“—─‘€"
_loop = compiled("signs")
# For the loop: a flag for every sign of Latin-1.
_ODD_FLAGS = bytes(_odd.match(chr(code)) is not None and chr(code) != _SOFT_HYPHEN for code in range(256))
# A text with more kinds of odd signs than this is gone through once, not once for each.
_FEW = 12
_invisible = re.compile(_INVISIBLE + "+")
_replaceable = re.compile("\r\n?|" + _REPLACEABLE)
# Without one of these, soft hyphens only go.
_before_space = re.compile("\u00ad[ \t\n]")
# `kultur\u00ad och fritid`: the hyphen of a shortened word that a program made soft.
_suspended = re.compile("\u00ad\u00ad*(?=[ \t]+(?:och|eller|samt|&)[ \t\n])")
# PDF text puts a space, or the line break, after the soft hyphen at which a word was broken.
_soft_hyphen = re.compile("\u00ad\u00ad*(?:[ \t]*+(?:\n[ \t]*+)?(?=[a-zåäöéü]))?")


def normalised(text: str) -> str:
    """The text in the one shape that the library works on; applying it twice changes nothing.

    Line breaks become `\\n`; tabs and form feeds stay. What only a lost font could tell becomes U+FFFD.
    """
    if is_plain(text):
        return _without_soft_hyphens(text)
    odd = set(filter(_odd.match, set(text)))
    if odd:
        text = _without_soft_hyphens(_replaced(text, odd) if len(odd) <= _FEW else _all_replaced(text))
    return unicodedata.normalize("NFC", text)


def lower(text: str) -> str:
    """The text in lower case, letter by letter: offsets stay true even where a letter would become two (İ)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def is_plain(text: str) -> bool:
    """Whether a text is surely in that shape, soft hyphens aside: for most texts, at a fraction of the price."""
    return bool(_loop.is_plain(text, _ODD_FLAGS, _COMMON)) if _loop else _is_plain(text)


def _is_plain(text: str) -> bool:
    for sign in (_SOFT_HYPHEN, *_COMMON):
        text = text.replace(sign, "")
    try:
        signs = text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return len(signs.translate(None, _ODD_IN_LATIN_1)) == len(signs)


def _replaced(text: str, odd: set[str]) -> str:
    """The text with a few kinds of odd signs removed or replaced, one kind after the other."""
    for sign in odd:
        if _invisible.match(sign):
            text = text.replace(sign, "")
    if "\r" in odd:
        text = text.replace("\r\n", "\n")
    for sign in odd:
        if _replaceable.match(sign):
            text = text.replace(sign, _SINGLE.get(sign, _REPLACEMENT))
    return text


def _all_replaced(text: str) -> str:
    return _replaceable.sub(_plain, _invisible.sub("", text))


def _plain(match: re.Match[str]) -> str:
    """What stands for one odd character, or for a pair of carriage return and line feed."""
    found = match[0]
    return "\n" if found[0] == "\r" else _SINGLE.get(found, _REPLACEMENT)


def _without_soft_hyphens(text: str) -> str:
    """Words whole again; a decomposed letter after the hyphen is met by its base letter."""
    if _SOFT_HYPHEN not in text:
        return text
    if not _before_space.search(text):
        return text.replace(_SOFT_HYPHEN, "")
    return _soft_hyphen.sub("", _suspended.sub("-", text))
