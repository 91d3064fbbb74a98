"""The XML parts of a zipped office file, guarded against bombs of every known kind."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from searchlib.errors import EncryptedFile, FileTooLarge, MalformedFile

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_UNPACKED = 100_000_000
# Text packs to a tenth; a hundredth is only reached by repetition on purpose. Small parts may do as they like.
MAX_RATIO = 100
_SMALL = 1_000_000
# One name takes half a kilobyte of memory; a long document has a few hundred parts.
MAX_PARTS = 10_000


class Package:
    """An office file opened for reading parts; `unpacked` bytes are counted over all of them."""

    def __init__(self, data: bytes, source: str) -> None:
        self.source = source
        self._left = MAX_UNPACKED
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
            raise MalformedFile(source, "the zipped file is damaged") from error
        if len(self._archive.filelist) > MAX_PARTS:
            raise MalformedFile(source, f"the zipped file has more than {MAX_PARTS} parts")

    def part(self, name: str) -> bytes | None:
        """Unpack one part; None when there is none of this name.

        Raises FileTooLarge for a bomb, EncryptedFile, MalformedFile.
        """
        try:
            info = self._archive.getinfo(name)
        except KeyError:
            return None
        self._refuse(info)
        try:
            with self._archive.open(info) as stream:
                # The directory may lie about the size: no more is unpacked than is allowed.
                unpacked = stream.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise MalformedFile(self.source, f"its part {name} is damaged") from error
        self._left -= len(unpacked)
        if self._left < 0:
            raise FileTooLarge(self.source, MAX_UNPACKED - self._left, MAX_UNPACKED)
        return unpacked

    def tree(self, name: str) -> _Element | None:
        """Parse one part as XML; None when there is none of this name. Raises what `part` raises."""
        data = self.part(name)
        return None if data is None else parse_xml(data, self.source)

    def _refuse(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & 0x1:
            raise EncryptedFile(self.source)
        allowed = max(_SMALL, min(self._left, info.compress_size * MAX_RATIO))
        if info.file_size > allowed:
            raise FileTooLarge(self.source, info.file_size, allowed)


def parse_xml(data: bytes, source: str) -> _Element:
    """Parse XML that has no business declaring entities; the parser's own limits on depth and size hold.

    Raises MalformedFile.
    """
    from lxml import etree

    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise MalformedFile(source, "its XML declares entities")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MalformedFile(source, "its XML is damaged") from error
