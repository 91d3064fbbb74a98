"""The tree of the query as clauses for an engine, every word widened on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from searchlib.clauses import (
    Adjacent,
    All,
    Any,
    Clause,
    DateRange,
    Field,
    Value,
)
from searchlib.clauses import Near as NearClause
from searchlib.query import And, Dates, Match, Near, Node, Not, Or, Phrase, Prefix, Term
from searchlib.widening.readings import Narrowed, WideWord, shared_keys, slot
from searchlib.widening.runs import Beginning, ExactRun, beginning, exact_run
from searchlib.widening.words import Means, wide_words


@dataclass(frozen=True, slots=True)
class Branch:
    """One clause of the tree with what it was made from. `word` is set when it is one widened word."""

    text: str
    clause: Clause
    word: WideWord | None = None
    leaves: tuple[Leaf, ...] = ()


Leaf = WideWord | ExactRun | Beginning


@dataclass(frozen=True, slots=True)
class Branches:
    """The clauses beside each other at one place: those that are wanted, and those that are not."""

    wanted: tuple[Branch, ...]
    unwanted: tuple[Clause, ...] = ()


class TreeWidener:
    """Turns nodes into clauses. `means` are what words are widened with."""

    def __init__(self, means: Means, match: Match, narrowed: Narrowed) -> None:
        self.means = means
        self.match = match
        self.narrowed = narrowed

    def beside(self, node: Node) -> Branches:
        """The clauses of a node: those of a conjunction, or the one that it is."""
        nodes = node.clauses if isinstance(node, And) else (node,)
        implied = isinstance(node, And) and node.implied
        wanted: list[Branch | WideWord] = []
        unwanted: list[Clause] = []
        for is_run, group in groupby(nodes, key=_run_key):
            members = list(group)
            if is_run is not None and implied:
                wanted += self._words([term.text for term in members if isinstance(term, Term)], is_run[0])
                continue
            for member in members:
                if isinstance(member, Not):
                    unwanted += [branch.clause for branch in self._finished(self._branch(member.clause))]
                else:
                    wanted += self._branch(member)
        return Branches(self._finished(_without_stop_words(wanted) if implied else wanted), tuple(unwanted))

    def _finished(self, branches: Iterable[Branch | WideWord]) -> tuple[Branch, ...]:
        """Words become clauses at last, when it is known which of them stand beside each other."""
        found = tuple(branches)
        words = [word for word in found if isinstance(word, WideWord) and word.field is None]
        shared = shared_keys(words)
        return tuple(
            Branch(one.text, one.clause(self.narrowed, () if one.field else shared), one, (one,))
            if isinstance(one, WideWord)
            else one
            for one in found
        )

    def joined(self, branches: Branches, implied: bool) -> Clause:
        """One clause of those beside each other, as `match` says when they merely stand there."""
        if implied and self.match == "any":
            loose = tuple(branch.clause for branch in branches.wanted if not _is_limit(branch.clause))
            limits = tuple(branch.clause for branch in branches.wanted if _is_limit(branch.clause))
            if not limits and not branches.unwanted:
                return Any(loose)
            return All((*((Any(loose),) if loose else ()), *limits), branches.unwanted)
        return All(tuple(branch.clause for branch in branches.wanted), branches.unwanted)

    def _words(self, texts: Sequence[str], field: str | None) -> Sequence[Branch | WideWord]:
        if field == "kind":
            return [Branch(text, self._kind(text)) for text in texts]
        return wide_words(texts, _clause_field(field), self.means)

    def _branch(self, node: Node) -> Iterator[Branch | WideWord]:
        match node:
            case Term(text, field):
                yield from self._words([text], field)
            case Phrase(text, field) if field == "kind":
                yield Branch(text, self._kind(text))
            case Phrase(text, field):
                yield from self._phrase(text, field)
            case Prefix(text, field):
                begun = beginning(text, _clause_field(field), self.means)
                yield Branch(f"{text}*", begun.clause(_clause_field(field)), None, (begun,))
            case Dates(first, last):
                yield Branch("", DateRange(first, last))
            case Near():
                yield from self._near(node)
            case And():
                branches = self.beside(node)
                yield self._group(self.joined(branches, node.implied), branches.wanted)
            case Or(clauses):
                found = self._finished(branch for clause in clauses for branch in self._branch(clause))
                yield self._group(Any(tuple(branch.clause for branch in found)), found)
            case Not(clause):
                yield Branch("", All((), tuple(branch.clause for branch in self._finished(self._branch(clause)))))

    @staticmethod
    def _group(clause: Clause, branches: Sequence[Branch]) -> Branch:
        text = " ".join(branch.text for branch in branches if branch.text)
        return Branch(text, clause, None, tuple(leaf for branch in branches for leaf in branch.leaves))

    def _phrase(self, text: str, field: str | None) -> Iterator[Branch]:
        run = exact_run(text, _clause_field(field), self.means)
        if run is not None:
            yield Branch(text, run.clause(_clause_field(field)), None, (run,))

    def _kind(self, text: str) -> Value:
        """Kinds are stored as the minutes have them; any inflection of the typed word will do."""
        typed = text.lower()
        vocabulary = self.means.vocabulary
        lemmas = self.means.analyzer.word(typed).lemmas
        forms = {found.form for lemma in lemmas for found in vocabulary.forms_with("lemma", lemma)}
        return Value("kind", tuple(sorted({text, typed, *lemmas, *forms})))

    def _near(self, node: Near) -> Iterator[Branch]:
        operands = [(operand, *self._operand(operand)) for operand in node.operands]
        clauses = tuple(adjacent for _, adjacent, _ in operands if adjacent.slots)
        leaves = tuple(leaf for _, _, found in operands for leaf in found)
        text = " ".join(operand.text for operand in node.operands)
        if len(clauses) > 1:
            yield Branch(text, NearClause(clauses, node.distance), None, leaves)
        elif clauses:
            yield Branch(text, clauses[0], None, leaves)

    def _operand(self, node: Term | Phrase | Prefix) -> tuple[Adjacent, tuple[Leaf, ...]]:
        if isinstance(node, Prefix):
            begun = beginning(node.text, None, self.means)
            return Adjacent((begun.slot(self.means),)), (begun,)
        if isinstance(node, Phrase):
            run = exact_run(node.text, None, self.means)
            return (Adjacent(run.slots), (run,)) if run else (Adjacent(()), ())
        words = wide_words([node.text], None, self.means)
        forms = [token.form for token in self.means.analyzer.tokens(node.text) if not token.extra]
        if len(words) == 1 and len(forms) == 1:
            keys = tuple(key for reading in words[0].readings for key in reading.deciding)
            return Adjacent((self.narrowed(keys),)), (words[0],)
        inflected = not self.means.exact
        slots = tuple(slot(self.means.analyzer.word(form), inflected=inflected) for form in forms)
        return Adjacent(tuple(self.narrowed(keys) for keys in slots)), tuple(words)


def _run_key(node: Node) -> tuple[str | None] | None:
    """Words beside each other are widened together when they are limited to the same field, or to none."""
    return (node.field,) if isinstance(node, Term) else None


def _clause_field(field: str | None) -> Field | None:
    return field if field in ("heading", "organ", "reference", "participant") else None  # type: ignore[return-value]


def _is_limit(clause: Clause) -> bool:
    return isinstance(clause, DateRange | Value) or (isinstance(clause, All) and not clause.clauses)


def _without_stop_words(branches: Sequence[Branch | WideWord]) -> Sequence[Branch | WideWord]:
    """Stop words say nothing beside other words; alone, in quotes, in a field or with an operator they are meant."""
    kept = [one for one in branches if not (isinstance(one, WideWord) and one.is_stop_word)]
    return kept if any(isinstance(one, WideWord) or one.leaves for one in kept) else branches
