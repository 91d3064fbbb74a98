"""Making the compiled lexicon from a hunspell dictionary, simplemma and our irregular plurals."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Final

from searchlib.analysis.conflation import lemmas, like_participle, own_base, word_of_stump
from searchlib.analysis.hunspell import BASE, BOUND, COMMON, SECOND, VERB, read_dictionary
from searchlib.analysis.location import find_dictionary, fingerprint_of
from searchlib.analysis.packing import pack
from searchlib.analysis.stopwords import STOP_WORDS
from searchlib.analysis.wordlists import read_lines

# To be raised with every change of code that alters the file.
VERSION: Final = 11


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
    # Millions of small objects are made and none of them in a circle: looking for circles would double the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return pack(*_forms(dictionary or find_dictionary()), lexicon_fingerprint())
    finally:
        if collecting:
            gc.enable()


def _forms(dictionary: Path) -> tuple[dict[str, int], dict[str, tuple[str, ...]]]:
    """Properties and lemmas of all forms."""
    properties, found = _expanded(dictionary)
    _mark_verbs(properties, found)
    second = _simplemma()
    irregular = dict(line.split() for line in read_lines("irregular.txt"))
    for form, base in second.items():
        if form not in properties:
            properties[form] = SECOND | COMMON
            found[form] = (base,)
        elif form[-1] in "dt" and like_participle(form, base) and form in found.get(form + "en", ()):
            second[form] = form  # a noun: nämnd, nämnden
    known_nouns = BASE | COMMON | VERB
    for form, own in found.items():
        has, opinion = properties[form], second.get(form)
        if has & BOUND and opinion == form:
            has = properties[form] = has & ~BOUND  # utomhus may begin compounds, but is a word
        if form in STOP_WORDS:
            found[form] = (form,)
        elif len(own) != 1 or opinion not in (None, own[0]) or second.get(own[0], own[0]) != own[0]:
            # Nine forms in ten have one base form that nobody questions; only the others are looked into.
            is_base = opinion == form or has & (BASE | BOUND) == BASE
            own = found[form] = lemmas(form, own, is_base=is_base, second=second, irregular=irregular)
        if has & BOUND and own == (form,):
            word = word_of_stump(form, lambda base: properties.get(base, 0) & known_nouns == BASE | COMMON)
            found[form] = (word,) if word else own
    for lemma in sorted({lemma for own in found.values() for lemma in own} - properties.keys()):
        properties[lemma], found[lemma] = COMMON, (lemma,)
    return properties, found


def _expanded(dictionary: Path) -> tuple[dict[str, int], dict[str, tuple[str, ...]]]:
    """Properties and base forms of every form of the dictionary."""
    properties: dict[str, int] = {}
    bases: dict[str, tuple[str, ...]] = {}
    for form, base, has in read_dictionary(dictionary):
        own = base if form == base else own_base(form, base, common=bool(has & COMMON))
        before = properties.get(form)
        if before is None:
            properties[form] = has
            bases[form] = (own,)
            continue
        # A form is bound only if every way to make it says so.
        properties[form] = (before | has) & ~BOUND | before & has & BOUND
        if own not in bases[form]:
            bases[form] += (own,)
    return properties, bases


def _mark_verbs(properties: dict[str, int], bases: Mapping[str, tuple[str, ...]]) -> None:
    """Mark the forms of verbs: their base ends in -a and has a present in -ar or -er, but no definite form in -an."""
    ending_in_a = {base for own in bases.values() for base in own if base.endswith("a")}
    verbs = {
        base
        for base in ending_in_a
        if (base + "r" in properties or base[:-1] + "er" in properties) and base + "n" not in properties
    }
    for form, own in bases.items():
        if verbs.issuperset(own):
            properties[form] |= VERB


def _simplemma() -> dict[str, str]:
    """Simplemma's dictionary in small letters: form to base form."""
    # Imported here because it takes half a second and no search needs it.
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    opinions: dict[str, str] = {}
    bases: dict[str, str] = {}
    for form, base in DefaultDictionaryFactory().get_dictionary("sv").items():
        if form.isalpha() and base.isalpha() and form.islower():
            # A base form is kept once, not once for each of its forms.
            opinions.setdefault(form, bases.setdefault(base, base.lower()))
    return opinions
