"""Days as staff write them, alone and in spans, of the Gregorian and the solar calendar."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.workbooks.cells import Broken
from silkfield.workbooks.days import period_of, read_day_cell, read_span_cell, span_in, swapped

DAYS = st.dates(date(1990, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    ("cell", "day", "code"),
    [
        ("3/5/2016", date(2016, 5, 3), ""),
        ("3.5.16", date(2016, 5, 3), ""),
        ("4th May, 2016", date(2016, 5, 4), ""),
        ("04-May-16", date(2016, 5, 4), ""),
        ("۳ مئی ۲۰۱۶", date(2016, 5, 3), ""),
        ("3\u00a0May\u00a02016", date(2016, 5, 3), ""),
        (date(2016, 5, 3), date(2016, 5, 3), ""),
        (datetime.fromisoformat("2016-05-03T14:00"), date(2016, 5, 3), ""),
        ("42493", date(2016, 5, 3), "W_DATE_SERIAL"),
        (42493.0, date(2016, 5, 3), "W_DATE_SERIAL"),
        ("26 Ordibehesht 1395", date(2016, 5, 15), "W_DATE_JALALI"),
        ("26 Sawr 1395", date(2016, 5, 15), "W_DATE_JALALI"),
        ("۱۳۹۵/۲/۲۶", date(2016, 5, 15), "W_DATE_JALALI"),
        ("31/6/2016", None, "R_DATE_UNREADABLE"),
        ("last week", None, "R_DATE_UNREADABLE"),
        (Broken("#REF!"), None, "R_DATE_UNREADABLE"),
        ("", None, "R_DATE_MISSING"),
        ("-", None, "R_DATE_MISSING"),
    ],
)
def test_days_are_read_day_first_in_every_spelling(cell, day, code):
    read = read_day_cell(cell)
    assert (read.day, read.code) == (day, code)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("28 Dec 2015 - 3 Jan 2016", "2015-12-28", "2016-01-03"),
        ("27 & 28 Oct 2015", "2015-10-27", "2015-10-28"),
        ("2-4/5/2016", "2016-05-02", "2016-05-04"),
        ("31.3.-2.4.2015", "2015-03-31", "2015-04-02"),
        ("31 March 2015 – 2 April 2015", "2015-03-31", "2015-04-02"),
        ("۱۱-۱۲ فروری ۲۰۱۴", "2014-02-11", "2014-02-12"),
        ("1st - 3rd June 2016", "2016-06-01", "2016-06-03"),
        ("June 1-3, 2016", "2016-06-01", "2016-06-03"),
        ("5 May 2016", "2016-05-05", "2016-05-05"),
    ],
)
def test_spans_are_read(text, first, last):
    span = read_span_cell(text)
    assert (span.start.isoformat(), span.end.isoformat(), span.code) == (first, last, "")


@pytest.mark.parametrize("text", ["October 2015", "10/2015", "اکتوبر ۲۰۱۵"])
def test_a_month_alone_is_all_of_its_days_and_said(text):
    span = read_span_cell(text)
    assert (span.start, span.end, span.code) == (date(2015, 10, 1), date(2015, 10, 31), "W_DATE_MONTH_ONLY")


@pytest.mark.parametrize("text", ["9-12 March", "45-46 May 2016", "soon", "2015"])
def test_what_is_no_span_is_unreadable(text):
    assert read_span_cell(text).code == "R_DATE_UNREADABLE"


@given(DAYS, st.integers(0, 20), st.sampled_from(["{} to {}", "{} - {}", "{} – {}"]))
def test_any_two_days_are_read_as_a_span(first, length, between):
    last = first + timedelta(length)
    written = between.format(f"{first:%d.%m.%Y}", f"{last:%d.%m.%Y}")
    span = read_span_cell(written)
    assert (span.start, span.end) == (first, last)


def test_days_are_found_inside_a_title():
    span = span_in("Islamabad, 14 - 18 September 2015        List of nominated officers")
    assert (span.start, span.end) == (date(2015, 9, 14), date(2015, 9, 18))
    assert span_in("held on 3/5/2016 in Lahore").start == date(2016, 5, 3)
    assert span_in("Training of trainers").start is None


@pytest.mark.parametrize(
    ("texts", "period"),
    [
        (["Counselling Register - Month of May 2016"], "2016-05"),
        (["Awareness May-16"], "2016-05"),
        (["no month here", "مئی ۲۰۱۶"], "2016-05"),
        (["05-2016"], "2016-05"),
        (["list of activities 2014-2017"], ""),
        (["Mayor 2016"], ""),
        (["May 2016 to June 2016"], ""),
    ],
)
def test_the_month_of_a_sheet_stands_in_its_titles(texts, period):
    assert period_of(texts) == period


@given(DAYS)
def test_exchanging_day_and_month_twice_gives_the_day_again(day):
    other = swapped(day)
    assert other is None or swapped(other) == day
