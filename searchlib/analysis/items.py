"""The grammar of running text: one expression that cuts it into items, and what each special item consists of.

An item is a plain word, a special item (a number, an identifier, a web address, a hyphenated word …) or the end
of a sentence. What an item consists of depends on its own characters alone, so it can be remembered. Sign by
sign, everything that no item covers separates words and is skipped.
"""

from __future__ import annotations

import re
from typing import Final

from searchlib.analysis.wordlists import read_words

LETTER: Final = r"[^\W\d_]"
ALNUM: Final = r"[^\W_]"
HYPHEN: Final = r"[-\u2010\u2011]"
AND: Final = r"(?:och|eller|samt|respektive|resp\.?|alternativt|alt\.?|&)"

ABBREVIATIONS: Final = read_words("abbreviations.txt")
_SHORT = sorted(ABBREVIATIONS, key=lambda word: (-len(word), word))
_ABBREVIATION = "|".join(map(re.escape, _SHORT))

# Swedish writes the endings of abbreviations and numerals after a colon: `EU:s`, `tv:n`, `1:a`.
_ENDING = "s|ns?|ens?|ets?|ts?|as?|e|ar|or|er|nas?|arna|erna|aren?"

# Addresses have lengths that the standards bound (RFC 1035, 5321); without bounds, `A.A.A.…` would be read to its
# end from each of its letters.
_TOP_DOMAIN = "se|com|org|net|nu|eu|info|gov"

# Seven items in eight: a word of Swedish letters before a space or comma, and no sign of coordination or identifier
# after it. Says nothing that _PLAIN does not say, but in a third of the time.
_FAST = rf"""
    [A-Za-zÅÄÖåäöéÉ]++(?=[ ,;)\n](?!\d{{2,4}}[/:-]\d|{AND}[ ]{HYPHEN}{LETTER}))
"""

# A plain word or number is followed by none of the signs that could join it to something. Tried first, because
# nine items in ten are plain; the possessive quantifiers keep the expression from ever backtracking into a word.
# No abbreviation in the list has six letters, so a longer word before a full stop is plain as well.
_PLAIN = rf"""
    {LETTER}++(?![\d.:/'’&@+\u2010\u2011-]|[ ](?:\d{{2,4}}[/:-]\d|{AND}[ ]{HYPHEN}{LETTER}))
  | {LETTER}{{6,}}+(?=\.(?!{ALNUM}))
  | \d++(?![\w.:,/'’&@+\u2010\u2011-]|[ ]?(?:\d{{3}}|\w?\s?§))
"""

_SPECIAL = rf"""
    (?P<address>   (?i:https?://|www\.)[^\s<>"”»]+
                 | {ALNUM}[\w-]{{0,63}}+(?:\.[\w-]{{1,63}}+){{0,5}}?\.(?i:{_TOP_DOMAIN})(?![\w-])(?:/[^\s<>"”»)]*)? )
  | (?P<email>     {ALNUM}[\w.+-]{{0,63}}+@{ALNUM}[\w-]{{0,63}}+(?:\.{ALNUM}[\w-]{{0,63}}+){{1,5}} )
  | (?P<left>      {ALNUM}+{HYPHEN}(?:,[ ]?{ALNUM}+{HYPHEN}){{0,5}}[ ]?,?\s*+
                   (?:{AND}\s++|/[ ]?){ALNUM}+(?:{HYPHEN}{LETTER}+)? )
  | (?P<right>     {LETTER}+[ ]{AND}[ ]{HYPHEN}{LETTER}+ )
  | (?P<broken>    {LETTER}+{HYPHEN}[ ]*+\n[ ]*+(?!{AND}\b){LETTER}++(?!\s++{AND}\s) )
  | (?P<short>     (?i:{_ABBREVIATION})\.(?!{ALNUM}) | [A-ZÅÄÖ]\.(?=[ ]?[A-ZÅÄÖ]) )
  | (?P<dotted>    {LETTER}{{1,2}}(?:\.{LETTER}{{1,3}}){{1,3}}(?!{ALNUM}|[.:/@-]{ALNUM}) )
  | (?P<paragraph> §{{1,2}}\s?\d+(?:[ ]?[a-hj-zA-HJ-Z]\b(?!{HYPHEN}))?
                 | \d+(?:[ ]?[a-hj-zA-HJ-Z])?\s?§(?!\s?\d) )
  | (?P<number>    \d{{1,3}}(?:[ .]\d{{3}}){{1,4}}(?![\d/:]) )
  | (?P<reference> [A-ZÅÄÖ]{{1,6}}[ ]\d{{2,4}}[/:-]\d+(?:[/:-]{ALNUM}+)* )
  | (?P<inflected> (?:{LETTER}++|\d+):(?i:{_ENDING})(?!{ALNUM}) )
  | (?P<joined>    {ALNUM}++(?:(?:{HYPHEN}|[/.:'’&+]|(?<=\d),(?=\d)){ALNUM}++)+ )
  | (?P<single>    {ALNUM}++ )
"""

# Sentences end at a stop before a capital or a number, and at a line break before anything but a small letter: that
# is where headings, lists and tables begin new lines.
_BREAK = r"""
    (?P<stop>      (?<![.!?…])[.!?…]++["”’'»)\]]*+(?=\s++["”’'»«(–•*\#-]*+\s*+[A-ZÅÄÖÉ\d§]) )
  | (?P<lines>     \n\s*+(?![a-zåäö]) )
"""

# The first look lets the expression pass over spaces and commas without trying every kind.
_ITEM = rf"{_FAST} | (?![ ,;()])(?: {_PLAIN} | (?=[^\W_]|§)(?:{_SPECIAL}) | (?=[.!?…\n])(?:{_BREAK}) )"

# Without such a hyphen nothing is `left` or `right`, and no form is implied; with one, something may be.
COORDINATING: Final = re.compile(rf"{HYPHEN}(?:[ ]?,?\s*+(?:{AND}\s|/)|(?<=[ ].){LETTER})")

# The same expression twice: with the names of the kinds, and without groups, for the speed of `findall`.
SPECIAL: Final = re.compile(_SPECIAL, re.VERBOSE)
ITEM: Final = re.compile(re.sub(r"\(\?P<\w+>", "(?:", _ITEM), re.VERBOSE)
