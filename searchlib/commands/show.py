"""`searchlib show`: print one document."""

from __future__ import annotations

from pathlib import Path

import click

from searchlib.commands.options import index_option, json_option, print_json
from searchlib.commands.printed import described
from searchlib.commands.swedish_click import SwedishCommand
from searchlib.documents import Minutes


@click.command("show", cls=SwedishCommand, short_help="Visa ett dokument.")
@click.argument("minutes_id", metavar="ID")
@json_option()
@index_option()
def command(minutes_id: str, as_json: bool, index: Path) -> int:
    """Visa dokumentet med detta ID, som det står i ett sökresultat.

    \b
    Exempel:
      searchlib show 4f1c2a9be07d
    """
    from searchlib.index import Index
    from searchlib.results_json import minutes_as_json

    with Index.open(index) as opened:
        minutes = opened.get(minutes_id)
        if as_json:
            print_json(minutes_as_json(minutes))
        else:
            _print(minutes)
    return 0


def _print(minutes: Minutes) -> None:
    click.echo(minutes.title)
    click.echo(" · ".join(described(minutes)))
    if minutes.participants:
        people = (f"{p.name} ({p.role})" if p.role else p.name for p in minutes.participants)
        click.echo(f"Deltagare: {', '.join(people)}")
    for section in minutes.sections:
        heading = " ".join(filter(None, (section.number, section.heading)))
        click.echo(f"\n{heading}\n" if heading else "")
        click.echo(section.text)
