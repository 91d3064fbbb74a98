"""The fast analysis, chunk by chunk, says what the grammar says of the whole text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.analysis import chunks
from searchlib.analysis.bonds import BREAK, cut, unbound
from searchlib.analysis.plain import PlainAnalyzer
from searchlib.analysis.terms import AnalyzedText, Analyzer
from searchlib.text import normalised

CORPUS = Path(__file__).parents[3] / "corpus"

# What the grammar gives a meaning in connection with what stands before or after it, by kinds of connection.
HYPHENS = "kultur- fritids-, fritids‐ Skol- överenskom- -utbildning ‑vård och eller resp. & , / -/ -och nämnden"
NUMBERS = "§ §§ §45 45 a b i 5 753 1234 12:3 KS RS abcRS 2015/12 10-12 14:30 ² ٣ 45§ 45a§ a§ 1:a - och 45a"
STOPS = (
    "A. B. Svensson RSK. kl. m.m. slut. slut! ja?” (Se ”Nej – - • * . ... …) Älvsta åsa é samverkan. § 12 \x01 \x01a"
)
OTHERS = "www.region.se/x. x@y.se EU:s RF-SISU x_y nämnden, (S), styrelsen; samverkan.” resp och Ö."
SPACES = st.sampled_from([" "] * 12 + ["\n"] * 3 + ["  ", " \n", "\n ", "\n\n", "\t", "\u2003", "\x1f", ""])


def connected(words: str) -> st.SearchStrategy[str]:
    return st.lists(st.tuples(st.sampled_from(words.split(" ")), SPACES).map("".join), max_size=12).map("".join)


CONNECTED = st.one_of(*map(connected, (HYPHENS, NUMBERS, STOPS, " ".join((HYPHENS, NUMBERS, STOPS, OTHERS)))))
SIGNS = st.text(st.sampled_from("\0aåbAÅΣİ§12 059-‐/:.,’&+@()\n\t!?…–”\x1f\x01_"), max_size=40)


class WithoutMemory(PlainAnalyzer):
    """The analysis by the grammar alone."""

    def analyze(self, text: str) -> AnalyzedText:
        return self._tokenizer._read(text).analyzed()


PLAIN = PlainAnalyzer()
SLOW = WithoutMemory()


@settings(max_examples=1000)
@given(CONNECTED | SIGNS)
def test_chunks_add_up_to_the_text(text: str) -> None:
    assert _comparable(PLAIN.analyze(text)) == _comparable(SLOW.analyze(text))


@settings(max_examples=1000)
@given(CONNECTED | SIGNS)
def test_tokens_of_chunks_are_those_of_the_text(swedish: Analyzer, text: str) -> None:
    for analyzer in (PLAIN, swedish):
        assert analyzer.tokens(text) == analyzer._tokenizer.read_tokens(text)  # type: ignore[attr-defined]


@given(CONNECTED)
def test_nothing_is_lost_in_the_cut(text: str) -> None:
    text = text.replace(BREAK, "")
    found = "".join(unbound(chunk) for chunk in cut(text) if chunk != BREAK)
    assert "".join(found.split()) == "".join(text.split())


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.txt")), ids=lambda path: path.name)
def test_minutes_are_read_alike(path: Path) -> None:
    text = normalised(path.read_text(encoding="utf-8", errors="replace"))
    assert _comparable(PLAIN.analyze(text)) == _comparable(SLOW.analyze(text))
    assert PLAIN.tokens(text) == PLAIN._tokenizer.read_tokens(text)


@pytest.mark.parametrize(
    ("text", "chunk"),
    [
        ("enligt § 45 a gäller", "§ 45 a"),
        ("enligt 45 a § gäller", "45 a §"),
        ("om 5 753 000 kronor", "5 753 000"),
        ("dnr KS 2023/115.", "KS 2023/115."),
        ("vid A. B. Svensson", "A. B. Svensson"),
        ("i kultur-, fritids- och idrottsnämnden i", "kultur-, fritids- och idrottsnämnden"),
        ("om barnomsorg och -utbildning i", "barnomsorg och -utbildning"),
        ("den överenskom-\n melse som", "överenskom-\n melse"),
    ],
)
def test_what_belongs_together_is_one_chunk(text: str, chunk: str) -> None:
    assert chunk in {unbound(one) for one in cut(text)} or chunk in " ".join(unbound(one) for one in cut(text))


def test_the_memory_is_bounded_and_what_was_forgotten_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "_WORDS_REMEMBERED", 4)
    monkeypatch.setattr(chunks, "_CHUNKS_REMEMBERED", 4)
    analyzer = PlainAnalyzer()
    text = "ett två tre fyra fem sex. Sju åtta. Nio 10-11 12/13 14. Ett två"
    assert _comparable(analyzer.analyze(text)) == _comparable(SLOW.analyze(text))
    reader = analyzer._tokenizer._chunks
    assert 0 < len(reader._words) <= 4
    assert 0 < len(reader._chunks) <= 4


def test_endless_chunks_are_not_remembered() -> None:
    analyzer = PlainAnalyzer()
    analyzer.analyze("å" * 5_000 + " " + "123 " * 4_000)
    assert not analyzer._tokenizer._chunks._words
    assert not analyzer._tokenizer._chunks._chunks
    analyzer.tokens("å" * 5_000 + " " + "123 " * 4_000)
    assert not analyzer._tokenizer._known_tokens.cache_info().currsize


def test_the_lexicon_is_asked_in_both_ways_alike(swedish: Analyzer) -> None:
    text = "Hälso- och sjuk-\nvård. In- och utflyttning, barnomsorg och -utbildning. Överenskom-\nmelsen."
    analyzed = swedish.analyze(text)
    assert list(analyzed.extras) == [(token.position, token.form) for token in swedish.tokens(text) if token.extra]
    assert len(analyzed.extras) == 2


def _comparable(analyzed: AnalyzedText) -> tuple[list[str], list[tuple[int, str]], list[int]]:
    return list(analyzed.forms), list(analyzed.extras), list(analyzed.sentences)
