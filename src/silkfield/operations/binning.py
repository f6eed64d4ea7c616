"""The bin: what was removed in the last thirty days, by whom and when; all of it can be brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from silkfield.language import _
from silkfield.operations.exchange import network
from silkfield.operations.sitting import Sitting
from silkfield.store import people, removals
from silkfield.store.reading import Shown

KEPT = timedelta(days=30)
"""So long the bin offers what was removed; its history stays for good."""

_DAY = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Binned:
    """One removed record: who removed it, when (ms since 1970), and for how many more days the bin offers it."""

    shown: Shown
    who: str
    at: int
    days_left: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Some of what is in the bin, the last removal first, and how much there is in all."""

    count: int
    records: tuple[Binned, ...]


def binned(sitting: Sitting, *, limit: int = 0, offset: int = 0) -> Bin:
    """Return what was removed lately and can be brought back at this office."""
    now, kept = sitting.clock.now(), int(KEPT.total_seconds()) * 1000
    forms = [form for form in sitting.offered() if form.own_page or form.key == "attachment"]
    shared = {form.key for form in forms if form.shared}
    with sitting.store.reading() as connection:
        found = removals.since(
            connection, sitting.store.projection, [one.key for one in forms], now - kept, sitting.office.site, shared
        )
        some = found[offset : offset + limit if limit else None]
        reader = sitting.reader(connection)
        shown = {
            one.id: one
            for form in {each.form for each in some}
            for one in reader.several(form, [each.record for each in some if each.form == form])
        }
        writers = removals.persons(connection, [one.record for one in some])
        names = people.names(connection, writers.values())
    laptops = network.labels(sitting)
    return Bin(
        len(found),
        tuple(
            Binned(
                shown[one.record],
                names.get(writers.get(one.revision, "")) or _somebody(laptops.get(shown[one.record].writer, "")),
                one.at,
                max(1, -((now - kept - one.at) // _DAY)),
            )
            for one in some
        ),
    )


def _somebody(laptop: str) -> str:
    """Name somebody of another laptop: what a person is called there does not travel."""
    return _("somebody on {laptop}").format(laptop=laptop) if laptop else _("somebody at another office")
