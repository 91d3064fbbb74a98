"""The terms of forms in a file of arrays: what one word list, or another process, has learnt for the vocabulary."""

from __future__ import annotations

from pathlib import Path

from searchlib.engines.whoosh.arrays import ArrayFile, ArrayWriter
from searchlib.engines.whoosh.utf8 import decoded, encoded
from searchlib.form_terms import LISTED, FormTerms, TermLists


def save_terms(path: Path, terms: FormTerms) -> None:
    """Write the terms of forms."""
    with ArrayWriter(path) as writer:
        writer.add_strings("forms", encoded(terms.forms))
        for name, lists in terms.lists.items():
            writer.add_strings(f"{name}/keys", encoded(lists.keys))
            writer.add(f"{name}/first", lists.first, "<u8")
            writer.add(f"{name}/items", lists.items, "<u4")


def load_terms(path: Path) -> FormTerms:
    """Read what `save_terms` wrote. Raises IndexDamaged."""
    file = ArrayFile(path)

    def strings(name: str) -> list[str]:
        return decoded(file.strings(name))

    return FormTerms(
        strings("forms"),
        {
            name: TermLists(
                strings(f"{name}/keys"), file[f"{name}/first"].astype("i8"), file[f"{name}/items"].astype("i8")
            )
            for name in LISTED
        },
    )
