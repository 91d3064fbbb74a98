"""The words of the analysis: tokens, the finished terms of a word, and what an analyzer must do.

Analysis has two halves. Cutting a text into tokens depends on the text; the terms of a word depend on its
form alone, so they are computed once for each distinct form and cached. Index, query and snippets use both
halves alike.

A term belongs to a layer:

    form    the word as it stands, in lower case; with positions, so that quotes are exact
    lemma   its dictionary forms, all of them
    part    its lemmas, and those of every part and sub-compound of it; decides what matches
    stem    Snowball stems of the parts; adds to the ranking, never decides
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

Layer = Literal["form", "lemma", "part", "stem"]
LAYERS: tuple[Layer, ...] = ("form", "lemma", "part", "stem")

# A form that begins with this sign stands in no text: coordination implies it (`kultur- och
# bildningsnämnden` implies `kulturnämnden`). It has lemmas and parts, but no quote ever finds it.
IMPLIED = "\u2060"


class Token(NamedTuple):
    """One word of a text: its form, its place in the order of words, and its span in the text.

    An `extra` token shares the position of a token before it: a whole identifier (`rs/240542` beside
    `rs` and `240542`), a joined variant, or an implied form.
    """

    form: str
    position: int
    start: int
    end: int
    extra: bool = False


class Part(NamedTuple):
    """A term of the layer `part`, and the span of the form's characters that it comes from."""

    term: str
    start: int
    end: int


class Word(NamedTuple):
    """The finished terms of one form. `parts` includes every lemma, with the span of the whole form."""

    form: str
    lemmas: tuple[str, ...]
    parts: tuple[Part, ...]
    stems: tuple[str, ...]

    def terms(self, layer: Layer) -> tuple[str, ...]:
        """The distinct terms of one layer, in order."""
        if layer == "form":
            return (self.form,)
        if layer == "lemma":
            return self.lemmas
        if layer == "stem":
            return self.stems
        return tuple(dict.fromkeys(part.term for part in self.parts))


@dataclass(frozen=True, slots=True)
class AnalyzedText:
    """A text as the index wants it: `forms[i]` stands at position i; the same tokens as `Analyzer.tokens`.

    `extras` are (position, form). `sentences` are the positions at which a sentence begins, rising;
    the first is 0 when there is any form.
    """

    forms: Sequence[str]
    extras: Sequence[tuple[int, str]]
    sentences: Sequence[int]


@dataclass(frozen=True, slots=True)
class NumberedText:
    """The same with the number of each form in its place."""

    forms: array[int]
    extras: Sequence[tuple[int, int]]
    sentences: Sequence[int]


class FormNumbers(Protocol):
    """Gives each form a number below 2**30 when it is first asked for, the same ever after."""

    def __getitem__(self, form: str, /) -> int:
        """The number of a form."""
        ...


class NumberedReader(Protocol):
    """Analyses texts for one list of forms. Not to be shared between threads."""

    def analyze(self, text: str) -> NumberedText:
        """What `Analyzer.analyze` says, with numbers for forms."""
        ...


class NumberedTerms(Protocol):
    """The terms of forms as numbers, for one index. Not to be shared between threads."""

    def of(self, form: str) -> tuple[Sequence[int], Sequence[int]]:
        """What `Analyzer.word` says: its parts, twice the number of each and one more when it is a lemma; its stems."""
        ...


class Analyzer(Protocol):
    """What index, query and snippets need of an analysis. Safe to share between threads."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the terms of any text could change; an index of another one is outdated."""
        ...

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a normalised text, ordered by position; offsets point into `text`."""
        ...

    def analyze(self, text: str) -> AnalyzedText:
        """The same tokens without offsets, made fast, for the index writer."""
        ...

    def numbered(self, numbers: FormNumbers) -> NumberedReader:
        """A reader that says the same in numbers, made faster still."""
        ...

    def word(self, form: str) -> Word:
        """The terms of one form (lower case, as in `Token.form`). Cached within bounds."""
        ...

    def term_numbers(self, parts: dict[str, int], stems: dict[str, int]) -> NumberedTerms:
        """The same in numbers, which both dictionaries give to strings that they do not hold yet. Not cached."""
        ...

    def is_stop_word(self, form: str) -> bool:
        """Whether an unquoted query of several words can do without this one."""
        ...

    def is_word(self, form: str) -> bool:
        """Whether the dictionary has this very form; False without a dictionary, and for compounds it does not list."""
        ...

    def compound_parts(self, form: str) -> tuple[str, ...]:
        """The largest parts of a compound, as terms of the layer part: `folkhälsoplan` → folkhälsa, plan.

        Empty when the form is no compound.
        """
        ...

    def joined(self, left: str, right: str) -> tuple[str, ...]:
        """The forms that two neighbouring words make when written as one (särskrivning), likeliest first."""
        ...

    def name_key(self, form: str) -> str | None:
        """The key under which spellings of one name meet (Monika, Monica); None for common words."""
        ...
