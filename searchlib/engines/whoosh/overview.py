"""The whole collection at a glance: columns of all segments end to end, and what follows from all meetings.

Made when an index is written and read in place afterwards, so that opening costs the same for ten meetings and
for a million. It says which segments it was made of; when the index has others since (Whoosh's own merging),
it is made anew in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searchlib.engines.whoosh.arrays import ArrayFile, ArrayWriter
from searchlib.engines.whoosh.rowfile import MEETING_COLUMNS, NAME_COLUMNS, PRECISIONS
from searchlib.engines.whoosh.segment_files import SegmentFiles
from searchlib.errors import IndexDamaged
from searchlib.runs import starts
from searchlib.utf8 import encoded

Numbers = NDArray[Any]

# Beside the segments: what is known of all of them, and the vocabulary.
OVERVIEW: Final = "overview.arrays"
VOCABULARY: Final = "vocabulary.table"
_DAY: Final = "datetime64[D]"
_EPOCH_ORDINAL: Final = 719163  # date(1970, 1, 1).toordinal()


def read_overview(folder: Path, segments: Sequence[SegmentFiles]) -> dict[str, Numbers]:
    """The arrays of the overview: from its file if that belongs to these segments, or made anew."""
    path = folder / OVERVIEW
    if path.exists():
        file = ArrayFile(path)
        if file["key"].tobytes() == _key(segments):
            return file.arrays()
    return make_overview(segments)


def write_overview(folder: Path, segments: Sequence[SegmentFiles]) -> None:
    """Write the file of the overview."""
    with ArrayWriter(folder / OVERVIEW) as writer:
        for name, values in make_overview(segments).items():
            writer.add(name, values, values.dtype.str if values.dtype.itemsize > 1 else "u1")


def _key(segments: Sequence[SegmentFiles]) -> bytes:
    """What an overview was made of; deletions are those of the segment list."""
    parts = [f"{one.segment.segment_id()} {sorted(one.segment.deleted_docs())}" for one in segments]
    return "\n".join(parts).encode()


def make_overview(segments: Sequence[SegmentFiles]) -> dict[str, Numbers]:
    """Everything that is known of all meetings, as arrays by meeting or by code."""
    arrays: dict[str, Numbers] = {"key": np.frombuffer(_key(segments), np.uint8)}
    arrays["alive"] = _joined([living(one).astype(np.uint8) for one in segments], np.uint8)
    arrays["first_rows"] = _first_rows(segments)
    for name in MEETING_COLUMNS:
        arrays[name] = _joined([one.rows.column(name) for one in segments], np.uint32)
    arrays["begin"], arrays["end"] = _day_ranges(arrays["date"], arrays["precision"])
    arrays["year"] = _years(arrays["date"])
    for name in NAME_COLUMNS:
        arrays |= _united_names(name, segments)
    ids = _ids(segments)
    by_id = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)
    arrays["id_number"] = _joined([np.argsort(_meetings_by_id(one)) for one in segments], np.uint32)
    arrays["newest"], arrays["oldest"] = _date_ranks(arrays["date"].astype(np.int64), by_id)
    return arrays


def living(files: SegmentFiles) -> Numbers:
    """For each meeting of a segment whether its row 0 is there."""
    dead_rows = np.zeros(files.segment.doc_count_all(), dtype=np.bool_)
    dead_rows[np.fromiter(files.segment.deleted_docs(), np.int64)] = True
    return np.logical_not(dead_rows[files.first_rows[:-1]])


def _joined(parts: Sequence[Numbers], dtype: Any) -> Numbers:
    return np.concatenate([np.empty(0, dtype), *parts]).astype(dtype)


def _first_rows(segments: Sequence[SegmentFiles]) -> Numbers:
    base = 0
    parts: list[Numbers] = []
    for one in segments:
        parts.append(one.first_rows[:-1] + base)
        base += one.segment.doc_count_all()
    return np.concatenate([*parts, [base]]).astype(np.int64)


def _day_ranges(dates: Numbers, precision: Numbers) -> tuple[Numbers, Numbers]:
    """The first and last day on which each meeting may have been, as ordinals."""
    days = (dates.astype(np.int64) - _EPOCH_ORDINAL).astype(_DAY)
    begin, end = dates.astype(np.int64), dates.astype(np.int64)
    for unit, name in (("datetime64[M]", "month"), ("datetime64[Y]", "year")):
        coarse = (precision == PRECISIONS.index(name)) & (dates > 0)
        # Months or years as plain numbers: the next one begins one later.
        spans = days[coarse].astype(unit).astype(np.int64)
        begin[coarse] = spans.astype(unit).astype(_DAY).astype(np.int64) + _EPOCH_ORDINAL
        end[coarse] = (spans + 1).astype(unit).astype(_DAY).astype(np.int64) - 1 + _EPOCH_ORDINAL
    return begin.astype(np.uint32), end.astype(np.uint32)


def _years(dates: Numbers) -> Numbers:
    """The year of each meeting, 0 for undated."""
    years = (dates.astype(np.int64) - _EPOCH_ORDINAL).astype(_DAY).astype("datetime64[Y]").astype(np.int64) + 1970
    return np.where(dates > 0, years, 0).astype(np.uint32)


def _united_names(column: str, segments: Sequence[SegmentFiles]) -> dict[str, Numbers]:
    """Codes into one list of names for all segments; code 0 is unknown."""
    codes: dict[str, int] = {}
    parts: list[Numbers] = []
    for one in segments:
        new_code = [0, *(codes.setdefault(name, len(codes) + 1) for name in one.rows.names(column))]
        parts.append(np.array(new_code, dtype=np.uint32)[one.rows.column(column)])
    names = encoded(codes)
    return {
        column: _joined(parts, np.uint32),
        f"{column}_names": np.frombuffer(b"".join(names), np.uint8),
        f"{column}_names_ends": starts(np.array([len(name) for name in names], dtype=np.int64)),
    }


def _meetings_by_id(files: SegmentFiles) -> Numbers:
    """The meeting of each id, in the order of ids."""
    table = files.tables["id"]
    return table.docs.between(0, len(table))


def _ids(segments: Sequence[SegmentFiles]) -> list[bytes]:
    """The id of every meeting, by its number in the collection."""
    ids: list[bytes] = []
    for one in segments:
        table = one.tables["id"]
        of_meeting = dict(zip(_meetings_by_id(one).tolist(), table.terms(), strict=True))
        if len(of_meeting) != len(one.first_rows) - 1:
            raise IndexDamaged(one.segment.segment_id(), "a meeting has no id")
        ids += [of_meeting[number] for number in range(len(of_meeting))]
    return ids


def _date_ranks(dates: Numbers, by_id: Numbers) -> tuple[Numbers, Numbers]:
    """For each meeting its place by date, newest first and oldest first: undated last, then by id."""
    id_rank = np.empty_like(by_id)
    id_rank[by_id] = np.arange(len(by_id))
    ranks: list[Numbers] = []
    for sign in (-1, 1):
        order = np.lexsort((id_rank, sign * dates, dates == 0))
        rank = np.empty(len(order), dtype=np.uint32)
        rank[order] = np.arange(len(order), dtype=np.uint32)
        ranks.append(rank)
    return ranks[0], ranks[1]
