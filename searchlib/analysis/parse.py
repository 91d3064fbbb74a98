"""What a special item consists of: its pieces, and the whole as an extra in one canonical spelling."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple, Protocol

from searchlib.analysis.items import ALNUM, HYPHEN, LETTER, SPECIAL
from searchlib.analysis.terms import IMPLIED

# A longer run of letters is no word but damage or an attack; its first characters still make it findable.
LONGEST_FORM: Final = 100

_ONE_SPELLING: Final = str.maketrans({"’": "'", "\u2010": "-", "\u2011": "-"})
_PIECE: Final = re.compile(rf"{ALNUM}+(?:['’]{ALNUM}+)*")
_SUSPENDED: Final = re.compile(rf"({ALNUM}+){HYPHEN}(?!{ALNUM})")
_LETTERS_OR_DIGITS: Final = re.compile(rf"\d+|{LETTER}+|{ALNUM}+")
_DIGIT_GROUP: Final = re.compile(r"\d+")
_ABBREVIATED_NAME: Final = re.compile(rf"[A-ZÅÄÖ]{{2,5}}(?:{HYPHEN}[A-ZÅÄÖ]{{2,5}})+")
_WORD_AND_NUMBER: Final = re.compile(rf"{LETTER}{{3,}}\d{{1,4}}|\d{{1,4}}{LETTER}{{3,}}")
_ADDRESS: Final = re.compile(r"(?:[a-z]+://)?(?:www\.)?([^/?#:\s]+)(/[^?#\s]*)?", re.IGNORECASE)


_STOPS: Final = "\n.!?…"


class Piece(NamedTuple):
    """A form and its span within the item."""

    form: str
    start: int
    end: int


class Parsed(NamedTuple):
    """The pieces of an item; the extras, each with the index of the piece whose place it shares; and whether a
    sentence ends here.
    """

    pieces: tuple[Piece, ...] = ()
    extras: tuple[tuple[int, Piece], ...] = ()
    stop: bool = False


class WordLore(Protocol):
    """The three questions about words that only a lexicon can answer."""

    def is_word(self, form: str) -> bool:
        """Whether a word cut at the end of a line is one word."""
        ...

    def sharing_end(self, beginning: str, whole: str) -> tuple[str, ...]:
        """What `kultur- och bildningsnämnden` implies, from `kultur` and `bildningsnämnden`: `kulturnämnden`."""
        ...

    def sharing_beginning(self, whole: str, end: str) -> tuple[str, ...]:
        """What `barnomsorg och -utbildning` implies, from `barnomsorg` and `utbildning`: `barnutbildning`."""
        ...


def as_form(text: str) -> str:
    """The form of a piece of text: small letters, one kind of apostrophe and of hyphen, not endlessly long."""
    form = text[:LONGEST_FORM].lower()
    return form if form.isalpha() else form.translate(_ONE_SPELLING)


def parse_item(item: str, lore: WordLore) -> Parsed:
    """The parts of one item of the grammar in `items`."""
    if item[0] in _STOPS:
        return Parsed(stop=True)
    found = SPECIAL.match(item)
    kind = found.lastgroup if found else None
    return _PARSERS.get(kind or "", _single)(item, lore)


def _single(item: str, lore: WordLore) -> Parsed:
    """`beslut`, `2015`, `a4` are one token; `covid19` is `covid 19` written together."""
    if _WORD_AND_NUMBER.fullmatch(item):
        return _whole_beside(item, _pieces(item, _LETTERS_OR_DIGITS), as_form(item))
    return _short(item, lore)


def _short(item: str, lore: WordLore) -> Parsed:
    return Parsed((Piece(as_form(item.rstrip(".")), 0, len(item)),))


def _address(item: str, lore: WordLore) -> Parsed:
    """One token, the host. The path is no text and stays out of the vocabulary, but the whole can be asked for."""
    address = item.rstrip(".,;:!?)'’")
    found = _ADDRESS.match(address)
    if not found:
        return _joined(item, lore)
    host = Piece(as_form(found[1]), 0, len(address))
    path = (found[2] or "").rstrip("/")
    whole = Piece(as_form(found[1] + path), 0, len(address))
    return Parsed((host,), ((0, whole),) if path else ())


def _email(item: str, lore: WordLore) -> Parsed:
    host = item.rindex("@") + 1
    return Parsed((Piece(as_form(item), 0, len(item)),), ((0, Piece(as_form(item[host:]), host, len(item))),))


def _left(item: str, lore: WordLore) -> Parsed:
    """`kultur-, fritids- och bildningsnämnden`: each suspended word takes the last word's end."""
    pieces = _pieces(item)
    suspended = {found.start(): found[1].lower() for found in _SUSPENDED.finditer(item)}
    whole = pieces[-1]
    extras = [
        (index, Piece(IMPLIED + word, piece.start, piece.end))
        for index, piece in enumerate(pieces)
        if piece.start in suspended
        for word in lore.sharing_end(piece.form, whole.form)
    ]
    return Parsed(pieces, tuple(extras))


