"""S6: files made to take all memory or time of whoever reads them. Each is small on disk or simple to make."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

from tests.searchlib.ingest.office_files import ODF, W, docx, odt, paragraph, pdf, zipped

DEEP = 100_000
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))


def _zip_of_zeros(name: str, megabytes: int) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open(name, "w") as part:
            for _ in range(megabytes):
                part.write(b" " * 1_000_000)
    return stream.getvalue()


def _lying_zip() -> bytes:
    """The directory says that a large part is small."""
    data = bytearray(_zip_of_zeros("word/document.xml", 300))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


def _many_parts() -> bytes:
    return zipped({f"word/document{number}.xml": "" for number in range(20_000)} | {"[Content_Types].xml": ""})


def _stream_bomb() -> bytes:
    """A page whose packed drawing unpacks to half a gigabyte."""
    import zlib

    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(500)) + packer.flush()
    plain = pdf([[(700, 11, "x")]])
    start = plain.index(b"<< /Length", plain.index(b"/Contents"))
    end = plain.index(b"endobj", start)
    return (
        plain[:start]
        + b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\n" % (len(packed), packed)
        + plain[end:]
    )


# Name → how it is made, and the errors it may end in; an empty set means that it must be read.
BOMBS: Mapping[str, tuple[Callable[[], bytes], set[str]]] = {
    "flat.html": (lambda: b"<p>ord</p>" * 1_000_000, {"FileTooLarge"}),
    "flat-within-limits.html": (lambda: b"<p>ord</p>" * 490_000, {"", "ReaderFailed", "MalformedFile"}),
    "line.txt": (lambda: b"ord " * 12_500_000, {"FileTooLarge"}),
    "line-within-limits.txt": (lambda: b"ord " * 1_200_000, {"", "ReaderFailed"}),
    "nested.html": (lambda: b"<div>" * DEEP + b"djupt", {"", "ReaderFailed", "MalformedFile", "NoText"}),
    "nested.md": (lambda: b"> " * DEEP + b"djupt", {"", "ReaderFailed", "NoText"}),
    "images.md": (lambda: b"![a](" * 400_000, {""}),
    "links.md": (lambda: b"- [a](<b " * 100_000 + b")", {""}),
    "nested.rtf": (lambda: b"{\\rtf1 " + b"{" * DEEP + b"djupt" + b"}" * DEEP, {""}),
    "nested.docx": (lambda: docx("<w:sdt>" * DEEP + "</w:sdt>" * DEEP), {"FileTooLarge", "MalformedFile"}),
    "nested.odt": (lambda: odt("<text:section>" * DEEP + "</text:section>" * DEEP), {"FileTooLarge", "MalformedFile"}),
    "nested-runs.docx": (
        lambda: docx("<w:p>" + "<w:smartTag>" * 240 + "<w:t>djupt</w:t>" + "</w:smartTag>" * 240 + "</w:p>"),
        {""},
    ),
    "unpacks.docx": (lambda: _zip_of_zeros("word/document.xml", 300), {"FileTooLarge"}),
    "lies.docx": (_lying_zip, {"FileTooLarge", "MalformedFile"}),
    "parts.docx": (_many_parts, {"MalformedFile"}),
    "entities.docx": (
        lambda: zipped(
            {"word/document.xml": f"<!DOCTYPE x [<!ENTITY e0 'ha'>{ENTITIES}]><w:document {W}>&e11;</w:document>"}
        ),
        {"UnsupportedFormat", "MalformedFile"},
    ),
    "entities.odt": (
        lambda: zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": f"<!DOCTYPE x [<!ENTITY e0 'ha'>{ENTITIES}]>"
                f"<office:document-content {ODF}>&e11;</office:document-content>",
            }
        ),
        {"MalformedFile"},
    ),
    "entities.html": (
        lambda: f"<!DOCTYPE html [<!ENTITY e0 'ha'>{ENTITIES}]><html><p>text &e11; &amp; mer".encode(),
        {""},
    ),
    "outside.html": (
        lambda: (
            b"<!DOCTYPE html [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><html><p>text &f;<iframe src='http://127.0.0.1:9/'>"
        ),
        {""},
    ),
    "pages.pdf": (lambda: pdf([[]] * 10_000), {"TooManyPages"}),
    "stream.pdf": (_stream_bomb, {"ReaderFailed", "NoText", "MalformedFile", ""}),
    "loop.pdf": (
        lambda: pdf([[]]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"),
        {"NoText", "MalformedFile", "ReaderFailed"},
    ),
    "spaces.odt": (lambda: odt('<text:p>a<text:s text:c="2000000000"/>b</text:p>'), {""}),
    "numbers.docx": (
        lambda: docx(paragraph("text", '<w:numPr><w:ilvl w:val="9999999999"/><w:numId w:val="1"/></w:numPr>')),
        {""},
    ),
    "bin.rtf": (lambda: b"{\\rtf1 text\\par\\bin4000000000 x}", {""}),
}
