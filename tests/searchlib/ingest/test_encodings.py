"""Bytes become the text that was meant, whatever table they were saved with."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.errors import BinaryFile, EmptyFile, UnreadableFile
from searchlib.ingest.encodings import decode

TEXTS = [
    "Ordföranden hälsade alla välkomna till årets första möte i Åmål.",
    "ÄRENDET återremitteras. Nämnden önskar ett bättre underlag före påsk.",
    "§ 7 Öppna förskolan i Tväråkra får två nya tjänster från hösten.",
]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "iso-8859-1", "mac_roman", "cp850"],
)
@pytest.mark.parametrize("text", TEXTS)
def test_swedish_comes_back_from_every_table(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x.txt") == text


def test_windows_quotes_and_dashes_come_back() -> None:
    text = "”Möten – för vem?” frågade rådet …"
    assert decode(text.encode("cp1252"), "x.txt") == text


def test_a_file_pasted_together_of_two_encodings_is_read_line_by_line() -> None:
    first, second = "Rådet för äldre håller öppet hus på måndag. " * 4 + "\n", "Även på söndag.\n"
    assert decode(first.encode() + second.encode("cp1252"), "x.txt") == first + second


def test_a_stray_nul_does_not_make_a_text_binary() -> None:
    assert decode("Mötet öppnas\0 av ordföranden.".encode(), "x.txt").startswith("Mötet")


@pytest.mark.parametrize("data", [b"", b"  \r\n\t ", b"\0\0\0\0"])
def test_a_file_without_anything_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        decode(data, "x.txt")


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.4 text", b"PK\x03\x04rest", b"\x89PNG\r\n", bytes(range(32)) * 8, b"\xff\xd8\xff\xe0 bild"],
    ids=["pdf", "zip", "png", "controls", "jpeg"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(BinaryFile):
        decode(data, "x.txt")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableFile):
        assert isinstance(decode(data, "x.txt"), str)
