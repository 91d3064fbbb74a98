"""Limits that the kernel keeps for this process, where there is such a kernel; on Windows they are not there."""

from __future__ import annotations

import os
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]


def limit_memory(extra: int) -> None:
    """Let this process grow by at most `extra` bytes from now on; beyond that, allocation fails.

    What Python and the libraries have mapped by now does not count: it differs between machines.
    """
    if resource is not None:
        _lower(resource.RLIMIT_AS, _mapped() + extra)


def limit_processor_time(seconds: int) -> None:
    """Let this process compute for at most `seconds` more, even when nobody is left to end it."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)


def _lower(what: int, soft: int) -> None:
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    try:
        resource.setrlimit(what, (soft, hard))
    # Some systems (macOS) know the limit and refuse to set it; the parent's clock still holds.
    except (OSError, ValueError):
        return


def _mapped() -> int:
    """The address space in use, in bytes; 0 where the system does not say (then the limit is absolute)."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
