"""Results as they are printed for people."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import click

from searchlib.documents import Minutes
from searchlib.results import Facet, Hit, Results, SectionHit, Snippet
from searchlib.wording import answer_size, counted, date_source, number, written_date

WIDTH = 100
MOST_FACETS = 8


def print_results(results: Results) -> None:
    """Print an answer: its size, the hits, the facets, and what else was looked for."""
    click.echo(f"{answer_size(results.total)}. {results.explanation}")
    if results.partial:
        click.echo("Sökningen tog för lång tid; svaret är inte fullständigt.")
    if results.suggestion and not results.corrected:
        click.echo(f"Menade du: {results.suggestion}")
    for number_, hit in enumerate(results.hits, start=results.offset + 1):
        click.echo()
        _print_hit(number_, hit)
    click.echo()
    for line in _summary(results):
        click.echo(line)


def _print_hit(place: int, hit: Hit) -> None:
    minutes = hit.minutes
    click.echo(f"{place}. {_bold(minutes.title)}")
    click.echo(f"   {' · '.join(described(minutes))}")
    if hit.missing:
        click.echo(f"   Saknar: {', '.join(hit.missing)}")
    for section in hit.sections:
        _print_section(section)
    more = hit.matching_sections - len(hit.sections)
    if more > 0:
        click.echo(f"   {counted(more, 'avsnitt', 'avsnitt')} till i samma möte")
    click.echo(f"   Visa: searchlib show {minutes.id}")


def described(minutes: Minutes) -> Iterator[str]:
    """What is known of some minutes, a few words each: date and its source, organ, kind, reference number, files."""
    source = date_source(minutes.meeting_date)
    yield written_date(minutes.meeting_date) + (f" ({source})" if source else "")
    yield from filter(None, (minutes.organ, minutes.kind, minutes.reference_number))
    yield ", ".join(minutes.sources)


def _print_section(section: SectionHit) -> None:
    page = f", sid {section.page}" if section.page else ""
    if section.heading or section.number:
        click.echo(f"   ▸ {' '.join(filter(None, (section.number, section.heading)))}{page}")
    text = marked(section.snippet)
    if text.strip():
        click.echo(textwrap.fill(" ".join(text.split()), WIDTH, initial_indent="     ", subsequent_indent="     "))


def marked(snippet: Snippet) -> str:
    """The snippet with its marks: bold on a terminal, otherwise between asterisks."""
    before, after = ("\x1b[1m", "\x1b[0m") if _is_coloured() else ("*", "*")
    pieces: list[str] = []
    end = 0
    for start, stop in snippet.marks:
        pieces += [snippet.text[end:start], before, snippet.text[start:stop], after]
        end = stop
    return "".join([*pieces, snippet.text[end:]])


def _summary(results: Results) -> Iterator[str]:
    facets = results.facets
    for name, values in (("År", facets.year), ("Organ", facets.organ), ("Typ", facets.kind)):
        if len(values) > 1:
            yield f"{name}: {_listed(values)}"
    if results.total.undated:
        yield f"{counted(results.total.undated, 'dokument saknar', 'dokument saknar')} datum."
    others = [form for form in results.forms if form.why != "exact"]
    if others:
        yield "Vi sökte även på: " + ", ".join(f"{form.form} ({number(form.count)})" for form in others[:MOST_FACETS])


def _listed(values: Sequence[Facet[Any]]) -> str:
    shown = [f"{'okänt' if facet.value is None else facet.value} ({number(facet.count)})" for facet in values]
    rest = f", och {len(shown) - MOST_FACETS} till" if len(shown) > MOST_FACETS else ""
    return ", ".join(shown[:MOST_FACETS]) + rest


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m" if _is_coloured() else text


def _is_coloured() -> bool:
    # https://no-color.org
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
