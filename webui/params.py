"""The query string of a search page, both ways: read and checked once, and written for links.

A page's whole state stands in its address, so every filter is a link and every answer can be sent to a colleague.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

Sort = Literal["relevance", "newest", "oldest"]
Years = tuple[int | None, int | None]
Choice = TypeVar("Choice")

SORTS: dict[str, Sort] = {"relevans": "relevance", "nyast": "newest", "aldst": "oldest"}
SWITCH = {"0": False, "1": True}
SORT_WORDS: dict[Sort, str] = {sort: word for word, sort in SORTS.items()}
PAGE_SIZE = 10
MAX_PAGE = 100
MAX_VALUES = 50
MAX_VALUE_LENGTH = 200

_YEARS = re.compile(r"(?P<first>[12]\d{3})?\s*(?P<dash>[-–])?\s*(?P<last>[12]\d{3})?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


class BadParameter(BadRequest):
    """A parameter that is unknown or malformed. `description` is one Swedish sentence for the reader."""

    def __init__(self, parameter: str, sentence: str) -> None:
        super().__init__(sentence)
        self.parameter = parameter


@dataclass(frozen=True, slots=True)
class SearchParams:
    """What a search page is asked for. `years` are first and last, None for open; `page` counts from 1."""

    query: str = ""
    years: Years | None = None
    organs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sort: Sort = "relevance"
    without: tuple[str, ...] = ()
    exact: bool = False
    page: int = 1

    @property
    def offset(self) -> int:
        """How many meetings come before this page."""
        return (self.page - 1) * PAGE_SIZE

    @property
    def filtered(self) -> bool:
        """Whether any filter narrows the answer."""
        return bool(self.years or self.organs or self.kinds)


def read_search(args: MultiDict[str, str]) -> SearchParams:
    """The parameters of `/sok`. Raises BadParameter for one that is unknown, repeated or malformed."""
    check_known(
        args, {"q", "ar", "organ", "typ", "sortera", "utan", "exakt", "sida"}, repeatable={"organ", "typ", "utan"}
    )
    return SearchParams(
        query=read_query(args),
        years=parse_years(args.get("ar", ""), "ar"),
        organs=read_values(args, "organ"),
        kinds=read_values(args, "typ"),
        sort=read_choice(args, "sortera", SORTS, "relevans"),
        without=read_values(args, "utan"),
        exact=read_choice(args, "exakt", SWITCH, "0"),
        page=read_number(args, "sida", 1, 1, MAX_PAGE),
    )


def write_search(params: SearchParams) -> dict[str, Any]:
    """The query string that `read_search` reads back as the same parameters; defaults are left out."""
    pairs: dict[str, Any] = {
        "q": params.query,
        "ar": written_years(params.years, "-"),
        "organ": list(params.organs),
        "typ": list(params.kinds),
        "sortera": SORT_WORDS[params.sort] if params.sort != "relevance" else "",
        "utan": list(params.without),
        "exakt": "1" if params.exact else "",
        "sida": str(params.page) if params.page != 1 else "",
    }
    return {name: value for name, value in pairs.items() if value}


def check_known(args: MultiDict[str, str], known: set[str], repeatable: Iterable[str] = ()) -> None:
    """Raise BadParameter for a parameter that the page does not have, or has twice."""
    for name, values in args.lists():
        if name not in known:
            raise BadParameter(name, f"Den här sidan har ingen parameter som heter ”{_shortened(name)}”.")
        if len(values) > 1 and name not in repeatable:
            raise BadParameter(name, f"Parametern ”{name}” får bara anges en gång.")


def read_query(args: MultiDict[str, str]) -> str:
    """The question as typed; control characters, which no keyboard gives, become spaces."""
    return _cleaned(args.get("q", ""))


def read_values(args: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """The distinct values of a repeatable parameter, in order; empty ones (from forms) are left out."""
    values = tuple(dict.fromkeys(filter(None, map(_cleaned, args.getlist(name)))))
    if len(values) > MAX_VALUES:
        raise BadParameter(name, f"Parametern ”{name}” får anges högst {MAX_VALUES} gånger.")
    if any(len(value) > MAX_VALUE_LENGTH for value in values):
        raise BadParameter(name, f"Värdet på ”{name}” får ha högst {MAX_VALUE_LENGTH} tecken.")
    return values


def read_choice(args: MultiDict[str, str], name: str, choices: Mapping[str, Choice], default: str) -> Choice:
    """What one of a few words stands for; the default when it is left out or empty."""
    value = args.get(name) or default
    if value not in choices:
        raise BadParameter(name, f"Parametern ”{name}” kan vara {_alternatives(choices)}.")
    return choices[value]


def read_number(args: MultiDict[str, str], name: str, default: int, lowest: int, highest: int) -> int:
    """A whole number in a range; the default when it is left out or empty."""
    value = args.get(name) or str(default)
    # isdecimal alone also lets through other scripts' digits; int() of a very long string is slow.
    if not (value.isascii() and value.isdecimal() and len(value) <= 6 and lowest <= int(value) <= highest):
        raise BadParameter(name, f"Parametern ”{name}” måste vara ett heltal mellan {lowest} och {highest}.")
    return int(value)


def parse_years(text: str, name: str) -> Years | None:
    """`2015`, `2015-2018`, `2015-`, `-2018`; None for nothing. Raises BadParameter for anything else."""
    if not text.strip():
        return None
    found = _YEARS.fullmatch(text.strip())
    first, last = (int(found[end]) if found and found[end] else None for end in ("first", "last"))
    if found is None or (first, last) == (None, None) or (first and last and not found["dash"]):
        raise BadParameter(name, "Skriv året med fyra siffror, till exempel 2017, eller en period som 2015-2018.")
    if not found["dash"]:
        return (first, first)
    if first and last and first > last:
        first, last = last, first
    return (first, last)


def written_years(years: Years | None, dash: str) -> str:
    """A period as one types it: `2017`, `2015-2018`, `2015-`, or nothing."""
    if years is None or years == (None, None):
        return ""
    first, last = years
    return str(first) if first == last else f"{first or ''}{dash}{last or ''}"


def _cleaned(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()


def _shortened(name: str) -> str:
    name = _cleaned(name)
    return name if len(name) <= 40 else name[:39] + "…"


def _alternatives(choices: Iterable[str]) -> str:
    *others, last = choices
    return f"{', '.join(others)} eller {last}"
