"""The command line: `searchlib index | search | show | info | serve | check`. What it says is Swedish.

Exit status: 0 done, hits; 1 nothing found; 2 wrong usage, missing corpus, busy port; 3 index missing, damaged
or outdated; 4 some files failed or need a person (the rest is done); 5 another process is writing; 70 internal
fault.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Sequence

import click

from searchlib import __version__, errors
from searchlib.commands import check, index, info, search, serve, show
from searchlib.commands.status import BUSY, FAULT, INTERRUPTED, NEEDS_PERSON, NO_INDEX, NOTHING_FOUND, WRONG_USAGE
from searchlib.commands.swedish_click import SwedishGroup, usage_in_swedish
from searchlib.swedish import in_swedish

_STATUS: tuple[tuple[type[errors.SearchlibError], int], ...] = (
    (errors.UnknownId, NOTHING_FOUND),
    (errors.IndexLocked, BUSY),
    (errors.IndexMissing, NO_INDEX),
    (errors.IndexDamaged, NO_INDEX),
    (errors.IndexOutdated, NO_INDEX),
    (errors.IndexNotWritable, NO_INDEX),
    (errors.UnreadableFile, NEEDS_PERSON),
)

_ABOUT = """Sök i svenska protokoll och minnesanteckningar.

\b
Kom igång:
  searchlib index corpus        läs in mappen corpus till ett sökindex
  searchlib search budget       sök, i alla böjningar och sammansättningar
  searchlib serve               öppna söksidorna i webbläsaren

Mapparna är corpus/ och index/ där du står, om inget annat anges
eller miljövariablerna SEARCHLIB_CORPUS och SEARCHLIB_INDEX är satta.
"""


@click.group(cls=SwedishGroup, help=_ABOUT)
@click.version_option(__version__, "--version", message="searchlib %(version)s", help="Visa versionen.")
def searchlib() -> None:
    """Collect the commands; `_ABOUT` is what people read."""


for _module in (index, search, show, info, serve, check):
    searchlib.add_command(_module.command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    _start_fast()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show å is no reason to stop.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    logging.basicConfig(level=os.environ.get("SEARCHLIB_LOG", "CRITICAL").upper(), format="%(levelname)s %(message)s")
    sys.exit(run(arguments))


def _start_fast() -> None:
    """Take some 70 ms off every command."""
    # NumPy's linear algebra, which nothing here uses, would start a thread for each core.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Importing makes many objects that all stay: looking through them for garbage again and again is in vain.
    gc.set_threshold(50_000, 20, 50)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; every way to fail becomes one Swedish sentence and an exit status."""
    try:
        status = searchlib.main(args=arguments, prog_name="searchlib", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.ctx.get_help() if asked.ctx else _ABOUT)
        return 0
    except SystemExit:
        # So click leaves when the reader of a pipe (head, less) has seen enough.
        return 0
    except (click.Abort, KeyboardInterrupt):
        click.echo("Avbrutet.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        click.echo(usage_in_swedish(error), err=True)
        return WRONG_USAGE
    except errors.SearchlibError as error:
        click.echo(in_swedish(error), err=True)
        return status_of(error)
    except Exception:
        logging.getLogger(__name__).exception("internal fault")
        click.echo("Ett internt fel inträffade. Sätt SEARCHLIB_LOG=error för att se var.", err=True)
        return FAULT


def status_of(error: errors.SearchlibError) -> int:
    """The exit status that tells scripts what kind of error it was."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), WRONG_USAGE)
