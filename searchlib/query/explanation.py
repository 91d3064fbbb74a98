"""A query said in plain Swedish, as the reader is told how it was understood."""

from __future__ import annotations

import datetime

from searchlib.query.nodes import And, Dates, Near, Node, Not, Or, Phrase, Prefix, Query, QueryField, Term

_IN_FIELD: dict[QueryField, str] = {
    "heading": "{} i en rubrik",
    "organ": "{} i organets namn",
    "reference": "diarienummer {}",
    "kind": "dokument av typen {}",
    "participant": "deltagaren {}",
}


def explain(query: Query) -> str:
    """One Swedish sentence or more: what is searched for, then the remarks on how it was read."""
    if query.root is None:
        return " ".join(["Alla möten.", *query.notes])
    return " ".join([f"Söker möten med {_said(query.root, query)}.", *query.notes])


def _said(node: Node, query: Query) -> str:
    match node:
        case Term(text, field):
            return _placed(f"”{text}”", field)
        case Phrase(text, field):
            return _placed(f"exakt ”{text}”", field)
        case Prefix(text, field):
            return _placed(f"ord som börjar på ”{text}”", field)
        case Dates():
            return _dated(node)
        case Near(operands, distance):
            words = _listed([_said(operand, query) for operand in operands], "och")
            return f"{words} inom {distance} ord från varandra"
        case Not(Dates(None, None)):
            return "okänt datum"
        case Not(clause):
            return f"allt utom {_grouped(clause, query)}"
        case Or(clauses):
            return _listed([_grouped(clause, query) for clause in clauses], "eller")
        case And(clauses, implied):
            return _joined(clauses, query, "eller" if implied and query.match == "any" else "och")


def _joined(clauses: tuple[Node, ...], query: Query, conjunction: str) -> str:
    excluded = [clause for clause in clauses if isinstance(clause, Not) and clause != Not(Dates(None, None))]
    wanted = [_grouped(clause, query) for clause in clauses if clause not in excluded]
    unwanted = [_grouped(clause.clause, query) for clause in excluded]
    if not wanted:
        return f"allt utom {_listed(unwanted, 'och')}"
    said = _listed(wanted, conjunction)
    return f"{said}, men inte {_listed(unwanted, 'eller')}" if unwanted else said


def _grouped(node: Node, query: Query) -> str:
    said = _said(node, query)
    return f"({said})" if isinstance(node, And | Or) else said


def _listed(items: list[str], conjunction: str) -> str:
    if len(items) == 1:
        return items[0]
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def _placed(said: str, field: QueryField | None) -> str:
    return _IN_FIELD[field].format(said) if field else said


def _dated(dates: Dates) -> str:
    first, last = dates.first, dates.last
    if first and last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"datum år {first.year}" if first.year == last.year else f"datum {first.year}–{last.year}"
    if first and last:
        return f"datum {_iso(first)}" if first == last else f"datum från {_iso(first)} till {_iso(last)}"
    return f"datum från {_iso(first)}" if first else f"datum till och med {_iso(last)}"


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
