"""Days of rest: weekends that differ between countries, and holidays of three calendars."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCalendar, QDate

from silkfield.formkit.rest_days import COUNTRIES, holiday, is_weekend, lunar_day

THE_ISLAMIC_CALENDAR = QCalendar(QCalendar.System.IslamicCivil)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_the_lunar_day_is_that_of_the_tabular_calendar(day):
    parts = THE_ISLAMIC_CALENDAR.partsFromDate(QDate(day.year, day.month, day.day))
    assert lunar_day(day) == (parts.year, parts.month, parts.day)


@pytest.mark.parametrize(
    ("country", "days"),
    [("PK", "56"), ("TR", "56"), ("AF", "34"), ("IR", "4"), ("IQ", "45"), ("BD", "45"), ("AE", "45"), ("AT", "56")],
)
def test_weekends_differ_between_countries(country, days):
    week = [date(2016, 5, 2 + place) for place in range(7)]
    assert "".join(str(day.weekday()) for day in week if is_weekend(day, country)) == days


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("PK", "2016-03-23", "Pakistan Day"),
        ("PK", "2016-07-06", "about Eid al-Fitr"),
        ("PK", "2016-09-12", "about Eid al-Adha"),
        ("TR", "2016-10-29", "Republic Day"),
        ("IR", "2016-03-20", "Nowruz"),
        ("AF", "2016-08-18", "Independence Day"),
        ("AF", "2016-03-20", "Nowruz"),
        ("BD", "2016-12-16", "Victory Day"),
        ("IQ", "2016-10-11", "about Ashura"),
        ("AT", "2016-05-01", ""),
        ("PK", "2016-05-03", ""),
    ],
)
def test_public_holidays_are_known(country, day, name):
    assert holiday(date.fromisoformat(day), country) == name


def test_every_country_has_a_weekend():
    assert all(any(is_weekend(date(2016, 5, day), country) for day in range(2, 9)) for country in COUNTRIES)
