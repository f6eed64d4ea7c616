"""A day in a second calendar, only to be read beside the Gregorian one: the Islamic or the solar one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCalendar, QDate, QLocale

from silkfield.language import N_, _, chosen

NONE, ISLAMIC, SOLAR = "", "islamic", "solar"
CALENDARS = ((NONE, N_("None")), (ISLAMIC, N_("Islamic")), (SOLAR, N_("Solar (Iran)")))
_SYSTEMS = {ISLAMIC: QCalendar.System.IslamicCivil, SOLAR: QCalendar.System.Jalali}
_NAMES = {(ISLAMIC, "ur"): "ur_PK", (SOLAR, "ur"): "fa_IR"}


def other_day(day: date, calendar: str) -> str:
    """Write a day in a second calendar, nothing for none. The Islamic one is computed: the moon may say a day more or less."""
    if calendar not in _SYSTEMS:
        return ""
    system = QCalendar(_SYSTEMS[calendar])
    parts = system.partsFromDate(QDate(day.year, day.month, day.day))
    month = system.monthName(QLocale(_NAMES.get((calendar, chosen()), "en")), parts.month, parts.year)
    words = f"{parts.day} {month} {parts.year}"
    return _("about {day}").format(day=words) if calendar == ISLAMIC else words
