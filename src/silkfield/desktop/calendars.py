"""A day in a second calendar, only to be read beside the Gregorian one: the Islamic or the solar one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCalendar, QDate, QLocale

from silkfield.formkit.jalali import written
from silkfield.language import N_, _, chosen

NONE, ISLAMIC, SOLAR = "", "islamic", "solar"
CALENDARS = ((NONE, N_("None")), (ISLAMIC, N_("Islamic")), (SOLAR, N_("Solar (Iran, Afghanistan)")))


def other_day(day: date, calendar: str) -> str:
    """Write a day in a second calendar, nothing for none. The Islamic one is computed: the moon may say a day more or less."""
    if calendar == SOLAR:
        return written(day)
    if calendar != ISLAMIC:
        return ""
    system = QCalendar(QCalendar.System.IslamicCivil)
    parts = system.partsFromDate(QDate(day.year, day.month, day.day))
    month = system.monthName(QLocale("ur_PK" if chosen() == "ur" else "en"), parts.month, parts.year)
    return _("about {day}").format(day=f"{parts.day} {month} {parts.year}")
