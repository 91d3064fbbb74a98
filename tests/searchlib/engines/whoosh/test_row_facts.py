"""The facts of rows, worked out for a whole batch, are those of each row by itself."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchlib.engines.whoosh.row_facts import row_facts
from searchlib.engines.whoosh.zones import ZONE_NUMBERS
from searchlib.ranking import ZONE_WEIGHTS

# A piece: its zone, how many words it has, and at which of them sentences begin. A meeting: the pieces of its rows.
PIECES = st.tuples(st.sampled_from(sorted(ZONE_NUMBERS)), st.integers(1, 9), st.sets(st.integers(0, 8)).map(sorted))
ROWS = st.lists(PIECES, max_size=4, unique_by=lambda piece: piece[0])
MEETINGS = st.lists(st.lists(ROWS, min_size=1, max_size=3), max_size=3)
GAP = 10


def plainly(number: int, row: list[Any]) -> tuple[list[int], list[int]]:
    """The columns of one row, and where its sentences begin."""
    begins = [GAP * place for place in range(len(row))]
    ends = {zone: begin + words for begin, (zone, words, _) in zip(begins, row, strict=True)}
    heading = max(ends.get("title", 0), ends.get("heading", 0))
    organ = max(heading, ends.get("organ", 0))
    words = sum(words for zone, words, _ in row if zone != "participant")
    sentences = [begin + one for begin, (_, _, own) in zip(begins, row, strict=True) for one in own]
    return [number, words, heading, organ, max(organ, ends.get("reference", 0))], sentences


@given(MEETINGS)
def test_facts_are_those_of_each_row(meetings: list[list[list[Any]]]) -> None:
    laid_out = [
        (meeting, number, place, piece)
        for meeting, rows in enumerate(meetings)
        for number, row in enumerate(rows)
        for place, piece in enumerate(row)
    ]
    pieces = [
        [meeting, row, ZONE_NUMBERS[zone], GAP * place, words] for meeting, row, place, (zone, words, _) in laid_out
    ]
    found = row_facts(
        np.array(pieces, dtype=np.uint32).reshape(-1, 5),
        np.array([len(rows) for rows in meetings], dtype=np.uint32),
        np.array([len(sentences) for *_, (_, _, sentences) in laid_out], dtype=np.uint32),
        np.array([one for *_, (_, _, sentences) in laid_out for one in sentences], dtype=np.uint32),
    )
    expected = [plainly(number, row) for rows in meetings for number, row in enumerate(rows)]
    assert found.columns.tolist() == [columns for columns, _ in expected]
    assert found.sentence_counts.tolist() == [len(sentences) for _, sentences in expected]
    assert found.sentences.tolist() == [one for _, sentences in expected for one in sentences]
    weighted = [[ZONE_WEIGHTS.get(zone, 0) * words for row in rows for zone, words, _ in row] for rows in meetings]
    assert found.lengths.tolist() == [sum(own) for own in weighted]
