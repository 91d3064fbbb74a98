"""The same answers for programs, as JSON. Parameters and keys in English, as in the library and its commands."""

from __future__ import annotations

from typing import Literal

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from searchlib.results_json import minutes_as_json, results_as_json
from webui.current import borrowed_index
from webui.params import SWITCH, Sort, check_known, parse_years, read_choice, read_number, read_query, read_values

SORTS: dict[str, Sort] = {"relevance": "relevance", "newest": "newest", "oldest": "oldest"}
MATCHES: dict[str, Literal["all", "any"]] = {"all": "all", "any": "any"}
MAX_LIMIT = 100
MAX_OFFSET = 10_000

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/search")
def search() -> ResponseReturnValue:
    """An answer: q, year=2015-2018, organ, kind, sort, match, without, exact=0|1, limit, offset."""
    args = request.args
    known = {"q", "year", "organ", "kind", "sort", "match", "without", "exact", "limit", "offset"}
    check_known(args, known, repeatable={"organ", "kind", "without"})
    with borrowed_index() as index:
        results = index.search(
            read_query(args),
            years=parse_years(args.get("year", ""), "year"),
            organ=read_values(args, "organ"),
            kind=read_values(args, "kind"),
            sort=read_choice(args, "sort", SORTS, "relevance"),
            match=read_choice(args, "match", MATCHES, "all"),
            without=read_values(args, "without"),
            exact=read_choice(args, "exact", SWITCH, "0"),
            limit=read_number(args, "limit", 10, 0, MAX_LIMIT),
            offset=read_number(args, "offset", 0, 0, MAX_OFFSET),
        )
        return jsonify(results_as_json(results))


@blueprint.get("/documents/<minutes_id>")
def document(minutes_id: str) -> ResponseReturnValue:
    """One document with its sections."""
    check_known(request.args, set())
    with borrowed_index() as index:
        return jsonify(minutes_as_json(index.get(minutes_id)))
