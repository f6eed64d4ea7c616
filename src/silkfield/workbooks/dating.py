"""The day of each row: read, compared with the month of the sheet and with its neighbours, corrected by an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from silkfield.formkit.days import iso_day
from silkfield.language import _
from silkfield.workbooks.days import JALALI, MISSING, SERIAL, ReadDay, read_day_cell, swapped
from silkfield.workbooks.reading import Reading, RowNotes
from silkfield.workbooks.tables import Table

_ENOUGH_DAYS, _NEARLY_ALL = 10, 0.9


class Days:
    """The days of one table under one meaning; read all at once, because neighbours tell a day and a month apart."""

    def __init__(self, table: Table, reading: Reading, meaning: str = "date") -> None:
        self._reading = reading
        self._meaning = meaning
        self._days = [read_day_cell(row.value(meaning)) for row in table.rows]
        self._period = table.period or _usual_month(self._days)
        known = [read.day if read.day and self._in_period(read.day) else None for read in self._days]
        self._before = _last_known(known)
        self._after = _last_known(known[::-1])[::-1]

    def of(self, place: int, notes: RowNotes) -> date | None:
        """Return the day of the row at a place of the table, and note what is odd about it."""
        row = notes.row
        question = f"date:{self._reading.place(row.sheet, row.number)}"
        if answered := iso_day(self._reading.answers.get(question)):
            return self._in_time(answered, notes, question)
        read = self._days[place]
        if read.day is None:
            self._note_missing(read.code, notes, question)
            return None
        if read.code == SERIAL:
            notes.note(SERIAL, self._meaning, _("The day was kept as a number. Is this the day?"), read.day.isoformat())
        if read.code == JALALI:
            sentence = _("The day is written in the solar calendar. Is this the Gregorian day?")
            notes.note(JALALI, self._meaning, sentence, read.day.isoformat(), question)
        if not self._in_period(read.day):
            self._note_outside(place, read, notes, question)
        return self._in_time(read.day, notes, question)

    def _in_period(self, day: date) -> bool:
        return not self._period or day.isoformat().startswith(self._period)

    def _note_missing(self, code: str, notes: RowNotes, question: str) -> None:
        sentence = _("The day is missing.") if code == MISSING else _("The day cannot be read. Write it as 3/5/2016.")
        notes.note(code, self._meaning, sentence, None, question)

    def _in_time(self, day: date, notes: RowNotes, question: str) -> date:
        if day > self._reading.around.today:
            sentence = _("This day is in the future.")
            notes.note("R_DATE_FUTURE", self._meaning, sentence, self._in_year_of_sheet(day), question)
        return day

    def _in_year_of_sheet(self, day: date) -> str | None:
        """Return the same day in the year of the sheet, when it then lies in its month (2061 for 2016)."""
        meant = f"{self._period[:4]}{day.isoformat()[4:]}" if self._period else ""
        return meant if meant.startswith(self._period) and iso_day(meant) else None

    def _note_outside(self, place: int, read: ReadDay, notes: RowNotes, question: str) -> None:
        if read.day is None or read.day > self._reading.around.today:
            return
        other = swapped(read.day) if read.true_cell else None
        if other and self._in_period(other) and self._fits(place, other):
            sentence = _("Day and month may be exchanged: it stands among days of another month.")
            notes.note("W_DATE_SWAP", self._meaning, sentence, other.isoformat(), question)
        else:
            sentence = _("The day is outside the month of this sheet.")
            notes.note("W_DATE_OUT_OF_PERIOD", self._meaning, sentence, None, question)

    def _fits(self, place: int, day: date) -> bool:
        """Tell whether a day falls between its neighbours, or a day beside one of them."""
        before, after = self._before[place], self._after[place]
        if before and after and before <= day <= after:
            return True
        return any(near and abs(day - near) <= timedelta(1) for near in (before, after))


def _usual_month(days: Sequence[ReadDay]) -> str:
    """Return the month of nearly all days, "" when there is no such month."""
    months = Counter(read.day.isoformat()[:7] for read in days if read.day)
    month, count = months.most_common(1)[0] if months else ("", 0)
    return month if count >= _ENOUGH_DAYS and count >= _NEARLY_ALL * months.total() else ""


def _last_known(days: Sequence[date | None]) -> list[date | None]:
    """Return for each place the nearest known day before it."""
    found: list[date | None] = []
    last: date | None = None
    for day in days:
        found.append(last)
        last = day or last
    return found
