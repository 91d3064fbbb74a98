"""Roundabout ways to a corpus: many segments, deletions, replacements."""

from __future__ import annotations

import random
from collections.abc import Sequence

from searchlib.documents import Minutes
from tests.engines.building import Update
from tests.engines.corpora import random_minutes


def history(corpus: Sequence[Minutes], seed: int) -> list[Update]:
    """A roundabout way to the corpus: bit by bit, with meetings that change and others that go again."""
    rng = random.Random(seed)
    updates: list[Update] = []
    present: set[str] = set()
    for begin in range(0, len(corpus), 12):
        batch = list(corpus[begin : begin + 12])
        names = {one.id for one in batch}
        # Some meetings come too early and with another text, and some strangers for one update only.
        early = [one.id for one in rng.sample(corpus, 4) if one.id not in names | present]
        wrong = [random_minutes(rng, name) for name in [*early, f"x{begin}"]]
        gone = [name for name in present if name in names or name.startswith("x")]
        updates.append(Update([*batch, *wrong], gone))
        present = (present - set(gone)) | names | {one.id for one in wrong}
    strangers = [name for name in present if name.startswith("x")]
    return [*updates, Update(remove=[*strangers, "never there"])]
