"""A typed query, cut into symbols. Every string can be cut; what has no place becomes white space."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from searchlib.query.nodes import QueryField

SymbolKind = Literal["word", "phrase", "prefix", "field", "and", "or", "not", "near", "open", "close"]

FIELDS: dict[str, QueryField | Literal["year", "date"]] = {
    "rubrik": "heading",
    "organ": "organ",
    "dnr": "reference",
    "typ": "kind",
    "deltagare": "participant",
    "år": "year",
    "ar": "year",
    "datum": "date",
}
OPERATORS: dict[str, SymbolKind] = {
    "OCH": "and",
    "AND": "and",
    "ELLER": "or",
    "OR": "or",
    "INTE": "not",
    "NOT": "not",
    "NÄRA": "near",
    "NEAR": "near",
}
SHORTEST_PREFIX = 3
DEFAULT_DISTANCE = 10
# Less than the gap between the pieces of a row (searchlib.engines.rows), so that nothing reaches across one.
LARGEST_DISTANCE = 99
# Deeper parentheses than this are read as white space, so that no query can exhaust the stack.
DEEPEST_NESTING = 50

_QUOTES = '"”“„»«‟'
_SYMBOL = re.compile(
    rf"""(?P<minus>-(?=[\w({_QUOTES}§]))
       | (?P<field>(?:{"|".join(FIELDS)}):)(?=[^\s):])
       | [{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]
       | (?P<open>\()
       | (?P<close>\))
       | (?P<paragraph>§+\s*\d+(?:\s[a-z]\b|[a-z]\b)?)
       | (?P<word>[^\s(){_QUOTES}]+)
       | (?P<other>.)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_NEAR = re.compile(r"(NÄRA|NEAR)(?:/(\d{1,6}))?")
_OPEN_RANGE = re.compile(r"[\d-]+\.\.|\.\.[\d-]+")
# `barnomsorg och -utbildning` is a suspended hyphen, not an exclusion.
_COORDINATORS = frozenset({"och", "eller", "samt", "&"})


class Symbol(NamedTuple):
    """One symbol of the query: its kind, its text as typed, and for NÄRA its distance in words."""

    kind: SymbolKind
    text: str
    distance: int = 0


def scan(text: str) -> tuple[list[Symbol], int]:
    """Cut a query into symbols with balanced parentheses; also say how deep the typed parentheses go."""
    cleaned = "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Cf", "Co"} else c for c in text)
    symbols = list(_symbols(unicodedata.normalize("NFC", cleaned)))
    return _balanced(symbols), _nesting(symbols)


def _symbols(text: str) -> Iterator[Symbol]:
    previous = ""
    for found in _SYMBOL.finditer(text):
        kind, typed = found.lastgroup, found.group()
        glued = found.start() > 0 and not (text[found.start() - 1].isspace() or text[found.start() - 1] in "(-:")
        if kind == "minus":
            if not glued and previous not in _COORDINATORS:
                yield Symbol("not", "-")
        elif kind == "field":
            yield Symbol("field", typed[:-1].lower())
        elif kind == "phrase":
            yield Symbol("phrase", found["phrase"].strip())
        elif kind in ("open", "close"):
            yield Symbol("open" if kind == "open" else "close", typed)
        elif kind in ("word", "paragraph"):
            yield _word(typed)
        if not typed.isspace():
            previous = typed


def _word(typed: str) -> Symbol:
    if typed in OPERATORS and typed not in ("NÄRA", "NEAR"):
        return Symbol(OPERATORS[typed], typed)
    if near := _NEAR.fullmatch(typed):
        return Symbol("near", typed, min(int(near[2] or DEFAULT_DISTANCE), LARGEST_DISTANCE) or 1)
    bare = typed if _OPEN_RANGE.fullmatch(typed) else typed.strip(".,;:!?'*…–—")
    if typed.endswith("*") and sum(c.isalnum() for c in bare) >= SHORTEST_PREFIX:
        return Symbol("prefix", bare)
    return Symbol("word", bare)


def _nesting(symbols: list[Symbol]) -> int:
    depth = deepest = 0
    for symbol in symbols:
        depth += (symbol.kind == "open") - (symbol.kind == "close")
        depth = max(depth, 0)
        deepest = max(deepest, depth)
    return deepest


def _balanced(symbols: list[Symbol]) -> list[Symbol]:
    """Without parentheses that have no partner, or that are too deep."""
    partners: set[int] = set()
    opened: list[int] = []
    for place, symbol in enumerate(symbols):
        if symbol.kind == "open":
            opened.append(place)
        elif symbol.kind == "close" and opened:
            depth = len(opened)
            start = opened.pop()
            if depth <= DEEPEST_NESTING:
                partners |= {start, place}
    return [symbol for place, symbol in enumerate(symbols) if symbol.kind not in ("open", "close") or place in partners]
