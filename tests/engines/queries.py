"""Requests at random, of every kind, from a seed: for comparing engines and for laws that hold for any query."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Sequence

from searchlib.analysis.terms import Analyzer
from searchlib.clauses import (
    Adjacent,
    All,
    Any,
    Clause,
    DateRange,
    Field,
    InSentence,
    Key,
    Lookup,
    Most,
    Near,
    StartsWith,
    Value,
)
from searchlib.engines.base import Request, Sort

FIELDS: tuple[Field, ...] = ("heading", "organ", "reference", "participant")
SORTS: tuple[Sort, ...] = ("relevance", "relevance", "relevance", "newest", "oldest")


class Queries:
    """A stream of requests over the given forms; the same seed gives the same stream."""

    def __init__(
        self, seed: int, forms: Sequence[str], analyzer: Analyzer, organs: Sequence[str], kinds: Sequence[str]
    ) -> None:
        self._rng = random.Random(seed)
        self._forms = [*forms, "finnsinte"]
        self._analyzer = analyzer
        self._organs = [*organs, "Okänt organ"]
        self._kinds = list(kinds)

    def request(self) -> Request:
        """One request: a tree, or none, with filters, a sort and a page."""
        rng = self._rng
        return Request(
            clause=None if rng.random() < 0.05 else self.root(),
            years=self._years() if rng.random() < 0.25 else None,
            organs=tuple(rng.sample(self._organs, rng.randrange(1, 3))) if rng.random() < 0.2 else (),
            kinds=tuple(rng.sample(self._kinds, 1)) if rng.random() < 0.2 else (),
            sort=rng.choice(SORTS),
            offset=rng.choice((0, 0, 0, 3, 40)),
            limit=rng.choice((0, 1, 10, 10, 1000)),
        )

    def root(self) -> Clause:
        """A tree as it comes from a query; Most stands at the root only."""
        return self._most() if self._rng.random() < 0.12 else self.clause(depth=3)

    def clause(self, depth: int = 2) -> Clause:
        """Any clause but Most, at most `depth` deep."""
        compound = self._rng.random() < 0.55 if depth else False
        kinds: list[Callable[[], Clause]] = [
            self.lookup, self.lookup, self.lookup, self._prefix, self.phrase, self._near, self._sentence,
            self._dates, self._value,
        ]  # fmt: skip
        return self._tree(depth - 1) if compound else self._rng.choice(kinds)()

    def word(self) -> Clause:
        """A clause that looks for words."""
        return self._rng.choice((self.lookup, self.lookup, self._prefix, self.phrase, self._near, self._sentence))()

    def lookup(self) -> Lookup:
        word = self._analyzer.word(self._form())
        deciding = [Key("part", term, self._weight()) for term in word.terms("part")[:1]]
        if self._rng.random() < 0.5:
            deciding.append(Key("form", word.form, self._weight()))
        if self._rng.random() < 0.3:
            deciding.append(self._deciding())
        ranking = [Key("lemma", term, self._weight()) for term in word.lemmas]
        ranking += [Key("stem", term, self._weight()) for term in word.stems]
        return Lookup(tuple(deciding), tuple(ranking) if self._rng.random() < 0.7 else (), self._field())

    def phrase(self) -> Adjacent:
        slots = tuple(self._slot() for _ in range(self._rng.choice((1, 2, 2, 2, 3))))
        return Adjacent(slots, self._weight(), self._field())

    def _prefix(self) -> StartsWith:
        form = self._form()
        return StartsWith(form[: self._rng.randrange(1, len(form) + 1)], self._weight(), self._field())

    def _near(self) -> Near:
        operands = tuple(self.phrase() for _ in range(self._rng.choice((1, 2, 2, 3))))
        return Near(operands, self._rng.choice((0, 1, 3, 5, 10, 50)), self._weight())

    def _sentence(self) -> InSentence:
        return InSentence(tuple(self._slot() for _ in range(self._rng.choice((1, 2, 2, 3)))), self._weight())

    def _dates(self) -> DateRange:
        days = [datetime.date(2011, 6, 1) + datetime.timedelta(self._rng.randrange(3000)) for _ in range(2)]
        first, last = sorted(days) if self._rng.random() < 0.9 else days
        return DateRange(self._rng.choice((first, None)), self._rng.choice((last, last, None)))

    def _value(self) -> Value:
        if self._rng.random() < 0.5:
            return Value("organ", tuple(self._rng.sample(self._organs, self._rng.randrange(1, 3))))
        return Value("kind", (self._rng.choice(self._kinds),))

    def _tree(self, depth: int) -> Clause:
        clauses = tuple(self.clause(depth) for _ in range(self._rng.choice((0, 1, 2, 2, 2, 3, 4))))
        if self._rng.random() < 0.4:
            return Any(clauses)
        return All(clauses, tuple(self.clause(depth) for _ in range(self._rng.choice((0, 0, 0, 1, 2)))))

    def _most(self) -> Most:
        # Words that were typed may have become trees of their own: a compound, or its parts in a sentence.
        words = tuple(
            Any((self.lookup(), self._sentence())) if self._rng.random() < 0.3 else self.word()
            for _ in range(self._rng.choice((0, 1, 2, 3, 4)))
        )
        required = tuple(self.clause(1) for _ in range(self._rng.choice((0, 0, 1, 2))))
        return Most(words, required, tuple(self.clause(1) for _ in range(self._rng.choice((0, 0, 1)))))

    def _slot(self) -> tuple[Key, ...]:
        return tuple(self._deciding() for _ in range(self._rng.choice((1, 1, 2, 3))))

    def _deciding(self) -> Key:
        form = self._form()
        if self._rng.random() < 0.5:
            return Key("form", form)
        return Key("part", self._rng.choice(self._analyzer.word(form).terms("part")))

    def _form(self) -> str:
        return self._rng.choice(self._forms)

    def _weight(self) -> float:
        return self._rng.choice((1.0, 1.0, 0.3, 0.7, 2.5))

    def _field(self) -> Field | None:
        return self._rng.choice(FIELDS) if self._rng.random() < 0.15 else None

    def _years(self) -> tuple[int | None, int | None]:
        first = self._rng.randrange(2011, 2020)
        return self._rng.choice(((first, first), (first, first + 2), (None, first), (first, None), (None, None)))
