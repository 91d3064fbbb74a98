"""Click in Swedish: the headings of its help, and what it says when it is used wrongly."""

from __future__ import annotations

import re
from typing import Any

import click

_RANGE = re.compile(r"\s*\[[\d<>=x]+\]$")


class _Swedish(click.Command):
    """The parts of help that click writes in English by itself."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Användning: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("Flaggor"):
                # Click adds ranges in a notation of its own, `[0<=x<=1000]`, which says nothing to a clerk.
                formatter.write_dl([(names, _RANGE.sub("", text)) for names, text in records])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Visa den här hjälpen."
        return option


class SwedishCommand(_Swedish):
    """A command whose help is all Swedish."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[FLAGGOR]", **kwargs})


class SwedishGroup(_Swedish, click.Group):
    """A group of commands whose help is all Swedish."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        words = {"options_metavar": "[FLAGGOR]", "subcommand_metavar": "KOMMANDO [ARGUMENT]..."}
        super().__init__(*args, **{**words, **kwargs})

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a line for each command, and where more help is."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.get_short_help_str(formatter.width)) for name, command in commands if command]
        with formatter.section("Kommandon"):
            formatter.write_dl(rows)
        formatter.write_paragraph()
        formatter.write_text("Hjälp om ett kommando: searchlib KOMMANDO --help")


def usage_in_swedish(error: click.ClickException) -> str:
    """One Swedish sentence for a wrong use of the command line, and where help is."""
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "searchlib"
    return f"{_said(error)} Hjälp: {command} --help"


def _said(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            near = f" Menade du {error.possibilities[0]}?" if error.possibilities else ""
            return f"Flaggan {error.option_name} finns inte.{near}"
        case click.MissingParameter():
            return f"Det saknas ett värde för {_name(error)}."
        case click.BadParameter():
            return f"Värdet för {_name(error)} går inte att använda{_allowed(error)}."
        case click.BadOptionUsage():
            return f"Flaggan {error.option_name} är fel använd: den ska ha ett värde, eller inget."
        case click.UsageError() if "command" in error.message.lower():
            return "Det kommandot finns inte."
        case click.UsageError():
            return "Kommandot har för många eller för få argument."
        case _:
            return "Det gick inte att köra kommandot."


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else "argumentet"
    return (
        error.param.opts[0]
        if isinstance(error.param, click.Option)
        else error.param.make_metavar(click.Context(click.Command("")))
    )


def _allowed(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        *first, last = map(str, kind.choices)
        return f"; välj {', '.join(first)} eller {last}"
    if isinstance(kind, click.IntRange):
        return f"; det ska vara ett heltal från {kind.min}" + (f" till {kind.max}" if kind.max is not None else "")
    return ""
