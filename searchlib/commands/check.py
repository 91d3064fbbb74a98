"""`searchlib check`: what needs a person's eye, in the corpus and in the index."""

from __future__ import annotations

from pathlib import Path

import click

from searchlib.commands.options import corpus_argument, index_option, json_option, print_json
from searchlib.commands.status import NEEDS_PERSON, NO_INDEX
from searchlib.commands.swedish_click import SwedishCommand
from searchlib.errors import IndexMissing


@click.command("check", cls=SwedishCommand, short_help="Granska dokumenten och sökindexet.")
@corpus_argument()
@json_option()
@index_option()
def command(corpus: Path, as_json: bool, index: Path) -> int:
    """Granska dokumenten i mappen CORPUS och sökindexet, om det finns.

    Rapporten visar vad som inte gick att läsa, vad som saknar eller har motsägande datum, dubbletter,
    personnummer, och hur varje fil har förståtts. Inget ändras.
    """
    from searchlib.check import check_corpus, render, report_as_json

    report = check_corpus(corpus)
    damaged = _damaged(index)
    if as_json:
        print_json({**report_as_json(report), "index_damaged": damaged})
    else:
        click.echo(render(report))
        click.echo(f"\n{_about_index(index, damaged)}")
    if damaged:
        return NO_INDEX
    return NEEDS_PERSON if report.needs_person else 0


def _damaged(index: Path) -> list[str] | None:
    """The damaged files of the index, None when there is none."""
    from searchlib.generations import current, verify

    try:
        return list(verify(current(index)))
    except IndexMissing:
        return None


def _about_index(index: Path, damaged: list[str] | None) -> str:
    if damaged is None:
        return f"Det finns inget sökindex i {index}."
    if damaged:
        return f"Sökindexet i {index} är skadat ({', '.join(damaged)}). Bygg om det med: searchlib index --full"
    return f"Sökindexet i {index} är helt."
