"""Days, numbers, phones and ages are read in the ways they are written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.formkit.ages import age_group, read_ages
from silkfield.formkit.problems import Unreadable
from silkfield.formkit.reading import read_count, read_day, read_phone, shown_phone


@pytest.mark.parametrize(
    "text",
    [
        "3/5/2016",
        "3.5.16",
        "03-05-16",
        "3-5-2016",
        "03.05.2016",
        "3 May 2016",
        "3rd May, 2016",
        "03-May-16",
        "May 3, 2016",
        "2016-05-03",
        "2016-05-03 00:00:00",
        "۳/۵/۲۰۱۶",
        "3 مئی 2016",
        "\u20663/5/2016\u2069",
        "3\u00a0May\u00a02016",
    ],
)
def test_a_day_is_read_day_first(text: str) -> None:
    assert read_day(text) == date(2016, 5, 3)


@pytest.mark.parametrize("text", ["31/6/2016", "30 Feb 2016", "5/13/2016", "2016", "May 2016", "soon", "", "3/5"])
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    with pytest.raises(Unreadable):
        read_day(text)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_way_of_writing_a_day_gives_the_same_day(day: date) -> None:
    for text in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", f"{day:%d %B %Y}", f"{day:%d-%b-%y}"):
        assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "count"), [("49", 49), ("49.0", 49), ("۴۹", 49), ("1,204", 1204), (" 7 ", 7), ("0", 0)]
)
def test_whole_numbers_are_read_in_any_digits(text: str, count: int) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize("text", ["", "-3", "4.5", "about 60", "x"])
def test_what_is_no_whole_number_is_not_guessed(text: str) -> None:
    with pytest.raises(Unreadable):
        read_count(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0300-0001234", "+923000001234"),
        ("923000001234", "+923000001234"),
        ("923000001234.0", "+923000001234"),
        ("3000001234", "+923000001234"),
        ("۰۳۰۰۰۰۰۱۲۳۴", "+923000001234"),
        ("0300 0001234", "+923000001234"),
        ("0300\u00a00001234", "+923000001234"),
        ("+92-300-0001234", "+923000001234"),
        ("0092 300 0001234", "+923000001234"),
        ("051-2000123", "+92512000123"),
        ("+966 50 0001234", "+966500001234"),
        ("00966 50 0001234", "+966500001234"),
    ],
)
def test_phone_numbers_are_kept_in_one_form(text: str, number: str) -> None:
    assert read_phone(text) == number


@pytest.mark.parametrize("text", ["0300-00012", "123", "", "call later", "0300 00012345678"])
def test_a_number_too_short_or_too_long_is_said(text: str) -> None:
    with pytest.raises(Unreadable):
        read_phone(text)


@given(st.integers(3_000_000_000, 3_499_999_999))
def test_a_number_is_read_back_from_the_way_it_is_shown(number: int) -> None:
    kept = f"+92{number}"
    assert read_phone(shown_phone(kept)) == kept


def test_numbers_are_shown_as_people_read_them() -> None:
    assert shown_phone("+923001234567") == "0300 1234567"
    assert shown_phone("+966500001234").startswith("+966 ")
    assert shown_phone("not a number") == "not a number"


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("27", "A25"),
        ("27 yrs", "A25"),
        ("27y", "A25"),
        ("27 years", "A25"),
        ("abt 27", "A25"),
        ("abt. 27", "A25"),
        ("about 27", "A25"),
        ("۲۷", "A25"),
        ("27.0", "A25"),
        ("25-30", "A25"),
        ("25 to 30", "A25"),
        ("30-40", "AUN"),
        ("45+", "AUN"),
        ("60+", "A60"),
        ("16", "A00"),
        ("۱۸", "A18"),
        ("0", "A00"),
    ],
)
def test_an_age_falls_into_its_group_and_a_range_across_groups_into_none(text: str, group: str) -> None:
    assert age_group(*read_ages(text)) == group


@pytest.mark.parametrize("text", ["", "young", "127", "40-30", "2 7"])
def test_what_is_no_age_is_not_guessed(text: str) -> None:
    with pytest.raises(Unreadable):
        read_ages(text)


@given(st.integers(0, 120))
def test_every_age_has_one_group(age: int) -> None:
    assert age_group(age) != "AUN"
