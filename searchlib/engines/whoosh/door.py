"""The one door to Whoosh: everything that this package uses of it is imported here.

Whoosh 2.7.4 is older than Python 3.12, which warns of its string escapes when it compiles them; the
warnings are silenced here and nowhere else.
"""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from whoosh.analysis import IDAnalyzer
    from whoosh.codec import base as codecs
    from whoosh.collectors import TopCollector
    from whoosh.columns import Column, ColumnReader
    from whoosh.fields import COLUMN, FieldType, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.filedb.structfile import StructFile
    from whoosh.formats import Format
    from whoosh.index import TOC, FileIndex
    from whoosh.matching.mcore import LeafMatcher, NullMatcher, ReadTooFar
    from whoosh.reading import SegmentReader, TermInfo, TermNotFound
    from whoosh.writing import SegmentWriter

__all__ = [
    "COLUMN",
    "TOC",
    "Column",
    "ColumnReader",
    "FieldType",
    "FileIndex",
    "FileStorage",
    "Format",
    "IDAnalyzer",
    "LeafMatcher",
    "NullMatcher",
    "ReadTooFar",
    "Schema",
    "SegmentReader",
    "SegmentWriter",
    "StructFile",
    "TermInfo",
    "TermNotFound",
    "TopCollector",
    "codecs",
]
