"""Days of the solar calendar: the known ones, and the law that they follow each other."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.formkit.answers import Day
from silkfield.formkit.codes import standard_codes
from silkfield.formkit.jalali import LAST_YEAR, gregorian, is_leap, read_jalali, solar_day, written
from silkfield.formkit.problems import Around


@pytest.mark.parametrize(
    ("year", "day"),
    [(1375, "1996-03-20"), (1391, "2012-03-20"), (1394, "2015-03-21"), (1395, "2016-03-20"), (1400, "2021-03-21")],
)
def test_the_solar_year_begins_on_the_known_days(year, day):
    assert gregorian(year, 1, 1).isoformat() == day


@given(st.integers(1300, LAST_YEAR - 1))
def test_the_solar_days_of_a_year_follow_each_other(year):
    months = [31] * 6 + [30] * 5 + [30 if is_leap(year) else 29]
    days = [gregorian(year, month, day) for month, length in enumerate(months, 1) for day in range(1, length + 1)]
    assert days == [days[0] + timedelta(place) for place in range(len(days))]
    assert gregorian(year + 1, 1, 1) == days[-1] + timedelta(1)


@pytest.mark.parametrize("text", ["31 Mehr 1395", "30 Esfand 1394", "1 Foo 1395", "1 Mehr 1100", "2016-05-03", ""])
def test_what_is_no_solar_day_is_none(text):
    assert read_jalali(text) is None


@pytest.mark.parametrize(
    "text", ["26 Ordibehesht 1395", "26 Sawr 1395", "۲۶ اردیبهشت ۱۳۹۵", "۲۶ ثور ۱۳۹۵", "1395/2/26", "26/2/1395"]
)
def test_a_day_of_either_country_is_accepted_where_a_day_is_typed(text):
    assert Day().read(text, Around(date(2016, 6, 1), standard_codes())) == "2016-05-15"


@given(st.dates(date(1930, 1, 1), date(2050, 12, 31)))
def test_a_day_written_in_the_solar_calendar_is_read_as_the_same_day(day):
    year, month, number = solar_day(day)
    assert gregorian(year, month, number) == day
    assert read_jalali(f"{number}/{month}/{year}") == day


def test_a_day_is_written_with_its_month_in_both_countries():
    assert written(date(2016, 5, 15)).translate({0x2066: None, 0x2069: None}) == "26 Ordibehesht / Sawr 1395"
    assert written(date(1800, 1, 1)) == ""
