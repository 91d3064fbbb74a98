"""Pages around the search: help, health, and what robots are asked."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from webui.current import borrowed_index
from webui.params import MAX_PAGE, SearchParams, check_known

blueprint = Blueprint("pages", __name__)

# Every filter is a link: a robot that follows them would read the same documents in endless variations.
EXAMPLES = (
    ("budget förening", "möten med båda orden, var som helst i anteckningarna"),
    ("förening ELLER stiftelse", "möten med något av orden"),
    ("budget INTE skola", "möten med budget där skola inte finns alls; -skola betyder detsamma"),
    ('"nationella överenskommelsen"', "exakt de orden i den ordningen, i samma avsnitt"),
    ("förening*", "ord som börjar så; minst tre bokstäver före stjärnan"),
    ("budget NÄRA/5 förening", "orden högst fem ord från varandra, i samma avsnitt"),
    ("(förening ELLER stiftelse) budget", "parenteser håller ihop det som hör ihop"),
)
FIELDS = (
    ("rubrik:budget", "ordet i titeln eller i en rubrik"),
    ("organ:pensionärsrådet", "möten i det organet"),
    ("dnr:RS/240542", "ärendet med det diarienumret"),
    ("typ:protokoll", "bara protokoll"),
    ("deltagare:andersson", "möten där någon med det namnet deltog"),
    ("år:2015..2018", "möten åren 2015 till 2018; år:2015.. betyder från 2015"),
    ("datum:2015-10..2016-03", "möten från oktober 2015 till mars 2016"),
)

_ROBOTS = "User-agent: *\nDisallow: /sok\nDisallow: /api/\n"


@blueprint.get("/sokhjalp")
def search_help() -> ResponseReturnValue:
    """How to ask, with examples that can be tried."""
    check_known(request.args, set())
    return render_template("help.html", params=SearchParams(), examples=EXAMPLES, fields=FIELDS, max_page=MAX_PAGE)


@blueprint.get("/halsa")
def health() -> ResponseReturnValue:
    """Whether the service can answer, for the machines that watch it: 200, or 503 as on any other page."""
    check_known(request.args, set())
    with borrowed_index() as index:
        return jsonify({"status": "ok", "generation": index.generation.name, "built": index.generation.built})


@blueprint.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """What search engines are asked to leave alone."""
    return Response(_ROBOTS, mimetype="text/plain")
