"""The one door to Whoosh: what this package needs of it to read an index is imported here, the rest in `machinery`.

Whoosh 2.7.4 is older than Python 3.12, which warns of its string escapes when it compiles them; the
warnings are silenced here.
"""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from whoosh.analysis import IDAnalyzer
    from whoosh.codec import base as codecs
    from whoosh.columns import Column, ColumnReader
    from whoosh.fields import COLUMN, FieldType, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.filedb.structfile import StructFile
    from whoosh.formats import Format
    from whoosh.index import TOC, FileIndex

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
    "Schema",
    "StructFile",
    "codecs",
]
