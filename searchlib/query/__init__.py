"""The query language: a tree of our own, and `parse_query`, which makes it of any string and never raises.

Operators are capitals only, Swedish or English; what is not an operator is a word.

    budget förening            both words, in the same meeting (`match="any"`: either)
    a OCH b, a ELLER b, -a     and, or, not; INTE a is -a; OCH binds tighter than ELLER; (…) groups
    "i tjänsten"               exactly these forms in this order
    förening*                  words that begin so; three letters or more before the star
    a NÄRA/5 b                 at most five words apart, in any order
    rubrik:budget              in titles and headings; organ: dnr: typ: deltagare: likewise
    år:2015..2018              by date; datum:2015-10..2016-03; an end may be left out
"""

from searchlib.query.explanation import explain
from searchlib.query.nodes import (
    And,
    Dates,
    Match,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    QueryField,
    Term,
    leaves,
)
from searchlib.query.parser import parse_query

__all__ = [
    "And",
    "Dates",
    "Match",
    "Near",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "Prefix",
    "Query",
    "QueryField",
    "Term",
    "explain",
    "leaves",
    "parse_query",
]
