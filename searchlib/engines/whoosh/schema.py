"""The Whoosh schema: one Whoosh document a row, a meeting's rows one after the other.

Fields with postings, by what their documents are:

    form, part                          every row; with positions
    meeting_form … meeting_stem         row 0 of a meeting; weight: the zone-weighted frequency in all of it
    heading_form … reference_stem       row 0; weight: the words of this field in the whole meeting
    participant_form, participant_part  row 0; with positions
    id                                  row 0

Everything else is a column. Postings of `form` and `meeting_form` lie in one table, and so on; VIEWS says where.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from searchlib.engines.whoosh.door import COLUMN, Column, FieldType, Format, IDAnalyzer, Schema
from searchlib.engines.whoosh.row_facts import ROW_COLUMNS
from searchlib.engines.whoosh.rowfile import MEETING_COLUMNS, NAME_COLUMNS

Level = Literal["rows", "meetings", "lemmas"]


@dataclass(frozen=True, slots=True)
class View:
    """Where the postings of a field lie: a table, and the level of it that they are."""

    table: str
    level: Level


def _views() -> dict[str, View]:
    views = {"form": View("form", "rows"), "part": View("part", "rows"), "id": View("id", "meetings")}
    for prefix, table in [("meeting_", ""), *((f"{name}_", f"{name}_") for name in ("heading", "organ", "reference"))]:
        views[f"{prefix}form"] = View(f"{table}form", "meetings")
        views[f"{prefix}part"] = View(f"{table}part", "meetings")
        views[f"{prefix}lemma"] = View(f"{table}part", "lemmas")
        views[f"{prefix}stem"] = View(f"{table}stem", "meetings")
    views["participant_form"] = View("participant_form", "rows")
    views["participant_part"] = View("participant_part", "rows")
    views["participant_lemma"] = View("participant_part", "lemmas")
    views["participant_stem"] = View("participant_stem", "meetings")
    return views


VIEWS: Final = _views()


class PlacesFormat(Format):  # type: ignore[misc]
    """Positions as raw little-endian numbers of 32 bits; Whoosh's own format pickles them."""

    def __init__(self) -> None:
        self.field_boost = 1.0
        self.options: dict[str, Any] = {}

    def encode(self, positions: Sequence[int]) -> bytes:
        """The value of a posting."""
        return np.asarray(positions, dtype="<u4").tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        """The positions of a posting, rising."""
        return list(np.frombuffer(value, dtype="<u4").tolist())

    def decode_frequency(self, value: bytes) -> int:
        """How often the term stands in the row."""
        return len(value) // 4

    def decode_weight(self, value: bytes) -> float:
        """The same as a weight."""
        return float(len(value) // 4)

    def combine(self, values: Sequence[bytes]) -> bytes:
        """One value of several, as Whoosh's unions want it."""
        return self.encode(sorted({position for value in values for position in self.decode_positions(value)}))


class WeightFormat(Format):  # type: ignore[misc]
    """A posting that is only a weight."""

    def __init__(self) -> None:
        self.field_boost = 1.0
        self.options: dict[str, Any] = {}

    def fixed_value_size(self) -> int:
        """Postings have no value."""
        return 0

    def combine(self, values: Sequence[bytes]) -> bytes:
        """Nothing of nothing."""
        return b""


class TermField(FieldType):  # type: ignore[misc]
    """A field of finished terms. Whoosh never analyses anything for us."""

    def __init__(self, postings: Format, unique: bool = False) -> None:
        super().__init__(postings, IDAnalyzer(), scorable=True, unique=unique)


class RowColumn(Column):  # type: ignore[misc]
    """A column that lies in the row file; `level` says whether it has a value for each row or each meeting."""

    def __init__(self, level: Literal["row", "meeting", "name", "record", "sentences"]) -> None:
        self.level = level

    def default_value(self, reverse: bool = False) -> Any:
        """What a row without a value has."""
        return {"name": None, "record": b"", "sentences": ()}.get(self.level, 0)


def make_schema() -> Schema:
    """The one schema of our indexes."""
    fields: dict[str, FieldType] = {
        name: TermField(PlacesFormat() if view.level == "rows" else WeightFormat(), unique=name == "id")
        for name, view in VIEWS.items()
    }
    fields |= {name: COLUMN(RowColumn("row")) for name in ROW_COLUMNS}
    fields |= {name: COLUMN(RowColumn("meeting")) for name in MEETING_COLUMNS}
    fields |= {name: COLUMN(RowColumn("name")) for name in NAME_COLUMNS}
    fields |= {"record": COLUMN(RowColumn("record")), "sentences": COLUMN(RowColumn("sentences"))}
    return Schema(**fields)
