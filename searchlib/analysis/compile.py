"""Making the compiled lexicon from a hunspell dictionary, simplemma and our irregular plurals."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Final

from searchlib.analysis.conflation import definite, lemmas, like_participle, own_base, supine, word_of_stump
from searchlib.analysis.hunspell import BASE, BOUND, COMMON, SECOND, VERB, read_dictionary
from searchlib.analysis.location import find_dictionary, fingerprint_of
from searchlib.analysis.packing import pack
from searchlib.analysis.stopwords import STOP_WORDS
from searchlib.analysis.wordlists import read_lines

# To be raised with every change of code that alters the file.
VERSION: Final = 18
# What a participle of a strong verb has more than the verb, at most: ta, tagen.
LONGEST_STRONG_END: Final = 3


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
    # First, so that the memory which reading it takes is free again for the forms.
    second, names = _simplemma()
    # Forms of one base share the tuple of it.
    alone: dict[str, tuple[str, ...]] = {}
    properties, found = _expanded(dictionary, alone)
    _mark_verbs(properties, found)
    irregular = dict(line.split() for line in read_lines("irregular.txt"))
    for form, base in second.items():
        if form not in properties:
            properties[form] = SECOND | COMMON
            found[form] = alone.setdefault(base, (base,))
        elif form[-1] in "dt" and like_participle(form, base) and form in found.get(form + "en", ()):
            second[form] = form  # a noun: nämnd, nämnden
    known_nouns = BASE | COMMON | VERB
    persons: list[str] = []
    for form, own in found.items():
        has, opinion, base = properties[form], second.get(form), own[0]
        if has & BOUND and opinion == form:
            has = properties[form] = has & ~BOUND  # utomhus may begin compounds, but is a word
        if form in STOP_WORDS:
            found[form] = (form,)
        elif has == COMMON and form in names and form in own and not any(definite(form, base) for base in own):
            # The dictionary has many first names with a small letter. Karin is no inflection of Kari.
            properties[form], found[form] = BASE, (form,)
            persons.append(form)
        elif (
            len(own) != 1
            or (opinion is not None and opinion != base)
            or second.get(base, base) != base
            or form in irregular
            or base in irregular
            or base[-2:] == "en"
        ):
            # Nine forms in ten have one base form that nobody questions; only the others are looked into.
            is_base = opinion == form or has & (BASE | BOUND) == BASE
            participles = (form, *own) if is_base else own
            strong = [verb for one in participles for verb in _strong_verbs(one, properties, found, second)]
            own = found[form] = lemmas(form, own, is_base=is_base, second=second, irregular=irregular, strong=strong)
        if has & BOUND and own == (form,):
            word = word_of_stump(form, lambda base: properties.get(base, 0) & known_nouns == BASE | COMMON)
            found[form] = (word,) if word else own
    _add_genitives(persons, properties, found)
    for lemma in sorted({lemma for own in found.values() for lemma in own} - properties.keys()):
        properties[lemma], found[lemma] = COMMON, (lemma,)
    return properties, found


def _add_genitives(names: Iterable[str], properties: dict[str, int], found: dict[str, tuple[str, ...]]) -> None:
    """Give names their genitives, which the dictionary has as those of other names: karins of Kari."""
    for name in names:
        genitive = name + "s"
        if name[-1] not in "sxz" and not properties.setdefault(genitive, 0) & COMMON:
            found[genitive] = (name,)


def _strong_verbs(
    form: str, properties: Mapping[str, int], found: Mapping[str, tuple[str, ...]], second: Mapping[str, str]
) -> tuple[str, ...]:
    """The verbs of which a participle in -en is one, when it is listed apart: avslagen, undantagen."""
    beside = supine(form) or ""
    bases = dict.fromkeys((*found.get(beside, ()), second.get(beside, beside)))
    return tuple(
        base
        for base in bases
        # fången is not of få, and avgången not of avgå, though of fångit and avgångit.
        if base != beside
        and len(form) - len(base) <= LONGEST_STRONG_END
        and (base + "r" in properties or base[:-1] + "er" in properties)
    )


def _expanded(dictionary: Path, alone: dict[str, tuple[str, ...]]) -> tuple[dict[str, int], dict[str, tuple[str, ...]]]:
    """Properties and base forms of every form of the dictionary."""
    properties: dict[str, int] = {}
    bases: dict[str, tuple[str, ...]] = {}
    for form, base, has in read_dictionary(dictionary):
        own = base if form == base else own_base(form, base, common=bool(has & COMMON))
        before = properties.get(form)
        if before is None:
            properties[form] = has
            bases[form] = alone.setdefault(own, (own,))
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


def _simplemma() -> tuple[dict[str, str], frozenset[str]]:
    """Simplemma's dictionary in small letters: form to base form; and the words that it has as names only."""
    # Imported here because it takes half a second and no search needs it.
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    opinions: dict[str, str] = {}
    bases: dict[str, str] = {}
    names: set[str] = set()
    for form, base in DefaultDictionaryFactory().get_dictionary("sv").items():
        if form.isalpha() and base.isalpha():
            if form.islower():
                # A base form is kept once, not once for each of its forms.
                opinions.setdefault(form, bases.setdefault(base, base.lower()))
            elif form == base and form.istitle():
                names.add(form.lower())
    return opinions, frozenset(names - opinions.keys())
