"""Starting and killing child processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


@contextmanager
def running(program: Callable[..., None], index: Path, *more: object) -> Iterator[subprocess.Popen[str]]:
    """A child that runs one of the programs of `child`; it is killed, with signal 9, at the latest at the end."""
    command = [sys.executable, "-m", "tests.reliability.child", program.__name__, str(index), *map(str, more)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY) as child:
        try:
            yield child
        finally:
            child.kill()


def said(child: subprocess.Popen[str]) -> str:
    """The next line that the child writes."""
    assert child.stdout is not None
    return child.stdout.readline().strip()
