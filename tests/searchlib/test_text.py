"""Text in one shape."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.text import normalised


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("fo\u0308r a\u030alder", "för ålder"),
        ("be\u00adslut", "beslut"),
        ("kännetecknings\u00ad regler", "känneteckningsregler"),
        ("samman\u00ad\nträde", "sammanträde"),
        ("kultur\u00ad och fritid", "kultur- och fritid"),
        ("vård\u00ad\u00adcentral", "vårdcentral"),
        ("Anna\u00ad Karin", "Anna Karin"),
        ("4\u00a0812,50 kronor", "4 812,50 kronor"),
        ("smal\u202fplats och\u3000bred", "smal plats och bred"),
        ("\uf0b7 punkt ett", "• punkt ett"),
        ("en \ue0a1 okänd", "en \ufffd okänd"),
        ("ﬂera aﬀischer om ﬁske", "flera affischer om fiske"),
        ("dolt\u200b tecken\ufeff", "dolt tecken"),
        ("vänster\u200ehöger\u202e", "vänsterhöger"),
        ("rad ett\r\nrad två\rrad tre\u2028rad fyra", "rad ett\nrad två\nrad tre\nrad fyra"),
        ("nolla\0och\x07ton", "nollaochton"),
        ("halv \ud83d sida", "halv \ufffd sida"),
        ("tabb\toch sida\f", "tabb\toch sida\f"),
        ("\u2060hopfogat", "hopfogat"),
        ("", ""),
    ],
)
def test_odd_characters_become_plain(given_text: str, expected: str) -> None:
    assert normalised(given_text) == expected


def test_plain_text_is_left_as_it_is() -> None:
    text = "Rådet beslutar att höja bidraget – för tredje året ”i rad”.\n\n\t§ 4"
    assert normalised(text) is text


@given(st.text(st.characters(codec=None), max_size=60))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once


@given(st.text(st.sampled_from("aåö\u0308\u030a\u00ad \n\t\r\u200b\ud800\ufb01\u00a0\uf0b7-och"), max_size=40))
def test_what_comes_out_is_composed_encodable_and_free_of_hidden_signs(text: str) -> None:
    result = normalised(text)
    assert unicodedata.is_normalized("NFC", result)
    assert result.encode("utf-8").decode("utf-8") == result
    assert not set(result) & set("\u00ad\u200b\u00a0\r\uf0b7\ufb01")
