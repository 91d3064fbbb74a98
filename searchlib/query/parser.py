"""Symbols to a tree, by recursive descent. An operator without anything to join is read as a word."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from searchlib.query.dates import parse_dates
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
)
from searchlib.query.scanner import FIELDS, Symbol, SymbolKind, scan

_BINARY: frozenset[SymbolKind] = frozenset({"and", "or", "near"})
# What may stand before or after an operand of a binary operator.
_ENDS_OPERAND: frozenset[SymbolKind] = frozenset({"word", "phrase", "prefix", "close"})
_BEGINS_OPERAND: frozenset[SymbolKind] = frozenset({"word", "phrase", "prefix", "open", "not", "field"})
# `datum:okänt`: meetings that no range of dates holds, however wide.
_UNKNOWN = frozenset({"okänt", "okänd", "okant", "saknas"})


def parse_query(text: str, *, match: Match = "all") -> Query:
    """Read what a person typed. Never raises: what cannot be an operator is read as words.

    `match` says how neighbouring words without an operator between them are joined.
    """
    symbols, nesting = scan(text)
    symbols, notes = _demoted(symbols)
    parser = _Parser(symbols, match)
    root = parser.parse()
    if root is None and text.strip():
        notes = (*notes, "Frågan innehåller inga ord att söka efter.")
    return Query(text, root, match, nesting, tuple(dict.fromkeys([*notes, *parser.notes])))


def _demoted(symbols: list[Symbol]) -> tuple[list[Symbol], tuple[str, ...]]:
    """Operators that have nothing to join or exclude become words; and a remark on each."""
    kept: list[Symbol] = []
    notes: list[str] = []
    for place, symbol in enumerate(symbols):
        following = symbols[place + 1].kind if place + 1 < len(symbols) else None
        idle = (
            symbol.kind in _BINARY and not (kept and kept[-1].kind in _ENDS_OPERAND and following in _BEGINS_OPERAND)
        ) or (symbol.kind == "not" and following not in _BEGINS_OPERAND)
        if idle and symbol.text != "-":
            notes.append(f"{symbol.text} har inget att förena här och läses som ett vanligt ord.")
            symbol = Symbol("word", symbol.text.partition("/")[0].lower())
        if not (idle and symbol.text == "-"):
            kept.append(symbol)
    return kept, tuple(dict.fromkeys(notes))


class _Parser:
    """A cursor over the symbols, and one method for each level of the grammar."""

    def __init__(self, symbols: list[Symbol], match: Match) -> None:
        self.symbols = symbols
        self.match = match
        self.place = 0
        self.notes: list[str] = []

    def parse(self) -> Node | None:
        return self._either()

    def _peek(self) -> SymbolKind | None:
        return self.symbols[self.place].kind if self.place < len(self.symbols) else None

    def _take(self) -> Symbol:
        self.place += 1
        return self.symbols[self.place - 1]

    def _either(self) -> Node | None:
        clauses = [self._every()]
        while self._peek() == "or":
            self._take()
            clauses.append(self._every())
        found = [clause for clause in clauses if clause is not None]
        return Or(tuple(found)) if len(found) > 1 else (found[0] if found else None)

    def _every(self) -> Node | None:
        groups = [self._beside()]
        while self._peek() == "and":
            self._take()
            groups.append(self._beside())
        found = [group for group in groups if group is not None]
        return And(tuple(found)) if len(found) > 1 else (found[0] if found else None)

    def _beside(self) -> Node | None:
        """Read what merely stands beside each other, up to an operator that binds less."""
        clauses: list[Node] = []
        while self._peek() not in (None, "and", "or", "close"):
            clause = self._near()
            if clause is not None:
                clauses.append(clause)
        if len(clauses) < 2:
            return clauses[0] if clauses else None
        return And(tuple(clauses), implied=True)

    def _near(self) -> Node | None:
        operands = [self._negated()]
        distances: list[int] = []
        while self._peek() == "near":
            distances.append(self._take().distance)
            operands.append(self._negated())
        found = [operand for operand in operands if operand is not None]
        if len(found) < 2 or _are_plain(found):
            return _near_node(found, distances)
        self.notes.append("NÄRA kan bara stå mellan ord och fraser och läses här som OCH.")
        return And(tuple(found))

    def _negated(self) -> Node | None:
        negations = 0
        while self._peek() == "not":
            self._take()
            negations += 1
        if self._peek() not in _BEGINS_OPERAND:
            # `-(-(`: what there was to exclude has gone with its parentheses.
            return None
        operand = self._operand()
        return Not(operand) if operand is not None and negations % 2 else operand

    def _operand(self) -> Node | None:
        symbol = self._take()
        if symbol.kind == "field":
            return self._fielded(symbol.text)
        if symbol.kind == "open":
            inner = self._either()
            self._take()
            return inner
        return _leaf(symbol)

    def _fielded(self, name: str) -> Node | None:
        if self._peek() not in ("word", "phrase", "prefix", "open"):
            return Term(name)
        field = FIELDS[name]
        if field in ("year", "date"):
            return self._dated(name)
        inner = self._operand()
        return _in_field(inner, cast(QueryField, field)) if inner is not None else Term(name)

    def _dated(self, name: str) -> Node | None:
        typed = self.symbols[self.place].text
        if typed.lower() in _UNKNOWN:
            self._take()
            return Not(Dates(None, None))
        if self._peek() == "open" or (dates := parse_dates(typed)) is None:
            self.notes.append(
                f"”{name}:” måste följas av ett år, ett datum eller ett intervall, till exempel 2015..2018."
            )
            return Term(name)
        self._take()
        return dates


def _leaf(symbol: Symbol) -> Node | None:
    if not any(character.isalnum() for character in symbol.text):
        return None
    if symbol.kind == "phrase":
        return Phrase(symbol.text)
    return Prefix(symbol.text) if symbol.kind == "prefix" else Term(symbol.text)


def _are_plain(operands: list[Node]) -> bool:
    return all(isinstance(operand, Term | Phrase | Prefix) and operand.field is None for operand in operands)


def _near_node(operands: list[Node], distances: list[int]) -> Node | None:
    if len(operands) < 2:
        return operands[0] if operands else None
    return Near(cast("tuple[Term | Phrase | Prefix, ...]", tuple(operands)), max(distances))


def _in_field(node: Node, field: QueryField) -> Node:
    """Limit every leaf to a field; one typed further in is kept."""
    match node:
        case Term() | Phrase() | Prefix():
            return node if node.field else replace(node, field=field)
        case And() | Or():
            return replace(node, clauses=tuple(_in_field(clause, field) for clause in node.clauses))
        case Not(clause):
            return Not(_in_field(clause, field))
        case Near(operands):
            return And(tuple(_in_field(operand, field) for operand in operands))
        case Dates():
            return node
