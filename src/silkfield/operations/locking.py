"""Locking: a coordinator approves the figures of a month; what changes afterwards is an adjustment, opening needs a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from silkfield.clock import local_time
from silkfield.errors import Trouble
from silkfield.formkit.days import iso_day
from silkfield.forms.month_lock import FIGURES
from silkfield.language import _
from silkfield.operations import joined, recording
from silkfield.operations.allowing import needs
from silkfield.operations.recording import Wanted
from silkfield.operations.roles import Ability, can
from silkfield.operations.safeguarding import RECORD
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.reports import monthly
from silkfield.reports.measures import Period, month, month_name
from silkfield.store.counting import count
from silkfield.store.locks import FORM
from silkfield.store.reading import Reader, Shown
from silkfield.store.streams import all_streams


@dataclass(frozen=True, slots=True)
class Locked:
    """The lock of a month at one site. `figures` are those that were approved; `reopened` says why it is open again."""

    record: str
    month: str
    site: str
    by: str
    on: date | None
    figures: Mapping[str, int]
    reopened: str

    @property
    def holds(self) -> bool:
        """Tell whether the month is locked now."""
        return bool(self.by) and not self.reopened


def locks(reader: Reader) -> list[Locked]:
    """Return the locks of all sites that are known here, one for each month of a site: one that holds before others."""
    found: dict[tuple[str, str], Locked] = {}
    for one in (_locked(shown) for shown in reader.listing(FORM)):
        before = found.get((one.site, one.month))
        if before is None or (one.holds and not before.holds):
            found[one.site, one.month] = one
    return list(found.values())


def _locked(shown: Shown) -> Locked:
    said = shown.values
    figures = {name: said[name] for name in FIGURES if isinstance(said.get(name), int)}
    return Locked(
        shown.id,
        str(said.get("month", "")),
        shown.site,
        str(said.get("approved_by", "")),
        iso_day(said.get("locked_on")),
        figures,
        str(said.get("reopened_because", "")),
    )


def lock_of(sitting: Sitting, period: str) -> Locked | None:
    """Return the lock of a month at this office, also one that was opened again, or None."""
    with sitting.store.reading() as connection:
        return _own(sitting, sitting.reader(connection), period)


def may_lock(sitting: Sitting) -> bool:
    """Tell whether the person who sits here may lock and open the months of this office."""
    return can(sitting.person.role, Ability.LOCK)


@needs(Ability.LOCK)
def lock(sitting: Sitting, period: str) -> Changes:
    """Lock a month that is over with its figures as they are now; one that was opened is locked anew. Raises Trouble."""
    try:
        chosen = month(period)
    except ValueError:
        raise Trouble(
            _("“{text}” is no month.").format(text=period), _("Write it as 2016-05."), code="period"
        ) from None
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        before = _own(sitting, reader, period)
        figures = {**_figures(sitting, reader, chosen), "dangers": noticed(sitting, reader, chosen)}
    if before and before.holds:
        raise Trouble(
            _("{month} is locked already.").format(month=month_name(chosen)),
            _("Open it again with a reason when something was wrong."),
            code="locked",
        )
    today = sitting.around().today.isoformat()
    answers = {"month": period, "approved_by": sitting.person.name[:60], "locked_on": today, **figures}
    return recording.save_together(sitting, [Wanted(FORM, answers, before.record if before else "")], why="lock")


@needs(Ability.LOCK)
def unlock(sitting: Sitting, period: str, reason: str) -> Changes:
    """Open a locked month again, with the reason, which stays in its history. Raises Trouble."""
    found = lock_of(sitting, period)
    if found is None or not found.holds:
        raise Trouble(_("This month is not locked."), _("Choose a month that is."), code="not_locked")
    if not reason.strip():
        raise Trouble(
            _("Write why the month is opened again."), _("The reason stays in the history."), code="no_reason"
        )
    shown = recording.known(sitting, found.record, FORM)
    answers = {**shown.values, "reopened_because": reason.strip()}
    return recording.save_together(
        sitting, [Wanted(FORM, answers, shown.id, shown.revision, note=reason.strip())], why="unlock"
    )


def _own(sitting: Sitting, reader: Reader, period: str) -> Locked | None:
    site = sitting.office.site
    return next((one for one in locks(reader) if one.site == site and one.month == period), None)


def _figures(sitting: Sitting, reader: Reader, chosen: Period) -> dict[str, int]:
    connection, site = reader.connection, sitting.office.site
    streams = [stream.id for stream in all_streams(connection) if stream.site == site]
    stands = joined.standing(reader)
    return {
        name: sum(count(connection, sitting.store.projection, measure, chosen, streams, stands).values())
        for name, measure in monthly.FROZEN.items()
    }


def noticed(sitting: Sitting, reader: Reader, chosen: Period) -> dict[str, int]:
    """Return how many safeguarding records of each kind were opened in a month, as far as this person may read them."""
    zone = sitting.clock.zone()
    opened = (
        one for one in reader.listing(RECORD) if chosen.first <= local_time(one.created, zone).date() <= chosen.last
    )
    return dict(Counter(flag for one in opened for flag in one.values.get("flags") or ()))
