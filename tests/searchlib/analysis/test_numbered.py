"""The reader of numbers says what the analysis says, with its compiled loop and without."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.analysis import numbered
from searchlib.analysis.bonds import BREAK, cut
from searchlib.analysis.numbered import Spelled
from searchlib.analysis.plain import PlainAnalyzer, PlainLore
from searchlib.analysis.terms import NumberedText
from searchlib.analysis.tokenizer import Tokenizer
from searchlib.loops import compiled
from tests.searchlib.analysis.test_chunks import CONNECTED, SIGNS

QUOTED = st.text(st.sampled_from('(”"aåBÉßnämnd.,;:)!’ '), max_size=40)
# Groups of letters and digits with a sign or two between them.
WORDS = "a i BO EU s SOU KS hej kl m bl www http se info nämnd 2015 12 345 7 A Å é ß µ a4 covid19 och"
GROUPS = st.sampled_from(WORDS.split())
JOINTS = st.text(st.sampled_from("-/.:,;!?…()[]\"”’'»«–−%=*•|+&<>€§@_ \n"), min_size=1, max_size=2)
ITEMS = st.lists(
    st.tuples(GROUPS, st.sampled_from("-/.:, ") | st.sampled_from(["- och ", "- eller "]) | JOINTS).map("".join),
    max_size=8,
).map("".join)
TEXTS = CONNECTED | SIGNS | QUOTED | ITEMS | st.text(st.characters())
needs_loops = pytest.mark.skipif(compiled("chunks") is None, reason="the loops are not compiled, or switched off")


class Numbers(dict[str, int]):
    def __missing__(self, form: str) -> int:
        return self.setdefault(form, len(self))


PLAIN = PlainAnalyzer()
# One reader for all examples, so that most of what they hold has been seen before.
NUMBERS = Numbers()
READER = PLAIN.numbered(NUMBERS)


@settings(max_examples=1000)
@given(TEXTS)
def test_numbers_stand_for_the_forms(text: str) -> None:
    analyzed = PLAIN.analyze(text)
    assert spelled(READER.analyze(text), NUMBERS) == (
        list(analyzed.forms),
        list(analyzed.extras),
        list(analyzed.sentences),
    )


class Coupling(PlainLore):
    """Suspended words imply something, whatever they are."""

    def sharing_end(self, beginning: str, whole: str) -> tuple[str, ...]:
        return beginning + whole, whole


COUPLING = Tokenizer(Coupling())


@settings(max_examples=500)
@given(ITEMS | CONNECTED)
def test_what_suspended_words_imply_has_numbers_too(text: str) -> None:
    numbers = Numbers()
    analyzed = COUPLING.analyze(text)
    assert spelled(COUPLING.numbered(numbers).analyze(text), numbers)[1] == list(analyzed.extras)


@given(st.lists(TEXTS, max_size=5))
def test_what_is_remembered_changes_nothing(texts: list[str]) -> None:
    numbers, others = Numbers(), Numbers()
    reader, slow = PLAIN.numbered(numbers), Spelled(PLAIN, others)
    for text in [*texts, *texts]:
        assert spelled(reader.analyze(text), numbers) == spelled(slow.analyze(text), others)


@needs_loops
@settings(max_examples=1000)
@given(TEXTS.filter(lambda text: BREAK not in text))
def test_the_loop_cuts_like_the_patterns(text: str) -> None:
    assert placed(text) == cut(text)


@needs_loops
@pytest.mark.parametrize("text", ["", " \n ", "\n", "ett\n", "kultur-\n", "kultur- \n Å", "\0 \ud800 \U0001f600."])
def test_the_ends_of_a_text_are_cut_like_the_rest(text: str) -> None:
    assert placed(text) == cut(text)


@needs_loops
def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbered, "_REMEMBERED", 40)
    numbers = Numbers()
    reader = PLAIN.numbered(numbers)
    for number in range(300):
        text = f"ord{number} 2015-{number} Ärende{'a' * number}. Slut. " + "åäö" * number
        analyzed = PLAIN.analyze(text)
        assert spelled(reader.analyze(text), numbers)[0] == list(analyzed.forms)
        assert len(reader._loop) <= 41


@needs_loops
def test_many_chunks_are_all_remembered_rightly() -> None:
    numbers = Numbers()
    reader = PLAIN.numbered(numbers)
    text = " ".join(letters(number) for number in range(30_000))
    for _ in range(2):
        assert spelled(reader.analyze(text), numbers)[0] == text.split()
    assert len(reader._loop) == 30_000


def test_an_error_of_the_numbers_is_passed_on() -> None:
    class Full(dict[str, int]):
        def __missing__(self, form: str) -> int:
            raise LookupError(form)

    with pytest.raises(LookupError):
        PLAIN.numbered(Full()).analyze("ett 2015-12")


@needs_loops
def test_a_number_that_does_not_fit_is_an_error() -> None:
    for number in (-1, 1 << 30, sys.maxsize + 1):
        with pytest.raises(OverflowError):
            PLAIN.numbered({"ett": number}).analyze("ett")


def placed(text: str) -> list[str]:
    loop = compiled("bonds")
    assert loop is not None
    found: list[str] = loop.chunks(text, cut)
    return found


def spelled(read: NumberedText, numbers: Numbers) -> tuple[list[str], list[tuple[int, str]], list[int]]:
    names = list(numbers)
    extras = [(position, names[number]) for position, number in read.extras]
    return [names[number] for number in read.forms], extras, list(read.sentences)


def letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))
