"""Builds an index in a process of its own, and keeps it with what it cost for whoever asks next.

    python -W ignore -m tests.benchmarks.building ENGINE FOLDER --documents N --jobs J

is that process; it reads the compressed documents itself.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.large import documents
from tests.benchmarks.machine import descendants, memory, proportional, size_of
from tests.benchmarks.peers import engine

_EVERY = 0.2


@dataclass(frozen=True, slots=True)
class Cost:
    """What building took: wall and processor seconds, MB of memory and of disk.

    `largest` is the peak of the largest process, mapped files among it; `together` that of all, shared pages
    counted once.
    """

    documents: int
    seconds: float
    cpu: float
    largest: float
    together: float
    disk: float


def built(name: str, folder: Path, count: int) -> Path:
    """The folder of an engine's index in the folder of the benchmarks; built with one process when it is not there."""
    place = place_of(name, folder, count)
    if not note_of(place).exists():
        keep(build(name, folder / f"{name}-{count}-new", count, jobs=1), folder / f"{name}-{count}-new", place)
    return place


def place_of(name: str, folder: Path, count: int) -> Path:
    """Where an engine's index of so many documents lies."""
    return folder / f"{name}-{count}"


def cost_of(place: Path) -> Cost:
    """What an index that `built` has given cost to build."""
    return Cost(**json.loads(note_of(place).read_text(encoding="utf-8")))


def keep(cost: Cost, fresh: Path, place: Path) -> None:
    """Let a fresh index be the one that later benchmarks use."""
    shutil.rmtree(place, ignore_errors=True)
    fresh.rename(place)
    note_of(place).write_text(json.dumps(asdict(cost)), encoding="utf-8")


def note_of(place: Path) -> Path:
    """Where it is noted what an index cost; written when the index is whole."""
    return place.with_suffix(".json")


def build(name: str, folder: Path, count: int, jobs: int) -> Cost:
    """Write an index into a fresh folder, and say what that cost; `reading` only reads."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.building", name, str(folder)]
    begin = time.perf_counter()
    child = subprocess.Popen(
        [*command, "--documents", str(count), "--jobs", str(jobs)], stdout=subprocess.PIPE, text=True
    )
    peaks = _watched(child)
    seconds = time.perf_counter() - begin
    assert child.stdout is not None
    said = child.stdout.read().splitlines()
    if child.returncode:
        raise SystemExit(f"{name} failed")
    told = json.loads(said[-1])
    return Cost(count, seconds, told["cpu"], max(peaks[0], told["peak"]), peaks[1], size_of(folder))


def _watched(child: subprocess.Popen[str]) -> tuple[float, float]:
    """The peak of the largest process and of all together, as seen now and then until the child ends."""
    largest = together = 0.0
    while True:
        try:
            child.wait(_EVERY)
            return largest, together
        except subprocess.TimeoutExpired:
            alive = descendants(child.pid)
            largest = max(largest, *(memory("VmHWM", pid) for pid in alive))
            together = max(together, sum(proportional(pid) for pid in alive))


def _confine(cores: int) -> None:
    """Run on so many cores only, children too: some engines start more threads than they are told."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


def main() -> None:
    """Build, and print processor time and own peak memory as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, required=True)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    _confine(options.jobs)
    if options.engine == "reading":
        for _ in documents(options.documents):
            pass
    else:
        engine(options.engine).index(documents(options.documents), options.folder, options.jobs)
    spent = os.times()
    cpu = spent.user + spent.system + spent.children_user + spent.children_system
    print(json.dumps({"cpu": cpu, "peak": memory("VmHWM")}))


if __name__ == "__main__":
    main()
