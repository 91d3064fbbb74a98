"""The second half of the door to Whoosh: what only writing, and Whoosh's own searching, need. See `door`."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from whoosh.matching.mcore import LeafMatcher, NullMatcher, ReadTooFar
    from whoosh.reading import SegmentReader, TermInfo, TermNotFound
    from whoosh.writing import SegmentWriter

__all__ = ["LeafMatcher", "NullMatcher", "ReadTooFar", "SegmentReader", "SegmentWriter", "TermInfo", "TermNotFound"]
