"""Days and spans of days as staff write them in workbooks, and what is odd about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from silkfield.formkit.folding import folded, plain_digits
from silkfield.formkit.jalali import read_jalali
from silkfield.formkit.problems import Unreadable
from silkfield.formkit.reading import MONTHS, read_day
from silkfield.workbooks.cells import Broken, Cell, says_nothing, text_of

MISSING, UNREADABLE = "R_DATE_MISSING", "R_DATE_UNREADABLE"
SERIAL, JALALI, MONTH_ONLY = "W_DATE_SERIAL", "W_DATE_JALALI", "W_DATE_MONTH_ONLY"
_FIRST_DAY = date(1899, 12, 30)
_SERIALS = range(32_874, 73_051)
"""Day numbers of 1990 to 2099 as Excel counts them."""

_MONTH_NAME = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_MONTH_AND_YEAR = re.compile(rf"(?<![^\W\d_])({_MONTH_NAME})[\s.,\-/']*((?:19|20)\d\d|\d\d)(?!\d)")
_MONTH_NUMBER = re.compile(r"(?<![\d/.\-])(0?[1-9]|1[0-2])\s*[/.\-]\s*((?:19|20)\d\d)(?!\d)")
_TO = r"\s*(?:-|–|—|to|till|until|&|and|,|تا)\s*"
_SAME_MONTH = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\.?{_TO}(\d{{1,2}})(?:st|nd|rd|th)?(?P<rest>[\s./\-].*)")
_SAME_YEAR = re.compile(rf"(?P<from>\d{{1,2}}(?:st|nd|rd|th)?\s+[^\W\d]+\.?){_TO}(?P<to>\d{{1,2}}.*?(?P<year>\d{{4}}))")
_SAME_YEAR_NUMBERS = re.compile(
    rf"(?P<from>\d{{1,2}}[./]\d{{1,2}}[./]?){_TO}(?P<to>\d{{1,2}}[./]\d{{1,2}}[./](?P<year>\d{{4}}))"
)
_MONTH_FIRST = re.compile(rf"([^\W\d]+)\.?\s+(\d{{1,2}}){_TO}(\d{{1,2}}),?\s+(\d{{4}})")
_TWO_DAYS = re.compile(r"\s+(?:-|–|—|to|till|until|تا)\s+|\s*(?:–|—)\s*|(?<=\d{4})\s*-\s*")


@dataclass(frozen=True, slots=True)
class ReadDay:
    """What a cell says about a day; `code` is a reason, "" when all is plain. A true cell is a day by Excel's own type."""

    day: date | None
    code: str = ""
    true_cell: bool = False


@dataclass(frozen=True, slots=True)
class ReadSpan:
    """The first and the last day that a cell names."""

    start: date | None
    end: date | None
    code: str = ""


def read_day_cell(cell: Cell) -> ReadDay:
    """Read the day in a cell: a date, a text in any spelling, a day number kept as text, a solar day."""
    if isinstance(cell, datetime):
        return ReadDay(cell.date(), true_cell=True)
    if isinstance(cell, date):
        return ReadDay(cell, true_cell=True)
    if isinstance(cell, Broken):
        return ReadDay(None, UNREADABLE)
    return _read_day_text(text_of(cell))


@lru_cache(maxsize=65536)
def _read_day_text(text: str) -> ReadDay:
    if says_nothing(text):
        return ReadDay(None, MISSING)
    plain = plain_digits(text)
    if plain.isdecimal() and int(plain) in _SERIALS:
        return ReadDay(_FIRST_DAY + timedelta(int(plain)), SERIAL)
    if solar := read_jalali(text):
        return ReadDay(solar, JALALI)
    try:
        return ReadDay(read_day(text.rstrip(".")))
    except Unreadable:
        return ReadDay(None, UNREADABLE)


