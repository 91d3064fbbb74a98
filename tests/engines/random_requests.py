"""Random requests over the words of the random corpora, and answers in a form that can be compared."""

from __future__ import annotations

from collections.abc import Sequence

from searchlib.engines.base import Answer, Engine
from tests.engines.corpora import KINDS, ORGANS, WORDS
from tests.engines.queries import Queries
from tests.engines.toy import ToyAnalyzer

Outcome = tuple[object, ...]
COUNTED = ("avtal", "rs", "plan", "kultur")


def queries(seed: int) -> Queries:
    """Requests over the words, organs and kinds of `corpora`."""
    analyzer = ToyAnalyzer()
    forms = sorted({token.form for word in WORDS for token in analyzer.tokens(word)})
    return Queries(seed, forms, analyzer, [one for one in ORGANS if one], [one for one in KINDS if one])


def outcome(answer: Answer, forms: Sequence[str] = COUNTED) -> Outcome:
    """Everything that an answer says."""
    page = [(one.id, one.score, tuple(one.sections), one.matching_sections, tuple(one.missing)) for one in answer.page]
    return page, answer.total, answer.facets, list(answer.occurrences(forms)), answer.partial


def everything(engine: Engine, seed: int = 5, count: int = 60) -> list[object]:
    """What an engine says of itself and to a series of random requests."""
    asked = queries(seed)
    said: list[object] = [outcome(engine.search(asked.request())) for _ in range(count)]
    return [*said, list(engine.ids()), engine.statistics(), list(engine.vocabulary)]
