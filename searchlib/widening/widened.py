"""The whole of a widened query: its clause, its relaxed form, which forms count and how it is explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from searchlib.analysis.terms import Analyzer
from searchlib.clauses import Any, Clause, Key, Most
from searchlib.marks import Wanted
from searchlib.query import And, Query
from searchlib.remembered import remembered
from searchlib.results import Why
from searchlib.vocabulary import Vocabulary
from searchlib.widening.counted import CountedForm, counted_forms, word_reasons
from searchlib.widening.explanation import widening_notes
from searchlib.widening.forms import FormMarks, narrowed
from searchlib.widening.readings import WideWord
from searchlib.widening.runs import Beginning, ExactRun
from searchlib.widening.tree import Branch, Branches, Leaf, TreeWidener
from searchlib.widening.words import Means, Synonyms

# Forms that are offered for counting in an answer: each costs a look at its postings.
MOST_COUNTED: Final = 100


@dataclass(frozen=True)
class Widened:
    """A query ready for an engine. `clause` is None when nothing was asked.

    `words` are the texts of the branches of the root, in the order of the clauses; those of `optional` first.
    """

    clause: Clause | None
    words: tuple[str, ...]
    optional: tuple[Clause, ...]
    required: tuple[Clause, ...]
    excluded: tuple[Clause, ...]
    branches: tuple[Branch, ...]
    means: Means
    without: frozenset[str]

    @remembered
    def wanted(self) -> Wanted:
        """What snippets mark; the numbers of the words are indexes of `words`."""
        return _wanted(self.branches, self.means, self.without)

    @remembered
    def forms(self) -> tuple[CountedForm, ...]:
        """The forms of this index that count as a word of the query, those in most meetings first; MOST_COUNTED."""
        return _forms(self.branches, self.means, self.without)

    @remembered
    def explanation(self) -> tuple[str, ...]:
        """Swedish sentences on how the words were widened; none when they were not."""
        leaves = [leaf for _, leaf in _numbered_leaves(self.branches)]
        return widening_notes(leaves, self.means.vocabulary, exact=self.means.exact)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The query when no meeting has all of its words. `words` are the texts of the clause's words."""

    clause: Most
    words: tuple[str, ...]


def widen(
    query: Query,
    *,
    analyzer: Analyzer,
    vocabulary: Vocabulary,
    synonyms: Synonyms | None = None,
    without: Iterable[str] = (),
    exact: bool = False,
    corrected: Iterable[str] = (),
) -> Widened:
    """Make clauses of a query, every word widened by what this index holds.

    `without` are forms that shall not count; `exact` turns all widening off; `corrected` are the forms that
    did-you-mean has put in, so that they are reported as a spelling.
    """
    means = Means(analyzer, vocabulary, synonyms, exact, frozenset(corrected))
    left_out = frozenset(form.lower() for form in without)
    widener = TreeWidener(means, query.match, partial(_narrowed, vocabulary=vocabulary, without=left_out))
    if query.root is None:
        return Widened(None, (), (), (), (), (), means, left_out)
    implied = isinstance(query.root, And) and query.root.implied
    may_relax = implied and query.match == "all"
    found = widener.beside(query.root)
    branches = Branches(
        tuple(sorted(found.wanted, key=lambda branch: not _is_optional(branch, may_relax))), found.unwanted
    )
    optional = tuple(branch.clause for branch in branches.wanted if _is_optional(branch, may_relax))
    return Widened(
        clause=widener.joined(branches, implied) if branches.wanted or branches.unwanted else Any(()),
        words=tuple(branch.text for branch in branches.wanted),
        optional=optional,
        required=tuple(branch.clause for branch in branches.wanted[len(optional) :]),
        excluded=branches.unwanted,
        branches=branches.wanted,
        means=means,
        without=left_out,
    )


def relaxed(widened: Widened) -> Relaxed | None:
    """The same question asked for meetings with some of its words; None when there is nothing to give up.

    Only plain words that stand beside each other can be given up: never phrases, fields or what INTE excludes.
    With `match="any"` none of them is asked for in the first place.
    """
    if len(widened.optional) < 2:
        return None
    clause = Most(widened.optional, widened.required, widened.excluded)
    return Relaxed(clause, widened.words[: len(widened.optional)])


def _is_optional(branch: Branch, may_relax: bool) -> bool:
    return may_relax and branch.word is not None and branch.word.field is None


def _narrowed(keys: tuple[Key, ...], vocabulary: Vocabulary, without: frozenset[str]) -> tuple[Key, ...]:
    return narrowed(keys, vocabulary, without) if without else keys


def _numbered_leaves(branches: Sequence[Branch]) -> Iterator[tuple[int, Leaf]]:
    for number, branch in enumerate(branches):
        for leaf in branch.leaves:
            yield number, leaf


def _wanted(branches: Sequence[Branch], means: Means, without: frozenset[str]) -> Wanted:
    keys: list[tuple[int, Key]] = []
    phrases: list[tuple[FormMarks, ...]] = []
    together: list[tuple[FormMarks, ...]] = []

    def marks(number: int, slot: Iterable[Key]) -> FormMarks:
        return FormMarks([(number, key) for key in slot], means.analyzer, means.vocabulary, without)

    for number, leaf in _numbered_leaves(branches):
        match leaf:
            case WideWord():
                keys += [(number, key) for reading in leaf.readings for key in reading.deciding]
                for spread in leaf.spreads:
                    kept = phrases if spread.how == "adjacent" else together
                    kept.append(tuple(marks(number, slot) for slot in spread.slots))
            case ExactRun():
                phrases.append(tuple(marks(number, slot) for slot in leaf.slots))
            case Beginning():
                keys += [(number, key) for key in leaf.slot(means)]
    return Wanted(FormMarks(keys, means.analyzer, means.vocabulary, without), tuple(phrases), tuple(together))


def _forms(branches: Sequence[Branch], means: Means, without: frozenset[str]) -> tuple[CountedForm, ...]:
    found: dict[int, Why] = {}
    for _, leaf in _numbered_leaves(branches):
        match leaf:
            case WideWord():
                reasons = word_reasons(leaf, means.vocabulary, MOST_COUNTED, without)
            case ExactRun() | Beginning():
                reasons = leaf.reasons(means)
        # What counts for an earlier word counts for that.
        found = reasons | found
    return counted_forms(found, means.vocabulary, MOST_COUNTED)
