"""`searchlib info`: what the index holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from searchlib.commands.options import index_option, json_option, print_json
from searchlib.commands.swedish_click import SwedishCommand
from searchlib.wording import decimal, number


@click.command("info", cls=SwedishCommand, short_help="Visa vad sökindexet innehåller.")
@json_option()
@index_option()
def command(as_json: bool, index: Path) -> int:
    """Visa hur många möten, avsnitt och ord sökindexet innehåller, och när det byggdes."""
    content = _content(index)
    if as_json:
        print_json(content)
        return 0
    rows = [
        ("Byggt", content["built"]),
        ("Utgåva", content["generation"]),
        ("Möten", number(content["meetings"])),
        ("varav utan datum", number(content["undated"])),
        ("Avsnitt", number(content["sections"])),
        ("Ord", number(content["words"])),
        ("Olika ordformer", number(content["forms"])),
        ("På disk", f"{decimal(content['bytes'] / 1_000_000)} MB"),
        ("År", _span(content["years"])),
        ("Organ", ", ".join(each["value"] or "okänt" for each in content["organs"]) or "–"),
    ]
    for name, value in rows:
        click.echo(f"{name + ':':<18}{value}")
    return 0


def _content(index: Path) -> dict[str, Any]:
    from searchlib.index import Index

    with Index.open(index) as opened:
        statistics = opened.statistics()
        facets = opened.search("", limit=0).facets
        return {
            "generation": opened.generation.name,
            "built": opened.generation.built,
            "meetings": statistics.meetings,
            "undated": statistics.undated,
            "sections": statistics.sections,
            "words": statistics.words,
            "forms": statistics.forms,
            "bytes": opened.size_on_disk(),
            "years": [{"value": facet.value, "count": facet.count} for facet in facets.year],
            "organs": [{"value": facet.value, "count": facet.count} for facet in facets.organ],
            "kinds": [{"value": facet.value, "count": facet.count} for facet in facets.kind],
        }


def _span(years: list[dict[str, Any]]) -> str:
    known = [each["value"] for each in years if each["value"] is not None]
    return f"{min(known)}–{max(known)}" if known else "–"
