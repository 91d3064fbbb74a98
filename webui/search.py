"""The search page and the answer."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from searchlib.index import Index
from searchlib.results import FormCount, Results, Why
from webui import links
from webui.current import borrowed_index
from webui.headings import marked_headings
from webui.params import PAGE_SIZE, SearchParams, check_known, read_search
from webui.wording import WHY

NEWEST_SHOWN = 5

blueprint = Blueprint("search", __name__)


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """The search page, with what the index holds."""
    check_known(request.args, set())
    with borrowed_index() as index:
        everything = index.search("", sort="newest", limit=NEWEST_SHOWN)
        return render_template("start.html", results=everything, params=SearchParams())


@blueprint.get("/sok")
def results() -> ResponseReturnValue:
    """The answer to a question, one page of it."""
    params = read_search(request.args)
    with borrowed_index() as index:
        answer = ask(index, params)
        pages = links.pages(params, answer.total.meetings)
        # The words that were really searched for are those to mark.
        asked = answer.suggestion if answer.corrected and answer.suggestion else params.query
        page = render_template(
            "results.html",
            params=params,
            results=answer,
            asked=asked,
            headings=marked_headings(index, asked, answer, without=params.without, exact=params.exact),
            chips=links.chips(params),
            pages=pages,
            forms=also_searched(answer.forms),
        )
        return make_response(page, 404 if params.page > pages.last else 200)


def ask(index: Index, params: SearchParams) -> Results:
    """Put the page's question to the index."""
    return index.search(
        params.query,
        years=params.years,
        organ=params.organs,
        kind=params.kinds,
        sort=params.sort,
        without=params.without,
        exact=params.exact,
        limit=PAGE_SIZE,
        offset=params.offset,
    )


def also_searched(forms: tuple[FormCount, ...]) -> list[tuple[Why, list[FormCount]]]:
    """The forms that were found besides those typed, by reason, most occurrences first."""
    reasons = list(WHY)
    others = sorted(
        (form for form in forms if form.why != "exact"),
        key=lambda form: (reasons.index(form.why), -form.count, form.form),
    )
    return [(why, list(group)) for why, group in groupby(others, key=lambda form: form.why)]
