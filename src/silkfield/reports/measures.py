"""What is counted, as data: which records, in which days, split by what. `store.counting` turns it into SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from silkfield.formkit.days import MONTH_NAMES
from silkfield.language import _


class Unit(Enum):
    """What one of a measure is: a record, a head in a room, or a person counted once."""

    RECORDS = "records"
    HEADS = "heads"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Only:
    """A condition on one answer: it is one of `keys`, or missing too (`or_missing`); with no keys, it is given or not."""

    field: str
    keys: tuple[str, ...] = ()
    given: bool = True
    or_missing: bool = False


@dataclass(frozen=True, slots=True)
class Late:
    """A condition on a record: it was written more than so many days after its day."""

    days: int


@dataclass(frozen=True, slots=True)
class Measure:
    """One count. `day` is the field that says when it happened, `by` the field it is split by ("" for one number).

    HEADS adds up a head count and splits it by sex. PEOPLE counts each record that `person` points to once, split by
    an answer of that record.
    """

    form: str
    day: str
    unit: Unit = Unit.RECORDS
    by: str = ""
    where: tuple[Only | Late, ...] = ()
    heads: str = "heads"
    person: str = ""
    person_form: str = ""


Counts = Mapping[str, int]
"""Counts by what they are split by; a missing answer stands under ""."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both counted."""

    name: str
    first: date
    last: date


def month(text: str) -> Period:
    """Read a month written 2016-05. Raises ValueError."""
    year, number = (int(part) for part in text.split("-"))
    first = date(year, number, 1)
    following = date(year + number // 12, number % 12 + 1, 1)
    return Period(text, first, following - timedelta(days=1))


def month_name(period: Period) -> str:
    """Return the month a period ends in as people say it: May 2016."""
    return f"{_(MONTH_NAMES[period.last.month - 1])} {period.last.year}"


def month_before(period: Period) -> Period:
    """Return the month before."""
    last = period.first - timedelta(days=1)
    return Period(f"{last.year}-{last.month:02d}", last.replace(day=1), last)


def year_to(period: Period) -> Period:
    """Return the days from the start of the year to the end of a period."""
    return Period(str(period.last.year), date(period.last.year, 1, 1), period.last)


def project_to(period: Period, start: date) -> Period:
    """Return the days from the start of the project to the end of a period."""
    return Period("project", start, period.last)
