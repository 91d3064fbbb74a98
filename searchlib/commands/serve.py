"""`searchlib serve`: the search pages, on this machine only unless told otherwise."""

from __future__ import annotations

import ipaddress
import logging
import socket
from pathlib import Path

import click

from searchlib.commands.index import build
from searchlib.commands.options import index_option
from searchlib.commands.status import WRONG_USAGE
from searchlib.commands.swedish_click import SwedishCommand
from searchlib.errors import IndexMissing

THREADS = 8


@click.command("serve", cls=SwedishCommand, short_help="Öppna söksidorna för webbläsaren.")
@click.option("--host", default="127.0.0.1", metavar="ADRESS", help="Adressen att lyssna på [127.0.0.1].")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, metavar="PORT", help="Porten [8000]; 0 väljer en ledig."
)
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    envvar="SEARCHLIB_CORPUS",
    default=Path("corpus"),
    metavar="MAPP",
    help="Mappen med dokumenten [corpus eller SEARCHLIB_CORPUS].",
)
@index_option()
def command(host: str, port: int, corpus: Path, index: Path) -> int:
    """Öppna söksidorna på http://127.0.0.1:8000/ tills du trycker Ctrl+C.

    Finns det inget sökindex byggs det först, av dokumenten i mappen corpus.
    """
    bound = _bound(host, port)
    if bound is None:
        click.echo(
            f"Porten {port} på {host} är upptagen eller går inte att använda. Välj en annan med --port.", err=True
        )
        return WRONG_USAGE
    with bound:
        _build_if_missing(corpus, index)
        _serve(bound, host, corpus, index)
    return 0


def _bound(host: str, port: int) -> socket.socket | None:
    """A socket on the address, taken before any work is done, or None when it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind, protocol)
        try:
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind(address)
            # Listening already now: a second server must hear at once that the port is taken.
            bound.listen()
        except OSError:
            bound.close()
            raise
    except OSError:
        return None
    return bound


def _build_if_missing(corpus: Path, index: Path) -> None:
    from searchlib.generations import current

    try:
        current(index)
    except IndexMissing:
        click.echo(f"Det finns inget sökindex i {index}. Bygger det av {corpus} …")
        build(corpus, index, full=False)


def _serve(bound: socket.socket, host: str, corpus: Path, index: Path) -> None:
    from waitress.server import create_server

    # The pages open the index at the first question; a damaged one must be told now, not then.
    from searchlib.index import Index
    from webui import create_app

    Index.open(index).close()
    port = bound.getsockname()[1]
    config: dict[str, object] = {"INDEX": str(index.resolve()), "CORPUS": str(corpus.resolve())}
    if not _is_loopback(host):
        click.echo("Varning: söksidorna kan nu läsas av andra datorer i nätet. De har ingen inloggning.", err=True)
    if not _is_loopback(host) or ":" in host:
        # Werkzeug knows no IPv6 addresses among host names; on the loopback no other machine can ask anyway.
        config["TRUSTED_HOSTS"] = None
    server = create_server(create_app(config), sockets=[bound], threads=THREADS, ident=None)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Söksidorna finns på http://{shown}:{port}/ (avsluta med Ctrl+C)")
    try:
        server.run()
    finally:
        server.close()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
