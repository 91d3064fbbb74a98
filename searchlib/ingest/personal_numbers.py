"""Swedish personal numbers in text: personnummer and samordningsnummer, found by form, date and check digit.

Rules: Folkbokföringslagen (1991:481) 18 and 18 a §§; the check digit is the Luhn sum of the last ten.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

# Neither inside a longer number nor inside a code: `SLK-2024-00009`, IBAN, accounts.
_candidate = re.compile(
    r"(?<![\w+/:.,–-])(?<!\d )"
    r"((?:18|19|20)?\d\d)(\d\d)(\d\d)( ?[-+–] ?)?(\d{3})(\d)"
    r"(?![\w/]|[-+–:.,]\d| \d)"
)
# Ten digits without a sign that begin with 0 are a telephone number, unless the text says otherwise.
_announced = re.compile(r"(?:person|samordnings)(?:nr|nummer)|\bp\.?nr|\bfödd", re.IGNORECASE)
_telephone = re.compile(r"\b(?:tele?f?o?n?|mobil|fax|sms|växel|tfn|ring)\b\W*\w{0,12}\W*$", re.IGNORECASE)
_BEFORE = 40


class PersonalNumber(NamedTuple):
    """Where a personal number stands in a text, and how it may be shown."""

    start: int
    end: int
    masked: str


def find_personal_numbers(text: str, today: datetime.date | None = None) -> Iterator[PersonalNumber]:
    """Find personal numbers of ten or twelve digits, with or without sign, of people born until `today`.

    Ten digits without a sign are taken only when the date is real and the check digit right, as all
    are; one in some 300 other ten-digit numbers passes too, so that what is found is for a person to judge.
    """
    last = today or datetime.date.today()
    for match in _candidate.finditer(text):
        year, month, day, sign, serial, check = match.groups()
        if sign is None and len(year) == 2 and _is_telephone(text, match):
            continue
        born = _born(year, month, day, "+" in (sign or ""), last)
        if born is not None and _luhn(year[-2:] + month + day + serial) == int(check):
            yield PersonalNumber(match.start(), match.end(), f"{born:04}{month}{day}-****")


def _is_telephone(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    return bool(_telephone.search(before)) or (match[1].startswith("0") and not _announced.search(before))


def _born(year: str, month: str, day: str, over_hundred: bool, last: datetime.date) -> int | None:
    """The year of birth, when there is such a day; a samordningsnummer has its day plus sixty."""
    number = int(day) - 60 if int(day) > 60 else int(day)
    for full in _years(year, over_hundred, last):
        try:
            if datetime.date(full, int(month), number) <= last:
                return full
        except ValueError:
            continue
    return None


def _years(year: str, over_hundred: bool, last: datetime.date) -> tuple[int, ...]:
    if len(year) == 4:
        return (int(year),)
    # Two digits mean the latest year that fits; a plus sign, the one a hundred years before.
    latest = last.year - (last.year - int(year)) % 100
    return (latest - 100, latest - 200) if over_hundred else (latest, latest - 100)


def _luhn(nine: str) -> int:
    """The check digit of nine digits: every second one doubled, from the first, and digits summed."""
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(nine))
    return -total % 10
