"""What figures were measured on, and what a child of a benchmark says of its own memory."""

from __future__ import annotations

import datetime
import os
import platform
import re
from pathlib import Path

MB = 1e6


def described(documents: int) -> str:
    """Date, number of documents, machine, cores, versions and load; figures are those of an idle machine."""
    return (
        f"{datetime.date.today()}, {documents:,} documents, {_processor()}, {os.cpu_count()} cores, "
        f"{platform.system()}, Python {platform.python_version()}, load {_load()}"
    )


def _processor() -> str:
    found = re.search(r"model name\s*:\s*(.+)", _read("/proc/cpuinfo"))
    return " ".join(found[1].split()) if found else platform.machine()


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""


def memory(name: str, pid: int | str = "self") -> float:
    """A line of a process's status in MB: VmHWM (peak), VmRSS, RssAnon (its own, not mapped files); 0 if unknown."""
    found = re.search(rf"^{name}:\s+(\d+) kB", _read(f"/proc/{pid}/status"), re.MULTILINE)
    return int(found[1]) * 1024 / MB if found else 0.0


def proportional(pid: int | str = "self") -> float:
    """The memory of a process in MB, each page that it shares counted by its share; 0 if unknown."""
    found = re.search(r"^Pss:\s+(\d+) kB", _read(f"/proc/{pid}/smaps_rollup"), re.MULTILINE)
    return int(found[1]) * 1024 / MB if found else 0.0


def descendants(pid: int) -> list[int]:
    """A process and all below it that live just now."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*"):
        for child in _read(f"{task}/children").split():
            found += descendants(int(child))
    return found


def size_of(folder: Path) -> float:
    """The size of all files in a folder, in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / MB
