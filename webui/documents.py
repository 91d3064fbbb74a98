"""One document: its text with the searched words marked, how to cite it, and its original file."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, abort, current_app, render_template, request, send_file
from flask.typing import ResponseReturnValue

from webui.citation import citation
from webui.current import borrowed_index
from webui.headings import headings_only
from webui.links import lasting_url
from webui.originals import content_type, download_name, find_original
from webui.params import check_known, read_number, read_query
from webui.sections import lay_out

blueprint = Blueprint("documents", __name__, url_prefix="/dokument")


@blueprint.get("/<minutes_id>")
def document(minutes_id: str) -> ResponseReturnValue:
    """The document; with `q` its words are marked and can be stepped through."""
    check_known(request.args, {"q"})
    query = read_query(request.args)
    with borrowed_index() as index:
        minutes = index.get(minutes_id)
        marks, heading_marks = (index.marks(query, text) if query else {} for text in (minutes, headings_only(minutes)))
        sections = lay_out(minutes, marks, heading_marks)
        return render_template(
            "document.html",
            minutes=minutes,
            query=query,
            sections=sections,
            stops=sections[-1].last if sections else 0,
            generation=index.generation,
            citation=citation(minutes, lasting_url(minutes)),
            originals=[(nr, source) for nr, source in enumerate(minutes.sources, start=1) if _original(source)],
        )


@blueprint.get("/<minutes_id>/original")
def original(minutes_id: str) -> ResponseReturnValue:
    """The file that the document was read from; `nr` chooses among several with the same text."""
    check_known(request.args, {"nr"})
    with borrowed_index() as index:
        sources = index.get(minutes_id).sources
    nr = read_number(request.args, "nr", 1, 1, len(sources))
    path = _original(sources[nr - 1])
    if path is None:
        abort(404)
    return send_file(
        path, mimetype=content_type(path), as_attachment=True, download_name=download_name(sources[nr - 1])
    )


def _original(source: str) -> Path | None:
    return find_original(Path(current_app.config["CORPUS"]), source)
