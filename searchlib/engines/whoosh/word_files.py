"""The terms of forms in a file of arrays: what one word list, or another process, has learnt for the vocabulary."""

from __future__ import annotations

from pathlib import Path

from searchlib.engines.whoosh.arrays import ArrayFile, ArrayWriter
from searchlib.form_terms import LISTED, FormTerms, TermLists
from searchlib.names import Names, NumberedNames


def save_terms(path: Path, terms: FormTerms) -> None:
    """Write the terms of forms."""
    with ArrayWriter(path) as writer:
        _save_names(writer, "forms", terms.forms)
        for name, lists in terms.lists.items():
            _save_names(writer, f"{name}/keys", lists.keys)
            writer.add(f"{name}/first", lists.first, "<u8")
            writer.add(f"{name}/items", lists.items, "<u4")


def _save_names(writer: ArrayWriter, name: str, saved: NumberedNames) -> None:
    writer.add(name, saved.names.text, "u1")
    writer.add(f"{name}/ends", saved.names.ends, "<u4")
    writer.add(f"{name}/numbers", saved.numbers, "<u4")


def load_terms(path: Path) -> FormTerms:
    """Read what `save_terms` wrote. Raises IndexDamaged."""
    file = ArrayFile(path)
    lists = {
        name: TermLists(
            _load_names(file, f"{name}/keys"), file[f"{name}/first"].astype("i8"), file[f"{name}/items"].astype("i8")
        )
        for name in LISTED
    }
    return FormTerms(_load_names(file, "forms"), lists)


def _load_names(file: ArrayFile, name: str) -> NumberedNames:
    return NumberedNames(Names(file[name], file[f"{name}/ends"].astype("i8")), file[f"{name}/numbers"].astype("i8"))
