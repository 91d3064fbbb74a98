"""Which segments are merged into the one that is being written, so that there are never many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from searchlib.engines.whoosh.machinery import SegmentReader
from searchlib.engines.whoosh.segment import Segment
from searchlib.engines.whoosh.segment_writer import MeetingWriter

# Segments that are smaller than what is written anyway times this are merged into it, and those of which
# more than this share is deleted.
_MERGED_BELOW: Final = 2
_REWRITTEN_ABOVE: Final = 0.3


def merge_policy(writer: MeetingWriter, segments: Sequence[Segment]) -> list[Segment]:
    """Which segments stay as they are; the others are merged into the one being written.

    Small ones are, so that the number of segments grows with the logarithm of the rows, and much deleted ones.
    """
    kept: list[Segment] = []
    written = writer.docnum
    for segment in sorted(segments, key=lambda one: (one.doc_count(), one.segment_id())):
        if not segment.doc_count():
            continue
        much_deleted = segment.deleted_count() > _REWRITTEN_ABOVE * segment.doc_count_all()
        if much_deleted or segment.doc_count() < _MERGED_BELOW * written:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
            written += segment.doc_count()
        else:
            kept.append(segment)
    return kept
