"""Stored bytes are plain deflate: whichever library wrote them, the other reads them."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.engines.whoosh.deflate import deflated, inflated

WORDS = "ledamot ersättare ordförande".encode()
DATA = st.binary(max_size=200) | st.integers(0, 3_000).map(lambda times: WORDS * times)


@given(DATA, st.sampled_from([WORDS, b"x"]))
def test_bytes_come_back(data: bytes, dictionary: bytes) -> None:
    assert inflated(deflated(data, dictionary), dictionary) == data


@given(DATA)
def test_zlib_reads_what_was_written_and_writes_what_is_read(data: bytes) -> None:
    assert zlib.decompressobj(-15, zdict=WORDS).decompress(deflated(data, WORDS)) == data
    deflate = zlib.compressobj(4, zlib.DEFLATED, -15, zdict=WORDS)
    assert inflated(deflate.compress(data) + deflate.flush(), WORDS) == data


def test_what_the_dictionary_holds_takes_hardly_any_room() -> None:
    assert len(deflated(WORDS, WORDS)) < len(WORDS) // 3


def test_damaged_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="nvalid"):
        inflated(b"\xff" * 30, WORDS)
