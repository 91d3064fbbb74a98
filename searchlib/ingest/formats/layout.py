"""Lines of a page with their place to text with its paragraphs set apart.

PDF knows no paragraphs: only where each line stands. A reader sees a paragraph or heading by the white
space before it, or by larger letters; an empty line says the same to the rest of reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

# Measured on letter-sized minutes: lines of one paragraph differ by a few per cent from the usual
# step, the white space between paragraphs begins at a third of a line.
_WIDER = 1.3
_LARGER = 1.15


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its baseline (points from below) and the height of its first letter (points)."""

    text: str
    baseline: float
    height: float


def with_paragraphs(lines: Sequence[Line]) -> str:
    """Join the lines of a page, with an empty line wherever the layout sets something apart."""
    if not lines:
        return ""
    usual = _usual_step(lines)
    parts = [lines[0].text]
    for above, below in pairwise(lines):
        parts.append("\n\n" if _set_apart(above, below, usual) else "\n")
        parts.append(below.text)
    return "".join(parts)


def _usual_step(lines: Sequence[Line]) -> float:
    """From one baseline to the next inside a paragraph, in heights of the lower line's letters."""
    steps = [
        (above.baseline - below.baseline) / below.height
        for above, below in pairwise(lines)
        if below.baseline < above.baseline and below.height > 0
    ]
    return median_low(steps) if steps else 0.0


def _set_apart(above: Line, below: Line, usual: float) -> bool:
    if above.height <= 0 or below.height <= 0:
        return False
    step = (above.baseline - below.baseline) / below.height
    # Upwards: another column, or a footer that the file holds before its body. On the same height: a table's cell.
    if step <= 0:
        return step < -0.5
    return step > usual * _WIDER or not 1 / _LARGER < above.height / below.height < _LARGER
