"""Making the compiled lexicon from a hunspell dictionary, simplemma and our irregular plurals."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Final

from searchlib.analysis.compiled import Entries, pack
from searchlib.analysis.conflation import lemmas, own_base
from searchlib.analysis.hunspell import BASE, BOUND, COMMON, read_dictionary
from searchlib.analysis.location import find_dictionary, fingerprint_of
from searchlib.analysis.stopwords import STOP_WORDS
from searchlib.analysis.wordlists import read_lines

# To be raised with every change of code that alters the file.
VERSION: Final = 1

# Property of a form that stands in no hunspell dictionary but in simplemma's.
SECOND: Final = 64


def lexicon_fingerprint() -> str:
    """Sixteen hexadecimal digits that change with the dictionary, simplemma or this code. Nothing is parsed.

    Raises LexiconMissing.
    """
    digest = blake2b(digest_size=8)
    parts = (
        str(VERSION),
        fingerprint_of(find_dictionary()),
        metadata.version("simplemma"),
        *read_lines("irregular.txt"),
    )
    digest.update("\n".join((*parts, *sorted(STOP_WORDS))).encode())
    return digest.hexdigest()


def compile_lexicon(dictionary: Path | None = None) -> bytes:
    """The file of a lexicon made from a .dic file, the .aff file beside it, and simplemma.

    Without an argument, the dictionary of `find_dictionary`. The same input gives the same bytes on every machine.
    Takes some seconds and some hundred megabytes. Raises LexiconMissing.
    """
    return pack(_entries(dictionary or find_dictionary()), lexicon_fingerprint())


def _entries(dictionary: Path) -> Entries:
    properties: dict[str, int] = {}
    bases: dict[str, tuple[str, ...]] = {}
    for form, base, has in read_dictionary(dictionary):
        before = properties.get(form)
        # A form is bound only if every way to make it says so.
        properties[form] = has if before is None else (before | has) & ~BOUND | before & has & BOUND
        own = own_base(form, base, common=bool(has & COMMON))
        known = bases.get(form)
        if known is None:
            bases[form] = (own,)
        elif own not in known:
            bases[form] = (*known, own)
    second = _simplemma()
    irregular = dict(line.split() for line in read_lines("irregular.txt"))
    for form, base in second.items():
        if form not in properties:
            properties[form] = SECOND | COMMON
            bases[form] = ()
        elif base == form:
            properties[form] |= SECOND
    entries: dict[str, tuple[int, tuple[str, ...]]] = {}
    for form, has in properties.items():
        if form in STOP_WORDS:
            entries[form] = (has, (form,))
            continue
        is_base = has & BASE and not has & BOUND or second.get(form) == form
        entries[form] = (has, lemmas(form, bases[form], is_base=bool(is_base), second=second, irregular=irregular))
    missing = {lemma for _, found in entries.values() for lemma in found if lemma not in entries}
    entries.update((lemma, (COMMON, (lemma,))) for lemma in sorted(missing))
    return entries


def _simplemma() -> Mapping[str, str]:
    """simplemma's dictionary in small letters: form to base form."""
    # Imported here because it takes half a second and no search needs it.
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    opinions: dict[str, str] = {}
    for form, base in DefaultDictionaryFactory().get_dictionary("sv").items():
        if form.isalpha() and base.isalpha() and form.islower():
            opinions.setdefault(form, base.lower())
    return opinions
