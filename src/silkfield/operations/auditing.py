"""Auditing: what is unknown, odd, late, double or missing in the records of a month, and the records behind each number."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations import doubling
from silkfield.operations.exchange import network
from silkfield.operations.sitting import Sitting
from silkfield.reports import quality
from silkfield.reports.measures import Measure, Period, month, month_name
from silkfield.reports.quality import ALL_CONTACTS, CHECKS, DUPLICATES, FUTURE, MONTH, OLD, Beyond
from silkfield.reports.tables import Table
from silkfield.store.counting import count, delays, records
from silkfield.store.store import Connection
from silkfield.store.streams import all_streams
from silkfield.store.streams import beyond as beyond_tip

Streams = Collection[int] | None
"""The streams whose records are looked at; all of them when None."""


Page = Callable[[Streams, str, str], tuple[list[Table], dict[str, Any]]]
"""Makes the tables of one site, or of all: its streams, the title, the code of the site."""


def pages(sitting: Sitting, connection: Connection, chosen: Period) -> Page:
    """Return what makes R13 for the records of some streams; what does not hang on them is looked up once."""
    spans, projection, doubles = _spans(sitting, chosen), sitting.store.projection, _doubles(sitting, connection)
    sites = {stream.id: stream.site for stream in all_streams(connection)}

    def page(streams: Streams, title: str, site: str) -> tuple[list[Table], dict[str, Any]]:
        waited = delays(connection, projection, ALL_CONTACTS, chosen, streams)
        missing = _missing(connection, streams) if sitting.office.is_headquarters else None
        here = None if streams is None else {sites[one] for one in streams}
        found = Beyond(round(median(waited)) if waited else None, len(_of(doubles, here)), missing)

        def ask(measure: Measure, span: str) -> int:
            return sum(count(connection, projection, measure, spans[span], streams).values())

        return quality.page(ask, found, sitting.forms, title, site)

    return page


def records_behind(sitting: Sitting, behind: str, period: str) -> tuple[str, tuple[str, ...], str]:
    """Return the records a number of R13 counts: their form, their ids, and what they have in common. Raises Trouble.

    `behind` is what the table names for the row; of clients it is both of every pair.
    """
    key, _at, code = behind.partition("@")
    chosen = month(period)
    with sitting.store.reading() as connection:
        streams = streams_of(sitting, connection, code)
        if key == DUPLICATES:
            told = _("Clients that may be one person")
            here = {one.id for one in network.sites_counted(sitting, code)} if code else None
            both = {client: None for pair in _of(_doubles(sitting, connection), here) for client in pair.clients}
            return "client", tuple(both), told
        check = next((one for one in CHECKS if one.key == key), None)
        if check is None:
            raise Trouble(_("No records stand behind this number."), _("Choose another row."), code="nothing_behind")
        found = records(
            connection, sitting.store.projection, check.measure, _spans(sitting, chosen)[check.span], streams
        )
    label = quality.label_of(check, sitting.forms)
    told = _("{what}, {month}").format(what=label, month=month_name(chosen)) if check.span == MONTH else label
    return check.measure.form, tuple(found), told


def streams_of(sitting: Sitting, connection: Connection, site: str) -> Streams:
    """Return the streams of a site by its code, None for all sites."""
    if not site:
        return None
    ids = {one.id for one in network.sites_counted(sitting, site)}
    return [stream.id for stream in all_streams(connection) if stream.site in ids]


def _spans(sitting: Sitting, chosen: Period) -> Mapping[str, Period]:
    around = sitting.around()
    return {
        MONTH: chosen,
        FUTURE: Period(FUTURE, around.today + timedelta(days=1), date.max),
        OLD: Period(OLD, date.min, around.project_start - timedelta(days=1)),
    }


def _missing(connection: Connection, streams: Streams) -> int:
    """Count the changes that laptops have sent word of and that are not here."""
    found = (beyond_tip(connection, one)[1] for one in all_streams(connection) if streams is None or one.id in streams)
    return sum(last - first + 1 for holes in found for first, last in holes)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two clients that share a mark, and the offices they belong to."""

    clients: tuple[str, str]
    sites: frozenset[str]


def _of(pairs: Sequence[_Pair], sites: Collection[str] | None) -> list[_Pair]:
    """Return the pairs of which both belong to these offices, all of them when None."""
    return [one for one in pairs if sites is None or one.sites <= set(sites)]


def _doubles(sitting: Sitting, connection: Connection) -> list[_Pair]:
    """Return the pairs of clients that share a mark, and of whom nobody has said whether they are one person."""
    reader = sitting.reader(connection)
    found = doubling.found(sitting, connection)
    pairs = [(one.one, one.other) for one in (*found.open, *found.asked)]
    sites = reader.sites("client", {client for pair in pairs for client in pair})
    return [_Pair(pair, frozenset(sites[client] for client in pair)) for pair in sorted(pairs)]
