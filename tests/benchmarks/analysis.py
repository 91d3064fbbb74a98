"""How fast the Swedish analysis is on one core: python tests/benchmarks/analysis.py FOLDER_OF_TEXTS

Prints tokens a second of `analyze` on text that has been seen before, and new words a second of the splitter and of
`word`; each the best of some runs, in processor time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from searchlib.analysis.cached import open_lexicon
from searchlib.analysis.chain import SwedishAnalyzer
from searchlib.analysis.compounds import Splitter
from searchlib.analysis.tables import compound_tables
from searchlib.text import normalised

RUNS = 3
MOST_BYTES = 4_000_000
MOST_WORDS = 60_000


def seconds(run: Callable[[], object]) -> float:
    """The least processor time of some runs."""
    times = []
    for _ in range(RUNS):
        begun = time.process_time()
        run()
        times.append(time.process_time() - begun)
    return min(times)


def read_texts(folder: Path) -> list[str]:
    """The texts of a folder up to some size, normalised."""
    texts: list[str] = []
    for path in sorted(folder.rglob("*.txt")):
        texts.append(normalised(path.read_text(encoding="utf-8", errors="replace")))
        if sum(map(len, texts)) > MOST_BYTES:
            break
    return texts


def main(folder: Path) -> None:
    texts = read_texts(folder)
    lexicon = open_lexicon()
    analyzer = SwedishAnalyzer(lexicon)
    analyzed = [analyzer.analyze(text) for text in texts]
    tokens = sum(len(one.forms) for one in analyzed)
    print(f"{tokens:,} tokens, {tokens / seconds(lambda: [analyzer.analyze(text) for text in texts]):,.0f} a second")
    words = list(dict.fromkeys(form for one in analyzed for form in one.forms if form.isalpha()))[:MOST_WORDS]

    def split() -> None:
        splitter = Splitter(lexicon.properties, lexicon.lemmas, lexicon.beginnings(), compound_tables(), lexicon.lookup)
        for word in words:
            splitter.joints(word)

    def analyze() -> None:
        fresh = SwedishAnalyzer(lexicon)
        for word in words:
            fresh.word(word)

    print(f"{len(words):,} different words: {len(words) / seconds(split):,.0f} split a second")
    print(f"{len(words):,} different words: {len(words) / seconds(analyze):,.0f} analysed a second")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
