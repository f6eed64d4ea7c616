"""Planning: what stands in the calendar of a month, planned and held, events and sessions alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from silkfield.formkit.days import iso_day
from silkfield.forms.event_rules import main_venue, span
from silkfield.forms.session import HELD
from silkfield.operations.allowing import open_to_all
from silkfield.operations.sitting import Sitting
from silkfield.reports.measures import Measure, month
from silkfield.store.counting import records

SESSION, EVENT = "session", "event"


@dataclass(frozen=True, slots=True)
class Entered:
    """One event or session in the calendar, with its days, the key of its status, and where it takes place."""

    form: str
    record: str
    title: str
    first: date
    last: date
    status: str
    place: str = ""


@open_to_all
def in_month(sitting: Sitting, name: str) -> list[Entered]:
    """Return what lies in a month (2016-05) or reaches into it, the earliest first."""
    period, around = month(name), sitting.around()
    found: list[Entered] = []
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        for one in reader.listing(EVENT):
            values = reader.understood(EVENT, one.values)
            days = span(values)
            if days and days[0] <= period.last and days[1] >= period.first:
                title = str(values.get("short_title") or values.get("title", ""))
                place = str(main_venue(values).get("city") or "")
                found.append(Entered(EVENT, one.id, title, *days, str(values.get("status", "")), place))
        held = records(connection, sitting.store.projection, Measure(SESSION, "held_on"), period, None)
        for one in reader.several(SESSION, held):
            values = reader.understood(SESSION, one.values)
            if day := iso_day(values.get("held_on")):
                kind = around.codes["session_type"].text(str(values.get("session_type", "")))
                place, status = str(values.get("venue", "")), str(values.get("status", HELD))
                found.append(Entered(SESSION, one.id, kind, day, day, status, place))
    return sorted(found, key=lambda one: (one.first, one.form, one.title))
