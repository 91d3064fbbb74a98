"""White space that an item reaches across, and the chunks into which all other white space cuts a text.

Most of a text can be cut at its white space, and what stands between means the same wherever it stands. Where an
item of the grammar may reach from one such chunk to the next (`kultur- och fritidsnämnd`, `§ 45 a`, `5 753`,
`KS 2023/115`), the white space is bound first: written as signs that are none, so that the cut passes it by. To
bind too much does no harm, because a bound chunk is read with the whole grammar all the same.
"""

from __future__ import annotations

import re
from typing import Final

from searchlib.analysis.items import ALNUM, AND, HYPHEN, LETTER

# The chunk that stands where a new line begins a sentence. No normalised text has this sign.
BREAK: Final = "\x01"

# Each kind of white space has a letter, which stands for it after the sign.
_SPACES: Final = [sign for sign in map(chr, range(0x3001)) if sign.isspace()]
_BOUND: Final = {ord(space): BREAK + chr(ord("a") + number) for number, space in enumerate(_SPACES)}
_SPACE_OF: Final = {bound: chr(space) for space, bound in _BOUND.items()}
_bound = re.compile(f"{BREAK}.")

# Together these hold every pattern of `items` with white space in it, as far as its signs beside the white space go.
# The first begins with a digit, a capital or §; naming the common signs that those are not is the fastest test.
_after_sign = re.compile(
    r"""[^a-z\xdf-\xff .,;:()/"'!?\n\t-](?:
        [ ][a-hj-zA-HJ-Z]\s(?=§) | [a-hj-zA-HJ-Z]\s(?=§)       # 45 a §; 45a §
      | [ ](?<=\d[ ])(?=\d{3}(?!\d)|[a-hj-zA-HJ-Z]\b)        # 5 753; § 45 a
      | [ ](?<=[A-ZÅÄÖ][ ])(?=\d{2,4}[/:-]\d)                 # KS 2023/115
      | \.[ ](?<=[A-ZÅÄÖ]\.[ ])(?=[A-ZÅÄÖ])                   # A. Svensson
      | \s(?<=§\s)(?=\d) | \s(?<=\d\s)(?=§)                   # § 45; 45 §
    )""",
    re.VERBOSE,
)
_after_hyphen = {
    hyphen: re.compile(
        rf"""{hyphen}(?<={ALNUM}{hyphen})(?:
            [ ]?,?\s*+(?:{AND}\s++|/[ ]?)(?={ALNUM})            # kultur- och fritidsnämnd
          | ,[ ](?={ALNUM})                                     # kultur-, fritids- och …
          | [ ]*+\n[ ]*+(?={LETTER})(?:{LETTER}++\s++{AND}\s++)?  # överenskom-⏎melsen
        )""",
        re.VERBOSE,
    )
    for hyphen in "-\u2010\u2011"
}
_hyphen_after_space = re.compile(rf" {HYPHEN}(?={LETTER})")
# barnomsorg och -utbildning
_before_hyphen = re.compile(rf" (?<={LETTER} ){AND} (?={HYPHEN}{LETTER})")

# The same as `lines` in `items`.
_new_line = re.compile(r"\n\s*+(?![a-zåäö])")


def cut(text: str) -> list[str]:
    """The chunks of a text without BREAK, and BREAK itself wherever a new line begins a sentence."""
    for hyphen, pattern in _after_hyphen.items():
        if hyphen in text:
            text = pattern.sub(_bind, text)
    text = _after_sign.sub(_bind, text)
    if _hyphen_after_space.search(text):
        text = _before_hyphen.sub(_bind, text)
    return _new_line.sub(f" {BREAK} ", text).split()


def unbound(chunk: str) -> str:
    """The chunk as it stands in the text."""
    return _bound.sub(lambda found: _SPACE_OF[found[0]], chunk) if BREAK in chunk else chunk


def _bind(found: re.Match[str]) -> str:
    return found[0].translate(_BOUND)
