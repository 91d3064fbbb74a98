"""The same answers for programs, as JSON. Parameters and keys in English, as in the library and its commands."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from webui.current import borrowed_index
from webui.document_json import document_json
from webui.params import check_known, parse_years, read_choice, read_number, read_query, read_values

MAX_LIMIT = 100
MAX_OFFSET = 10_000

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/search")
def search() -> ResponseReturnValue:
    """An answer: q, year=2015-2018, organ, kind, sort, match, without, exact=0|1, limit, offset."""
    args = request.args
    known = {"q", "year", "organ", "kind", "sort", "match", "without", "exact", "limit", "offset"}
    check_known(args, known, repeatable={"organ", "kind", "without"})
    options = {
        "years": parse_years(args.get("year", ""), "year"),
        "organ": read_values(args, "organ") or None,
        "kind": read_values(args, "kind") or None,
        "sort": read_choice(args, "sort", ("relevance", "newest", "oldest"), "relevance"),
        "match": read_choice(args, "match", ("all", "any"), "all"),
        "without": read_values(args, "without"),
        "exact": read_choice(args, "exact", ("0", "1"), "0") == "1",
        "limit": read_number(args, "limit", 10, 0, MAX_LIMIT),
        "offset": read_number(args, "offset", 0, 0, MAX_OFFSET),
    }
    from searchlib.results_json import as_json

    with borrowed_index() as index:
        return jsonify(as_json(index.search(read_query(args), **options)))


@blueprint.get("/documents/<minutes_id>")
def document(minutes_id: str) -> ResponseReturnValue:
    """One document with its sections."""
    check_known(request.args, set())
    with borrowed_index() as index:
        return jsonify(document_json(index.get(minutes_id)))
