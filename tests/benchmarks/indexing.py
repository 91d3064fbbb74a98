"""How fast indexing is: whole processes, one after the other, from the compressed documents to the closed index.

    python -m tests.benchmarks.indexing --documents 20000 --folder DIR [--engines ours,tantivy,whoosh] [--jobs 1]

Reading the documents is counted for all, and reported alone as `reading`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.large import documents
from tests.benchmarks.ours import Ours
from tests.benchmarks.peers import PEERS


def main() -> None:
    options = _options()
    if options.only:
        _index(options)
        return
    rows = [_measured(name, options) for name in ["reading", *options.engines.split(",")]]
    print("engine | documents/s | CPU s | peak MB | MB on disk\n---|---|---|---|---")
    for row in rows:
        print(f"{row['name']} | {row['rate']:.0f} | {row['cpu']:.1f} | {row['peak']:.0f} | {row['disk']:.0f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--engines", default="ours,tantivy")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", help=argparse.SUPPRESS)
    return parser.parse_args()


def _measured(name: str, options: argparse.Namespace) -> dict[str, float | str]:
    folder = options.folder / f"indexing-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.indexing", "--only", name]
    command += ["--documents", str(options.documents), "--folder", str(folder), "--jobs", str(options.jobs)]
    begin = time.perf_counter()
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds = time.perf_counter() - begin
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    shutil.rmtree(folder, ignore_errors=True)
    return {"name": name, "rate": options.documents / seconds, "disk": disk, **json.loads(said.splitlines()[-1])}


def _index(options: argparse.Namespace) -> None:
    import resource

    if options.only == "reading":
        for _ in documents(options.documents):
            pass
    else:
        engine = Ours(jobs=options.jobs) if options.only == "ours" else PEERS[options.only]
        engine.index(documents(options.documents), options.folder)
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    print(json.dumps({"cpu": cpu, "peak": max(own.ru_maxrss, children.ru_maxrss) / 1024}))


if __name__ == "__main__":
    main()
