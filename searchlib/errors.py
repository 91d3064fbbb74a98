"""Every way in which the library says no: one root class, one subclass for each situation.

Messages are English and name the data; `remedy` says what to do about it. The Swedish sentences that
people read on screen are made from the same data in `searchlib.swedish`.
"""

from __future__ import annotations

from collections.abc import Sequence


class SearchlibError(Exception):
    """The root of every error that this library raises on purpose."""

    remedy: str = ""


class CorpusMissing(SearchlibError):
    """The corpus folder does not exist, or is not a folder."""

    remedy = "Name an existing folder, or set SEARCHLIB_CORPUS."

    def __init__(self, path: str) -> None:
        super().__init__(f"no corpus folder at {path!r}")
        self.path = path


class CorpusEmpty(SearchlibError):
    """The corpus folder holds no file that could be minutes."""

    remedy = "Put text, Markdown or HTML files into the folder."

    def __init__(self, path: str) -> None:
        super().__init__(f"the corpus folder {path!r} holds no documents")
        self.path = path


class InvalidSetting(SearchlibError):
    """A settings file or environment variable says something that cannot be used."""

    remedy = "Correct the setting and run the command again."

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class LexiconMissing(SearchlibError):
    """No Swedish hunspell dictionary could be found."""

    remedy = "Install the package hunspell-sv, or name a .dic file with SEARCHLIB_HUNSPELL."

    def __init__(self, looked_in: Sequence[str]) -> None:
        super().__init__(f"no Swedish hunspell dictionary in {', '.join(looked_in) or 'any known place'}")
        self.looked_in = tuple(looked_in)


class UnreadableFile(SearchlibError):
    """One file cannot be read as minutes; the rest of the run is not affected."""

    remedy = "Look at the file, or take it out of the corpus."

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class EmptyFile(UnreadableFile):
    """The file has no bytes, or nothing but white space."""

    def __init__(self, source: str) -> None:
        super().__init__(source, "the file is empty")


class NoText(UnreadableFile):
    """The file is sound, but holds no text (a scanned PDF without a text layer, for example)."""

    remedy = "Run text recognition (OCR) on the file and put the result into the corpus."

    def __init__(self, source: str) -> None:
        super().__init__(source, "the file holds no text")


class BinaryFile(UnreadableFile):
    """The file's bytes are not text in any encoding that we know."""

    def __init__(self, source: str) -> None:
        super().__init__(source, "the file is not text")


class FileTooLarge(UnreadableFile):
    """The file, or what it unpacks to, is over the limit for its format."""

    remedy = "Split the file into smaller ones."

    def __init__(self, source: str, size: int, limit: int) -> None:
        super().__init__(source, f"{size} bytes are more than the limit of {limit}")
        self.size = size
        self.limit = limit


class FileVanished(UnreadableFile):
    """The file was listed, but was gone or not permitted when it was to be read."""

    def __init__(self, source: str, reason: str = "the file is gone") -> None:
        super().__init__(source, reason)


class UnsupportedFormat(UnreadableFile):
    """The file is of a kind that is recognised but not read."""

    def __init__(self, source: str, format_name: str) -> None:
        super().__init__(source, f"files of the kind {format_name} are not read")
        self.format_name = format_name


class ExtraMissing(UnreadableFile):
    """The file could be read if an optional package were installed."""

    def __init__(self, source: str, extra: str) -> None:
        super().__init__(source, f"reading it needs: pip install 'searchlib[{extra}]'")
        self.extra = extra
        self.remedy = f"pip install 'searchlib[{extra}]'"


class MalformedFile(UnreadableFile):
    """The file claims a format and breaks its rules so that nothing can be read."""


class ReaderFailed(UnreadableFile):
    """The reader of this file crashed, or used more memory or time than it may."""


class EncryptedFile(UnreadableFile):
    """The file is locked with a password."""

    remedy = "Save the file without a password."

    def __init__(self, source: str) -> None:
        super().__init__(source, "the file is locked with a password")


class TooManyPages(UnreadableFile):
    """The file has more pages than are read of one file."""

    remedy = "Split the file into smaller ones."

    def __init__(self, source: str, pages: int, limit: int) -> None:
        super().__init__(source, f"{pages} pages are more than the limit of {limit}")
        self.pages = pages
        self.limit = limit


class DuplicateSource(SearchlibError):
    """The same source was given twice in one call."""

    remedy = "Give each document a source of its own."

    def __init__(self, source: str) -> None:
        super().__init__(f"the source {source!r} was given twice")
        self.source = source


class IndexMissing(SearchlibError):
    """There is no index at the given place."""

    remedy = "Build it: searchlib index CORPUS"

    def __init__(self, path: str) -> None:
        super().__init__(f"no index at {path!r}")
        self.path = path


class IndexDamaged(SearchlibError):
    """Files of the index are missing, cut off or changed."""

    remedy = "Build the index anew: searchlib index --full CORPUS"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"the index at {path!r} is damaged: {reason}")
        self.path = path
        self.reason = reason


class IndexOutdated(SearchlibError):
    """The index was written by another version of the format or of the analysis."""

    remedy = "Build the index anew: searchlib index --full CORPUS"

    def __init__(self, path: str, found: str, expected: str) -> None:
        super().__init__(f"the index at {path!r} has {found}, this version needs {expected}")
        self.path = path
        self.found = found
        self.expected = expected


class IndexLocked(SearchlibError):
    """Another process is writing to this index."""

    remedy = "Wait until the other run has ended."

    def __init__(self, path: str) -> None:
        super().__init__(f"another process is writing to the index at {path!r}")
        self.path = path


class IndexNotWritable(SearchlibError):
    """The index cannot be written: no space, no permission, no such disk. The old one is intact."""

    remedy = "Free disk space or mend the permissions, then run the command again."

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"the index at {path!r} cannot be written: {reason}")
        self.path = path
        self.reason = reason


class IndexClosed(SearchlibError):
    """The index object was used after it was closed."""

    remedy = "Open the index again with Index.open."

    def __init__(self) -> None:
        super().__init__("the index is closed")


class UnknownId(SearchlibError):
    """No minutes with this id are in the index."""

    remedy = "Take the id from a search result of the same index."

    def __init__(self, minutes_id: str) -> None:
        super().__init__(f"no minutes with the id {minutes_id!r}")
        self.minutes_id = minutes_id


class QueryTooLarge(SearchlibError):
    """The query is past one of the limits that keep every answer fast."""

    remedy = "Use a shorter query."

    def __init__(self, what: str, size: int, limit: int) -> None:
        super().__init__(f"the query has {size} {what}, the limit is {limit}")
        self.what = what
        self.size = size
        self.limit = limit


class InvalidOption(SearchlibError):
    """An argument of a call is not one of the values it can take."""

    remedy = "See the documentation of the call."

    def __init__(self, name: str, value: object, expected: str) -> None:
        super().__init__(f"{name}={value!r}: expected {expected}")
        self.name = name
        self.value = value
        self.expected = expected
