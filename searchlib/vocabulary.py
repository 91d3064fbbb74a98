"""Every form of one index with its counts and terms: what widening, suggestions and prefixes are made from.

Compiled once when a generation is written, from the forms and their counts, into one file that is memory-mapped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from searchlib.analysis.terms import Analyzer, Layer


@dataclass(frozen=True, slots=True)
class FormStatistics:
    """One form of the index: in how many meetings it stands, and how often in all (zone participant aside)."""

    form: str
    meetings: int
    occurrences: int


def compile_vocabulary(forms: Iterable[FormStatistics], analyzer: Analyzer) -> bytes:
    """The file of a vocabulary; `forms` are distinct, in any order; implied forms among them."""
    raise NotImplementedError


class Vocabulary:
    """A compiled vocabulary. Safe to share between threads."""

    def __init__(self, data: bytes | memoryview) -> None:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError

    def statistics(self, form: str) -> FormStatistics | None:
        """The counts of a form, or None when the index does not have it."""
        raise NotImplementedError

    def forms_with(self, layer: Layer, term: str) -> Sequence[FormStatistics]:
        """The forms that have this term in this layer, most meetings first, then by form."""
        raise NotImplementedError

    def starting_with(self, prefix: str, limit: int) -> Sequence[FormStatistics]:
        """Forms that begin so, implied ones left out, most meetings first, at most `limit`."""
        raise NotImplementedError

    def spelled_like(self, folded: str) -> Sequence[FormStatistics]:
        """The forms that become `folded` when å ä ö é … lose their marks, most meetings first."""
        raise NotImplementedError

    def named_like(self, key: str) -> Sequence[FormStatistics]:
        """The forms with this name key (`Analyzer.name_key`), most meetings first."""
        raise NotImplementedError

    def __iter__(self) -> Iterable[FormStatistics]:
        """Every form, in the order of its UTF-8 bytes."""
        raise NotImplementedError
