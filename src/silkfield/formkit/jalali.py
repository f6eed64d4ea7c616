"""Days of the solar calendar of Iran and Afghanistan (26 Ordibehesht 1395, 26 Sawr 1395) as days of the Gregorian one.

Arithmetic of the 33-year cycle, which is that of the sky for the years read here. Both countries count the same days; their
names of the months differ, so that both are written.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from silkfield.formkit.folding import folded, plain_digits
from silkfield.language import N_, _, isolated

FIRST_YEAR, LAST_YEAR = 1300, 1435
_ANCHOR_YEAR, _ANCHOR = 1395, date(2016, 3, 20)
_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})

MONTHS = {
    folded(name): number
    for number, names in enumerate(
        (
            "farvardin hamal فروردین حمل",
            "ordibehesht ordibehisht sawr saur thawr اردیبهشت ثور",
            "khordad jawza jauza خرداد جوزا",
            "tir saratan سرطان تیر",
            "mordad amordad asad مرداد اسد",
            "shahrivar sonbola sunbula sumbula شهریور سنبله",
            "mehr mizan مهر میزان",
            "aban aqrab عقرب آبان",
            "azar qaws qaus آذر قوس",
            "dey dai jadi دی جدی",
            "bahman dalw dalwa بهمن دلو",
            "esfand isfand hut hoot اسفند حوت",
        ),
        start=1,
    )
    for name in names.split()
}
_NAMED = re.compile(r"(\d{1,2}) ?([^\W\d]+) (\d{4})")
_NUMBERS = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})|(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")


NAMES = (
    N_("Farvardin / Hamal"),
    N_("Ordibehesht / Sawr"),
    N_("Khordad / Jawza"),
    N_("Tir / Saratan"),
    N_("Mordad / Asad"),
    N_("Shahrivar / Sonbola"),
    N_("Mehr / Mizan"),
    N_("Aban / Aqrab"),
    N_("Azar / Qaws"),
    N_("Dey / Jadi"),
    N_("Bahman / Dalw"),
    N_("Esfand / Hut"),
)
"""The months as they are called in Iran and in Afghanistan."""


def solar_day(day: date) -> tuple[int, int, int] | None:
    """Return year, month and day in the solar calendar, None outside the centuries that are read."""
    year = day.year - 621
    year -= day < (gregorian(year, 1, 1) or date.max)
    first = gregorian(year, 1, 1)
    if first is None:
        return None
    passed, month = (day - first).days, 1
    while passed >= _length(year, month):
        passed, month = passed - _length(year, month), month + 1
    return year, month, passed + 1


def written(day: date) -> str:
    """Write a day in the solar calendar with the month's name in both countries, nothing outside those centuries."""
    if (solar := solar_day(day)) is None:
        return ""
    year, month, number = solar
    return f"{isolated(str(number))} {_(NAMES[month - 1])} {isolated(str(year))}"


def read_jalali(text: str) -> date | None:
    """Read a day written in the solar calendar, None when it is not one."""
    if found := _NAMED.fullmatch(folded(text)):
        day, month, year = int(found[1]), MONTHS.get(found[2], 0), int(found[3])
    elif found := _NUMBERS.fullmatch(plain_digits(text).strip()):
        year, month, day = (int(part) for part in (found[1] or found[6], found[2] or found[5], found[3] or found[4]))
    else:
        return None
    return gregorian(year, month, day)


def gregorian(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a solar one, None when there is no such day or the year is not one of these centuries."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= _length(year, month)):
        return None
    first, last = sorted((_ANCHOR_YEAR, year))
    between = sum(366 if is_leap(passed) else 365 for passed in range(first, last))
    new_year = _ANCHOR + timedelta(between if year >= _ANCHOR_YEAR else -between)
    return new_year + timedelta(sum(_length(year, passed) for passed in range(1, month)) + day - 1)


def is_leap(year: int) -> bool:
    """Tell whether the last month of a solar year has 30 days."""
    return year % 33 in _LEAP


def _length(year: int, month: int) -> int:
    if month <= 6:
        return 31
    return 30 if month < 12 or is_leap(year) else 29
