"""PDF to pages of text: with pypdfium2, or pypdf where that is missing or gives up."""

from __future__ import annotations

import ctypes
import io
from typing import Any

from searchlib.errors import EncryptedFile, ExtraMissing, MalformedFile, NoText, TooManyPages
from searchlib.ingest.extracts import PagedText
from searchlib.ingest.formats.layout import Line, with_paragraphs
from searchlib.text import normalised

MAX_PAGES = 2000

# What pdfium puts in the place of a hyphen and the line break after it. Whether the word goes on
# without the hyphen is for the rest of reading to say, so both come back.
_BROKEN_WORD = "\ufffe"


def extract(data: bytes, source: str) -> PagedText:
    """Read the text layer of a PDF, page by page.

    Raises NoText for scans, EncryptedFile, TooManyPages, MalformedFile, and ExtraMissing without a PDF library.
    """
    pages = _pages(data, source)
    texts = tuple(normalised(page).replace("\f", "\n") for page in pages)
    if not any(text.strip() for text in texts):
        raise NoText(source)
    return PagedText(texts)


def _pages(data: bytes, source: str) -> list[str]:
    try:
        return _with_pdfium(data, source)
    except ImportError:
        try:
            return _with_pypdf(data, source)
        except ImportError as error:
            raise ExtraMissing(source, "pdf") from error
    except MalformedFile:
        # pypdf rebuilds the table of some damaged files that pdfium refuses.
        try:
            return _with_pypdf(data, source)
        except ImportError:
            pass
        raise


def _with_pdfium(data: bytes, source: str) -> list[str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFile(source) from error
        raise MalformedFile(source, "the PDF is damaged") from error
    try:
        if len(document) > MAX_PAGES:
            raise TooManyPages(source, len(document), MAX_PAGES)
        return [_pdfium_page(document, number) for number in range(len(document))]
    finally:
        document.close()


def _pdfium_page(document: Any, number: int) -> str:
    import pypdfium2

    try:
        page = document[number]
        textpage = page.get_textpage()
    # One page that cannot be drawn does not cost the others.
    except pypdfium2.PdfiumError:
        return ""
    try:
        return with_paragraphs(_lines(textpage))
    finally:
        textpage.close()
        page.close()


def _lines(textpage: Any) -> list[Line]:
    lines = []
    position = 0
    for whole in textpage.get_text_range().split("\r\n"):
        parts = whole.split(_BROKEN_WORD)
        for number, part in enumerate(parts):
            if part.strip():
                baseline, height = _place(textpage, position + len(part) - len(part.lstrip()))
                lines.append(Line(part + "-" if number < len(parts) - 1 else part, baseline, height))
            position += len(part) + 1
        # The line break is two characters, of which one has been counted.
        position += 1
    return lines


def _place(textpage: Any, index: int) -> tuple[float, float]:
    """Baseline and height of the character at `index` of the page's text, in points; zeros when unknown."""
    from pypdfium2 import raw

    character = raw.FPDFText_GetCharIndexFromTextIndex(textpage, index)
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetCharOrigin(textpage, character, x, y):
        return 0.0, 0.0
    raw.FPDFText_GetLooseCharBox(textpage, character, box)
    return y.value, box.top - box.bottom


def _with_pypdf(data: bytes, source: str) -> list[str]:
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        # Many files are encrypted with an empty password, which only restricts printing.
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedFile(source)
        if len(reader.pages) > MAX_PAGES:
            raise TooManyPages(source, len(reader.pages), MAX_PAGES)
        return [page.extract_text() for page in reader.pages]
    except (EncryptedFile, TooManyPages):
        raise
    # pypdf raises nearly everything on damaged files, from KeyError to RecursionError.
    except Exception as error:
        raise MalformedFile(source, "the PDF is damaged") from error
