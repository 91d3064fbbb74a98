"""Writing the vocabulary of an index from files that its writers have left; here, or by a process beside this one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from searchlib.analysis.terms import Analyzer
from searchlib.engines.whoosh.arrays import ArrayFile, ArrayWriter
from searchlib.engines.whoosh.overview import VOCABULARY
from searchlib.engines.whoosh.word_files import load_terms
from searchlib.mapped_memory import open_to_be_mapped
from searchlib.names import Names
from searchlib.vocabulary import Vocabulary
from searchlib.vocabulary_compiler import FormCounts, compile_vocabulary


def write_vocabulary(
    folder: Path, counts: FormCounts, terms: Sequence[Path], analyzer: Analyzer, previous: Path | None = None
) -> None:
    """Write the vocabulary into the folder of an index. `terms` are files of terms that have been looked up, `previous`
    is the folder of an older index.
    """
    known = map(load_terms, terms)
    older = Vocabulary.open(previous / VOCABULARY) if previous else None
    with open_to_be_mapped(folder / VOCABULARY) as file:
        file.write(compile_vocabulary(counts, analyzer, known=known, previous=older))


def save_counts(path: Path, counts: FormCounts) -> None:
    """Write forms with their counts."""
    with ArrayWriter(path) as writer:
        writer.add("forms", counts.forms.text, "u1")
        writer.add("ends", counts.forms.ends, "<u4")
        writer.add("meetings", counts.meetings, "<u8")
        writer.add("occurrences", counts.occurrences, "<u8")


def load_counts(path: Path) -> FormCounts:
    """Read what `save_counts` wrote. Raises IndexDamaged."""
    file = ArrayFile(path)
    forms = Names(file["forms"], file["ends"].astype("i8"))
    return FormCounts(forms, file["meetings"].astype("i8"), file["occurrences"].astype("i8"))
