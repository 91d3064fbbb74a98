"""Reading and searching a folder of real minutes: `python -m tests.benchmarks.minutes FOLDER`.

Prints what was read, how long it took and how much memory, and the p50 and p95 of 200 mixed queries, whole answers
with snippets, facets and forms.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from searchlib import Index

QUERIES = 200


def mixed_queries(index: Index, seed: int = 1) -> list[str]:
    """Words, pairs, alternatives, phrases, beginnings, exclusions and filters, from words of the index itself."""
    chance = random.Random(seed)
    texts = [section.text for minutes_id in index.ids() for section in index.get(minutes_id).sections]
    runs = [text.split() for text in texts if len(text.split()) > 20]
    words = sorted({word for run in runs for word in run if word.isalpha() and 4 <= len(word) <= 16})
    kinds = [
        lambda: chance.choice(words),
        lambda: f"{chance.choice(words)} {chance.choice(words)}",
        lambda: f"{chance.choice(words)} ELLER {chance.choice(words)} ELLER {chance.choice(words)}",
        lambda: '"{}"'.format(" ".join((run := chance.choice(runs))[(at := chance.randrange(len(run) - 3)) : at + 3])),
        lambda: f"{chance.choice(words)[:4]}*",
        lambda: f"{chance.choice(words)} -{chance.choice(words)} år:2010..2024",
        lambda: f"{chance.choice(words)} NÄRA/8 {chance.choice(words)}",
    ]
    return [kinds[number % len(kinds)]() for number in range(QUERIES)]


def main(folder: Path) -> None:
    """Build, then ask."""
    with tempfile.TemporaryDirectory() as place:
        report = Index.rebuild(folder, place)
        peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        with Index.open(place) as index:
            sections = index.statistics().sections
            print(f"{report.added} files read, {len(report.failed)} failed, {sections} sections")
            print(f"{report.seconds:.1f} s, peak memory of the largest process {peak / 1024:.0f} MB")
            times = []
            for query in mixed_queries(index):
                start = time.perf_counter()
                index.search(query)
                times.append((time.perf_counter() - start) * 1000)
    cuts = statistics.quantiles(times, n=100)
    print(f"{len(times)} mixed queries: p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
