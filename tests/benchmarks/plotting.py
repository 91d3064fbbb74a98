"""Curves as one SVG; needs matplotlib."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_COLUMNS = 2
_LOGARITHMIC = 90


@dataclass(frozen=True, slots=True)
class Curve:
    """What one engine costs along something. `points` are y by x."""

    along: str
    unit: str
    engine: str
    points: Mapping[int, float]


def plotted(curves: Sequence[Curve], path: Path) -> None:
    """Write the curves, those along the same thing in one panel."""
    import matplotlib as mpl

    mpl.use("svg")
    # Letters stay letters and names do not change from run to run, so that the file is small and its changes too.
    named = {"font.family": ["DejaVu Sans"], "font.size": 9}
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "searchlib", **named})
    from matplotlib import pyplot

    panels = list(dict.fromkeys(curve.along for curve in curves))
    rows = -(-len(panels) // _COLUMNS)
    figure, axes = pyplot.subplots(rows, _COLUMNS, figsize=(9, 2.7 * rows), layout="constrained", squeeze=False)
    for along, axis in zip(panels, axes.flat, strict=False):
        _draw(axis, [curve for curve in curves if curve.along == along])
    for axis in axes.flat[len(panels) :]:
        axis.set_axis_off()
    figure.savefig(path, format="svg", metadata={"Date": None})
    pyplot.close(figure)


def _draw(axis: object, curves: Sequence[Curve]) -> None:
    from matplotlib.axes import Axes

    assert isinstance(axis, Axes)
    for curve in curves:
        axis.plot(list(curve.points), list(curve.points.values()), marker="o", markersize=3, label=curve.engine)
    places = list(curves[0].points)
    if places[-1] > _LOGARITHMIC:
        axis.set_xscale("log")
    axis.set_xticks(places, [f"{place:,}" for place in places])
    axis.minorticks_off()
    axis.set_xlabel(curves[0].along)
    axis.set_ylabel(curves[0].unit)
    axis.set_ylim(bottom=0)
    axis.grid(alpha=0.3)
    axis.legend(frameon=False)