def _right(item: str, lore: WordLore) -> Parsed:
    """`barnomsorg och -utbildning`: the last word takes the first word's beginning."""
    pieces = _pieces(item)
    last = len(pieces) - 1
    words = lore.sharing_beginning(pieces[0].form, pieces[last].form)
    _, start, end = pieces[last]
    return Parsed(pieces, tuple((last, Piece(IMPLIED + word, start, end)) for word in words))


def _broken(item: str, lore: WordLore) -> Parsed:
    """`överenskom-⏎melsen` is one word if the lexicon says so, else two that may also be one."""
    pieces = _pieces(item)
    whole = as_form("".join(piece.form for piece in pieces))
    if lore.is_word(whole):
        return Parsed((Piece(whole, 0, len(item)),))
    return _whole_beside(item, pieces, whole)


def _paragraph(item: str, lore: WordLore) -> Parsed:
    pieces = _pieces(item, _LETTERS_OR_DIGITS)
    return _whole_beside(item, pieces, "§" + "".join(piece.form for piece in pieces))


def _number(item: str, lore: WordLore) -> Parsed:
    pieces = _pieces(item)
    return _whole_beside(item, pieces, "".join(piece.form for piece in pieces))


def _reference(item: str, lore: WordLore) -> Parsed:
    pieces = _pieces(item, _LETTERS_OR_DIGITS)
    return _whole_beside(item, pieces, as_form(item.replace(" ", "")))


def _joined(item: str, lore: WordLore) -> Parsed:
    """Words or numbers with signs between them and no space: an identifier, a hyphenated word, or a list."""
    if _ABBREVIATED_NAME.fullmatch(item):
        # One name, not two: RF-SISU is no kind of RF.
        name = Piece(as_form(item), 0, len(item))
        return _whole_beside(item, (name,), as_form(item).replace("-", ""))
    if _is_identifier(item):
        return _reference(item, lore)
    pieces = _pieces(item)
    whole = as_form(item)
    if len(pieces) == 1 or any(sign in whole for sign in "/.:+"):
        return Parsed(pieces)
    return _whole_beside(item, pieces, whole.replace("-", ""))


def _is_identifier(item: str) -> bool:
    digit_groups = len(_DIGIT_GROUP.findall(item))
    return digit_groups > 1 or (digit_groups == 1 and any(sign in item for sign in "/:"))


def _pieces(item: str, pattern: re.Pattern[str] = _PIECE) -> tuple[Piece, ...]:
    return tuple(Piece(as_form(found[0]), found.start(), found.end()) for found in pattern.finditer(item))


def _whole_beside(item: str, pieces: tuple[Piece, ...], whole: str) -> Parsed:
    return Parsed(pieces, ((0, Piece(whole[:LONGEST_FORM], 0, len(item))),))


_PARSERS: Final[dict[str, Callable[[str, WordLore], Parsed]]] = {
    "address": _address,
    "email": _email,
    "left": _left,
    "right": _right,
    "broken": _broken,
    "short": _short,
    "dotted": _short,
    "paragraph": _paragraph,
    "number": _number,
    "reference": _reference,
    "inflected": _short,
    "joined": _joined,
}
