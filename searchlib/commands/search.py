"""`searchlib search`: ask the index and print the ranked meetings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from searchlib.commands.options import index_option, json_option, print_json
from searchlib.commands.printed import print_results
from searchlib.commands.status import NOTHING_FOUND
from searchlib.commands.swedish_click import SwedishCommand

_YEARS = re.compile(r"(\d{4})?(?:(-)(\d{4})?)?")


class Years(click.ParamType[Any]):
    """`2015`, `2015-2018`, `2015-` or `-2018`."""

    name = "år"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the first and last year; None for open."""
        found = _YEARS.fullmatch(value) if isinstance(value, str) else None
        if isinstance(value, tuple):
            return value
        if found is None or not (found[1] or found[3]):
            self.fail("fel år", param, ctx)
        first, last = (int(year) if year else None for year in (found[1], found[3]))
        return (first, last) if found[2] else (first, first)


@click.command("search", cls=SwedishCommand, short_help="Sök i protokoll och minnesanteckningar.")
@click.argument("query", nargs=-1, metavar="FRÅGA...")
@click.option("--year", "years", type=Years(), metavar="ÅR", help="Ett år eller ett intervall: 2015, 2015-2018, 2015-.")
@click.option("--organ", multiple=True, metavar="NAMN", help="Bara detta organ; kan anges flera gånger.")
@click.option("--kind", multiple=True, metavar="TYP", help="Bara denna dokumenttyp, till exempel protokoll.")
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default="relevance",
    metavar="ORDNING",
    help="relevance (bäst först), newest (nyast först) eller oldest (äldst först).",
)
@click.option(
    "--match",
    type=click.Choice(["all", "any"]),
    default="all",
    metavar="SÄTT",
    help="all (alla ord ska finnas) eller any (minst ett).",
)
@click.option("--limit", type=click.IntRange(0, 1000), default=10, metavar="ANTAL", help="Högst så många möten [10].")
@click.option("--offset", type=click.IntRange(0), default=0, metavar="ANTAL", help="Hoppa över de första.")
@json_option()
@index_option()
def command(
    query: tuple[str, ...],
    index: Path,
    as_json: bool,
    years: Any,
    organ: tuple[str, ...],
    kind: tuple[str, ...],
    **options: Any,
) -> int:
    """Sök efter FRÅGA och visa mötena, de bästa först.

    Ord hittas i alla böjningar och inuti sammansättningar. Utan FRÅGA listas mötena, de nyaste först.

    \b
    Frågespråket:
      budget förening              båda orden, i samma möte
      budget ELLER förening        något av dem; även OCH, INTE och parenteser
      '"idéburet partnerskap"'     precis dessa ord i denna ordning
      förening*                    ord som börjar så
      budget NÄRA/5 förening       högst fem ord från varandra
      rubrik:budget                i en rubrik; även organ: dnr: typ: deltagare:
      år:2015..2018                även datum:2015-10..2016-03
      -- budget -kultur            budget, men inte kultur

    \b
    Exempel:
      searchlib search överenskommelse --year 2015-2018
      searchlib search dnr:RS/240542
      searchlib search '"nationella överenskommelsen"' --json
    """
    from searchlib.index import Index
    from searchlib.results_json import results_as_json

    text = " ".join(query)
    if not text and options["sort"] == "relevance":
        options["sort"] = "newest"
    with Index.open(index) as opened:
        results = opened.search(text, years=years, organ=organ or None, kind=kind or None, **options)
        if as_json:
            print_json(results_as_json(results))
        else:
            print_results(results)
    return 0 if results.total.meetings else NOTHING_FOUND
