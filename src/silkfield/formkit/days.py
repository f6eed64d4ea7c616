"""Answers that say when: a day of the calendar and a time of day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from silkfield.formkit.answer import Answer
from silkfield.formkit.folding import plain_digits
from silkfield.formkit.jalali import read_jalali
from silkfield.formkit.problems import Around, Unreadable
from silkfield.formkit.reading import read_day
from silkfield.language import N_, _

MONTH_NAMES = [
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
]

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
"""Monday first."""

DATES_TEXT = "dates_text"
"""The answer that keeps days as they were written, where that was in another calendar."""


def iso_day(value: Any) -> date | None:
    """Return the day that a value such as "2016-05-03" stands for, None when it is no day written so."""
    return _iso_day(value) if isinstance(value, str) else None


@lru_cache(maxsize=4096)
def _iso_day(text: str) -> date | None:
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Day(Answer):
    """A day of the Gregorian calendar, kept as "2016-05-03"; `future` allows days after today."""

    future: bool = False

    def read(self, text: str, around: Around) -> str:
        """Read a day written day first, or one of the solar calendar; "today" and "t" are today."""
        if text.strip().lower() in {"t", "today", "آج"}:
            return around.today.isoformat()
        if solar := read_jalali(text):
            return solar.isoformat()
        return read_day(text).isoformat()

    def show(self, value: Any, around: Around) -> str:
        """Write the day as 3 May 2016."""
        day = date.fromisoformat(value)
        return f"{day.day} {_(MONTH_NAMES[day.month - 1])} {day.year}"

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when it is no day, or one that is not here yet."""
        day = iso_day(value)
        if day is None:
            return _("Write the day as 3/5/2016 or 3 May 2016.")
        if not self.future and day > around.today:
            return _("This day is in the future. Write a day up to today.")
        return None


@dataclass(frozen=True, slots=True)
class Clocktime(Answer):
    """A time of day, kept as "09:30"."""

    def read(self, text: str, around: Around) -> str:
        """Read 9:30, 09.30 or 930."""
        match = re.fullmatch(r"(\d{1,2})[:.]?(\d{2})", plain_digits(text).strip())
        if not match or int(match[1]) > 23 or int(match[2]) > 59:
            raise Unreadable(_("Write the time as 09:30."))
        return f"{int(match[1]):02d}:{match[2]}"

    def fault(self, value: Any, around: Around) -> str | None:
        """Say when it is no time of day."""
        return None if isinstance(value, str) and _is_time(value) else _("Write the time as 09:30.")


@lru_cache(maxsize=4096)
def _is_time(text: str) -> bool:
    return re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text) is not None
