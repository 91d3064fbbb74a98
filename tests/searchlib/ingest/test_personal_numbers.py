from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.ingest.personal_numbers import find_personal_numbers

TODAY = datetime.date(2026, 11, 22)


def with_check_digit(date: str, serial: str, sign: str = "-") -> str:
    """A number of nobody, right by the rules: a second and slower way to the check digit."""
    ten = (date + serial)[-9:]
    for digit in "0123456789":
        doubled = [int(one) * (2 if place % 2 == 0 else 1) for place, one in enumerate(ten + digit)]
        if sum(one if one < 10 else one - 9 for one in doubled) % 10 == 0:
            return date + sign + serial + digit
    raise AssertionError


def found(text: str) -> list[str]:
    return [number.masked for number in find_personal_numbers(text, TODAY)]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (with_check_digit("900101", "001"), "19900101-****"),
        (with_check_digit("19900101", "001"), "19900101-****"),
        (with_check_digit("900101", "001", ""), "19900101-****"),
        (with_check_digit("19900101", "001", ""), "19900101-****"),
        (with_check_digit("20240229", "123"), "20240229-****"),
        (with_check_digit("120101", "001", "+"), "19120101-****"),
        (with_check_digit("12" + "0101", "001"), "20120101-****"),
        (with_check_digit("900161", "001"), "19900161-****"),
        (with_check_digit("900101", "001", "–"), "19900101-****"),
        (with_check_digit("900101", "001", " - "), "19900101-****"),
        (f"Eva Ek ({with_check_digit('900101', '001')}).", "19900101-****"),
        (f"pnr: {with_check_digit('050101', '001', '')}", "20050101-****"),
        (f"{with_check_digit('900101', '001')}, {with_check_digit('900102', '001')}", "19900101-**** 19900102-****"),
    ],
)
def test_personal_numbers_are_found_and_masked(text: str, masked: str) -> None:
    assert " ".join(found(text)) == masked


@pytest.mark.parametrize(
    "text",
    [
        with_check_digit("900101", "001")[:-1] + "x",
        with_check_digit("901301", "001"),
        with_check_digit("900132", "001"),
        with_check_digit("20230229", "001"),
        with_check_digit("20270101", "001"),
        with_check_digit("556012", "579"),  # an organisation's number: its "month" is 20 or more
        "Dnr " + with_check_digit("900101", "001") + "/2015",
        "RS/" + with_check_digit("900101", "001", ""),
        "SLK-2024-" + with_check_digit("900101", "001", ""),
        "SE35 5000 0000 " + with_check_digit("900101", "001", ""),
        "SE4550000000058398257466",
        with_check_digit("070112", "345", ""),
        "tel. " + with_check_digit("700112", "345", ""),
        "070-123 45 67, 0701234567, +46701234567",
        "2015-10-23-1234",
        "Bankgiro 5050-1055, 900101-00",
        "1234567890123456",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_wrong_check_digit_is_no_personal_number() -> None:
    right = with_check_digit("900101", "001")
    wrong = [right[:-1] + digit for digit in "0123456789" if digit != right[-1]]
    assert [found(number) for number in wrong] == [[]] * 9


@given(
    st.dates(datetime.date(1900, 1, 1), TODAY),
    st.integers(1, 999),
    st.sampled_from(["-", ""]),
    st.text("abc åäö.,\n", max_size=5),
)
def test_every_number_of_twelve_digits_is_found_wherever_it_stands(
    born: datetime.date, serial: int, sign: str, around: str
) -> None:
    number = with_check_digit(f"{born:%Y%m%d}", f"{serial:03}", sign)
    text = f"{around} {number} {around}"
    (one,) = find_personal_numbers(text, TODAY)
    assert text[one.start : one.end] == number
    assert one.masked == f"{born:%Y%m%d}-****"
