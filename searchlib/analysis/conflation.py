"""Which base forms count as the dictionary forms of a word form.

All of them do, with three reservations that a dictionary made for spelling does not know of: a base form or stop
word is not an odd inflection of something else; derived words are words of their own; and a base form that is
itself inflected stands for its own base.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from searchlib.analysis.stopwords import STOP_WORDS

# Affix rules also form derived words, which mean something else than their base: rest of the form after the base,
# and what makes the derived word's own base form. (lära → läraren, lärare; ekonom → ekonomiska, ekonomisk.)
_DERIVED_FROM_VERB: Final = {
    **dict.fromkeys(("re", "ren", "rens", "res", "rna", "rnas"), "re"),
    **dict.fromkeys(("nde", "ndes", "ndet", "ndets", "nden", "ndens", "ndena", "ndenas"), "nde"),
}
_DERIVED_FROM_NOUN: Final = dict.fromkeys(("isk", "iska", "iskt"), "isk")
_INHABITANT: Final = ("bo", "bos", "bon", "bons", "bor", "bors", "borna", "bornas")
_DERIVED_FROM_NAME: Final = {
    **dict.fromkeys(_INHABITANT, "bo"),
    **dict.fromkeys((f"s{ending}" for ending in _INHABITANT), "sbo"),
}
# After the stem of a verb in -a: passive imperative, subjunctive, present participles.
_ODD_FOR_VERB: Final = frozenset(("s", "e", "ande", "ende"))
# After the stem of a verb in -a: past participles, but also nouns like `nämnd` and `växt`.
_PARTICIPLES: Final = frozenset(("d", "t"))
# given, buren; but ren is no participle.
_SHORTEST_STRONG: Final = 5
_DEFINITE: Final = frozenset(("et", "arna", "erna", "orna"))
# simplemma is unsure of the shortest words.
_SHORTEST_FOR_SECOND_OPINION: Final = 3


def own_base(form: str, base: str, *, common: bool) -> str:
    """The base form that `form` has in truth, when the dictionary derives it from `base`."""
    if not common and len(form) < len(base):
        # What is left of a name without its end is no form of it: Erik is not Erika.
        return form
    if form == base or not form.startswith(base):
        return base
    rest = form[len(base) :]
    if base.endswith("a") and rest in _DERIVED_FROM_VERB:
        return base + _DERIVED_FROM_VERB[rest]
    if rest in _DERIVED_FROM_NOUN:
        return base + _DERIVED_FROM_NOUN[rest]
    if not common and rest in _DERIVED_FROM_NAME:
        return base + _DERIVED_FROM_NAME[rest]
    return base


def odd_inflection(form: str, base: str) -> bool:
    """Whether `form` would be a genitive, an imperative, a subjunctive, a participle or a Latin plural of `base`.

    Such an inflection is far rarer than a base form that looks the same: `kurs` is no genitive of `kur`, `plan` no
    imperative of `plana`, `tanke` not of `tank`, and a `boende` more often a place than one who lives.
    """
    stem = base[:-1]
    return (
        form == base + "s"
        or base == form + "a"
        or form in (base + "e", base + "g", base + "nde", base + "ende")
        or (base.endswith("a") and form.startswith(stem) and form[len(stem) :] in _ODD_FOR_VERB)
        or (base.endswith("um") and form in (base[:-2] + "a", base[:-2] + "as"))
    )


def like_participle(form: str, base: str) -> bool:
    """Whether `form` could be a past participle of the verb `base`, as `nämnd` of `nämna`."""
    return base.endswith("a") and form.startswith(base[:-1]) and form[len(base) - 1 :] in _PARTICIPLES


def lemmas(
    form: str,
    bases: Iterable[str],
    *,
    is_base: bool,
    second: Mapping[str, str],
    irregular: Mapping[str, str],
    strong: Iterable[str] = (),
) -> tuple[str, ...]:
    """The dictionary forms of `form`, distinct, likeliest first.

    `bases` come from the dictionary, `second` is another one's opinion (form to base form). `irregular` adds to both,
    and so does `strong`: the verbs of which the form is a participle.
    """
    opinion = second.get(form)
    if opinion in STOP_WORDS:
        opinion = None  # första is no form of en
    if is_base and opinion == form:
        return tuple(dict.fromkeys((form, irregular.get(form, form), *strong)))
    candidates = [base for base in bases if not (is_base and odd_inflection(form, base))]
    if opinion and (len(form) >= _SHORTEST_FOR_SECOND_OPINION or not candidates):
        candidates += [opinion] if not (is_base and odd_inflection(form, opinion)) else []
    candidates += [irregular[base] for base in (form, *candidates) if base in irregular]
    candidates += [second[base] for base in candidates if base != form and _is_inflected(base, second)]
    candidates += strong
    if is_base:
        return tuple(dict.fromkeys([form, *candidates]))
    # `säkerhets` and `tidigt` are entries of their own, but only because they are inflected or bound.
    return tuple(dict.fromkeys(base for base in candidates if base != form)) or (form,)


def supine(form: str) -> str | None:
    """The form of a strong verb of which `form` would be the participle: avslagen has avslagit beside it."""
    return form[:-2] + "it" if form.endswith("en") and len(form) >= _SHORTEST_STRONG else None


def definite(form: str, base: str) -> bool:
    """Whether `form` is a definite form that no first name has: vasaloppet, östersjöländerna."""
    return form.startswith(base) and form[len(base) :] in _DEFINITE


def _is_inflected(base: str, second: Mapping[str, str]) -> bool:
    """Whether a base form is an inflection itself, as the dictionary's `ledamöter` is."""
    own = second.get(base, base)
    return own != base and own not in STOP_WORDS and not odd_inflection(base, own)


def word_of_stump(stump: str, is_noun: Callable[[str], bool]) -> str | None:
    """The word whose form in compounds `stump` is: skol → skola, kvinno → kvinna, idrotts → idrott, hyres → hyra."""
    shorter = stump[:-1]
    candidates = {
        "s": (shorter, shorter + "e", shorter.removesuffix("e") + "a"),
        "o": (shorter + "a", shorter + "e"),
        "u": (shorter + "a",),
        "e": (shorter + "a", shorter),
    }.get(stump[-1:], ())
    return next(filter(is_noun, (*candidates, stump + "a", stump + "e")), None)