def read_span_cell(cell: Cell) -> ReadSpan:
    """Read the days of an event: one day, "11-12 Feb 2014", "13/10/2014 - 16/10/2014", or a month alone."""
    one = read_day_cell(cell)
    if one.day or one.code == MISSING or not isinstance(cell, str):
        return ReadSpan(one.day, one.day, one.code)
    return _read_span_text(text_of(cell))


@lru_cache(maxsize=16384)
def _read_span_text(text: str) -> ReadSpan:
    plain = plain_digits(text).lower().strip()
    for first, last in _ends(plain):
        start, end = _read_day_text(first).day, _read_day_text(last).day
        if start and end:
            return ReadSpan(start, end)
    months = months_in(plain)
    if len(months) == 1 and not re.search(r"\d", _MONTH_NUMBER.sub("", _MONTH_AND_YEAR.sub("", plain))):
        year, month = months[0]
        return ReadSpan(date(year, month, 1), last_of_month(year, month), MONTH_ONLY)
    return ReadSpan(None, None, UNREADABLE)


def _ends(plain: str) -> list[tuple[str, str]]:
    """Return the texts that may be the first and the last day of a span, as whole days each."""
    ends: list[tuple[str, str]] = []
    if match := _SAME_MONTH.fullmatch(plain):
        ends.append((f"{match[1]}{match['rest']}", f"{match[2]}{match['rest']}"))
    if match := _SAME_YEAR.fullmatch(plain):
        ends.append((f"{match['from']} {match['year']}", match["to"]))
    if match := _SAME_YEAR_NUMBERS.fullmatch(plain):
        ends.append((f"{match['from'].rstrip('./')}.{match['year']}".replace("/", "."), match["to"]))
    if match := _MONTH_FIRST.fullmatch(plain):
        ends.append((f"{match[2]} {match[1]} {match[4]}", f"{match[3]} {match[1]} {match[4]}"))
    halves = [half for half in _TWO_DAYS.split(plain) if half]
    if len(halves) == 2:
        ends.append((halves[0], halves[1]))
    return ends


def span_in(text: str) -> ReadSpan:
    """Find the days named within a longer text, for example a title line."""
    plain = plain_digits(text).lower()
    numbers = [match.start() for match in re.finditer(r"(?<!\d)\d", plain)]
    ends = [match.end() for match in re.finditer(r"\d{2,4}(?!\d)", plain)]
    pieces = [plain[begin:end].strip() for begin in numbers for end in reversed(ends) if 6 <= end - begin < 40]
    spans = [span for piece in pieces if (span := _read_span_text(piece)).start and not span.code]
    days = [ReadSpan(day, day) for piece in pieces if (day := _read_day_text(piece).day)]
    return (spans + days or [_read_span_text(plain)])[0]


def months_in(text: str) -> list[tuple[int, int]]:
    """Return the (year, month) pairs named in a text, each once."""
    plain = plain_digits(text).lower().replace("_", " ")
    named = [(_full_year(match[2]), MONTHS[match[1]]) for match in _MONTH_AND_YEAR.finditer(plain)]
    numbered = [(int(match[2]), int(match[1])) for match in _MONTH_NUMBER.finditer(plain)]
    return list(dict.fromkeys([*named, *numbered]))


def period_of(texts: list[str]) -> str:
    """Return the month ("2016-05") that titles and the sheet's name speak of; "" when they name none or several."""
    for text in texts:
        months = months_in(text)
        if len(months) == 1:
            return f"{months[0][0]}-{months[0][1]:02d}"
    return ""


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return (date(year, month, 28) + timedelta(4)).replace(day=1) - timedelta(1)


def swapped(day: date) -> date | None:
    """Return the day with day and month exchanged, None when that is no other day."""
    return date(day.year, day.day, day.month) if day.day <= 12 and day.day != day.month else None


def _full_year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def says_planned(text: str) -> bool:
    """Tell whether a text stands for days that are not fixed yet."""
    return folded(text) in {"tbd", "tbc", "to be decided", "to be confirmed", "planned", "not fixed", "open"}
