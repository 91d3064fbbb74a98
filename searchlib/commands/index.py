"""`searchlib index`: read a corpus folder into the index."""

from __future__ import annotations

from pathlib import Path

import click

from searchlib.commands.options import corpus_argument, index_option
from searchlib.commands.progress import ProgressLine, duration
from searchlib.commands.status import NEEDS_PERSON
from searchlib.commands.swedish_click import SwedishCommand
from searchlib.reports import Report
from searchlib.wording import counted, number

MOST_FAILURES_SHOWN = 50


@click.command("index", cls=SwedishCommand, short_help="Läs in en mapp med dokument till sökindexet.")
@corpus_argument()
@click.option("--full", is_flag=True, help="Läs om allt från början, även det som inte har ändrats.")
@index_option()
def command(corpus: Path, full: bool, index: Path) -> int:
    """Läs in alla dokument i mappen CORPUS till sökindexet.

    Filer som inte har ändrats sedan sist läses inte om, och det som har tagits bort ur mappen tas bort ur
    indexet. Medan det pågår går det att söka i det gamla indexet.

    \b
    Exempel:
      searchlib index
      searchlib index /arkiv/protokoll --index /var/lib/searchlib
      searchlib index --full
    """
    return build(corpus, index, full=full)


def build(corpus: Path, index: Path, *, full: bool) -> int:
    """Build or update the index, with a progress line, and tell what was done."""
    from searchlib.index import Index

    run = Index.rebuild if full else Index.update
    with ProgressLine() as line:
        report = run(corpus, index, on_progress=line.show)
    tell(report)
    return NEEDS_PERSON if report.failed else 0


def tell(report: Report) -> None:
    """Say what a run did; files that failed go to standard error."""
    changes = f"{number(report.added)} nya, {number(report.changed)} ändrade, {number(report.removed)} borttagna"
    click.echo(
        f"Klart på {duration(report.seconds)}: {changes} och {number(report.unchanged)} oförändrade filer. "
        f"Indexet innehåller {counted(report.meetings, 'möte', 'möten')}."
    )
    for problem in report.problems:
        click.echo(f"synonymer.txt: {problem}", err=True)
    if report.failed:
        click.echo(f"{counted(len(report.failed), 'fil', 'filer')} gick inte att läsa:", err=True)
        for failure in report.failed[:MOST_FAILURES_SHOWN]:
            click.echo(f"  {failure.said}", err=True)
        if len(report.failed) > MOST_FAILURES_SHOWN:
            click.echo(f"  … och {len(report.failed) - MOST_FAILURES_SHOWN} till", err=True)
        click.echo("Mer om filerna: searchlib check", err=True)
