"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def index_option() -> Decorator:
    """`--index DIR`: where the index lies."""
    return click.option(
        "--index",
        "index",
        type=click.Path(path_type=Path),
        envvar="SEARCHLIB_INDEX",
        default=Path("index"),
        metavar="MAPP",
        help="Mappen med sökindexet [index eller SEARCHLIB_INDEX].",
    )


def corpus_argument() -> Decorator:
    """`[CORPUS]`: the folder of documents."""
    return click.argument(
        "corpus", type=click.Path(path_type=Path), envvar="SEARCHLIB_CORPUS", default=Path("corpus"), metavar="[CORPUS]"
    )


def json_option() -> Decorator:
    """`--json`: for programs."""
    return click.option("--json", "as_json", is_flag=True, help="Skriv svaret som JSON, för program.")


def print_json(content: object) -> None:
    """Write plain data as JSON, with Swedish letters as they are."""
    import json

    click.echo(json.dumps(content, ensure_ascii=False, indent=2))
