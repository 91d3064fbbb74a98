"""Dates and periods on the pages read as Swedish; words shared with the command line are tested there."""

from __future__ import annotations

import datetime
from typing import get_args

import pytest

from searchlib.documents import MeetingDate
from searchlib.results import Why
from webui.wording import WHY, capitalized, local_moment, machine_date, period

DAY = datetime.date(2015, 10, 1)


@pytest.mark.parametrize(("precision", "machine"), [("day", "2015-10-01"), ("month", "2015-10"), ("year", "2015")])
def test_a_date_is_marked_up_as_exactly_as_it_is_known(precision, machine):
    assert machine_date(MeetingDate(DAY, precision, "title")) == machine


def test_no_date_is_marked_up_as_none():
    assert machine_date(MeetingDate.unknown()) == ""


def test_every_reason_for_a_form_has_a_name():
    assert set(WHY) == set(get_args(Why))


@pytest.mark.parametrize(
    ("text", "said"),
    [("minnesanteckningar", "Minnesanteckningar"), ("åtgärdslista", "Åtgärdslista"), ("KF", "KF"), ("", "")],
)
def test_only_the_first_letter_becomes_large(text, said):
    assert capitalized(text) == said


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ((2017, 2017), "2017"),
        ((2015, 2018), "2015–2018"),
        ((2015, None), "från och med 2015"),
        ((None, 2018), "till och med 2018"),
    ],
)
def test_a_period_is_said_in_words(years, said):
    assert period(years) == said


def test_a_moment_is_said_with_its_zone_and_odd_input_is_left_alone():
    assert local_moment("2026-11-22T09:05:00+00:00") == "22 november 2026 kl. 09.05 (UTC)"
    assert local_moment("i går") == "i går"
