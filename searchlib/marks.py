"""Which words of a text answer the query: spans to mark, found by the analysis that made the index."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from searchlib.analysis.terms import Analyzer, Token
from searchlib.sentences import Span, split_sentences
from searchlib.wanted_forms import WantedForms


class Mark(NamedTuple):
    """What to mark of a form: a span of its characters, and which word of the query it answers."""

    start: int
    end: int
    word: int = 0


Slot = Mapping[str, Mark]


class NumberedSlot(Mapping[str, Mark]):
    """A slot that knows its forms' words without working out what to mark of each."""

    @property
    @abstractmethod
    def wanted(self) -> WantedForms:
        """The forms with the numbers of the words of the query that they answer."""

    @property
    @abstractmethod
    def held(self) -> Container[str]:
        """The same forms as the slot's own, for whoever asks about every word of a text."""


@dataclass(frozen=True)
class Wanted:
    """Which forms to mark. `words` anywhere; a phrase only where its slots stand side by side; a group of
    `together` only in a sentence that has all of its slots.
    """

    words: Slot = field(default_factory=dict)
    phrases: tuple[tuple[Slot, ...], ...] = ()
    together: tuple[tuple[Slot, ...], ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything that a text could hold."""
        return bool(self.words) or any(all(group) for group in (*self.phrases, *self.together))


def find_marks(text: str, wanted: Wanted, analyzer: Analyzer) -> tuple[Span, ...]:
    """The spans of `text` to mark: whole words or whole parts of compounds, disjoint, in order."""
    tokens = analyzer.tokens(text)
    spans = [_span(token, wanted.words[token.form]) for token in _of(wanted.words, tokens)]
    for phrase in wanted.phrases:
        spans += _phrase_spans(tokens, phrase)
    if wanted.together:
        sentences = [end for _, end in split_sentences(text)]
        for group in wanted.together:
            spans += _group_spans(tokens, group, sentences)
    return _disjoint(spans)


def _of(slot: Slot, tokens: Sequence[Token]) -> list[Token]:
    """The tokens whose forms are wanted."""
    held = slot.held if isinstance(slot, NumberedSlot) else slot
    return [token for token in tokens if token.form in held]


def _span(token: Token, mark: Mark) -> Span:
    # A form that differs from its text in length (a joined or implied one) is marked whole.
    if len(token.form) != token.end - token.start:
        return token.start, token.end
    return token.start + mark.start, token.start + mark.end


def _phrase_spans(tokens: Sequence[Token], phrase: Sequence[Slot]) -> Iterator[Span]:
    starts = {token.position for token in _of(phrase[0], tokens)}
    if not starts:
        return
    at: dict[int, list[Token]] = {}
    for token in tokens:
        at.setdefault(token.position, []).append(token)
    for position in starts:
        met = [_of(slot, at.get(position + n, ())) for n, slot in enumerate(phrase)]
        if all(met):
            yield from (_span(found[0], slot[found[0].form]) for found, slot in zip(met, phrase, strict=True))


def _group_spans(tokens: Sequence[Token], group: Sequence[Slot], sentence_ends: Sequence[int]) -> Iterator[Span]:
    standing: list[list[Token]] = []
    for slot in group:
        standing.append(_of(slot, tokens))
        if not standing[-1]:
            return
    by_sentence: dict[int, list[tuple[int, Span]]] = {}
    for number, (slot, found) in enumerate(zip(group, standing, strict=True)):
        for token in found:
            sentence = bisect_right(sentence_ends, token.start)
            by_sentence.setdefault(sentence, []).append((number, _span(token, slot[token.form])))
    for spans in by_sentence.values():
        if len({number for number, _ in spans}) == len(group):
            yield from (span for _, span in spans)


def _disjoint(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted; of overlapping spans the longer one stays."""
    kept: list[Span] = []
    for start, end in sorted(set(spans)):
        if kept and start < kept[-1][1]:
            if end - start > kept[-1][1] - kept[-1][0]:
                kept[-1] = (start, end)
            continue
        kept.append((start, end))
    return tuple(kept)
