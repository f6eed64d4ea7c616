"""Events as reports count them: each with its people, their sex and its evaluations, of one site or of all."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from silkfield.formkit.problems import Values
from silkfield.language import _
from silkfield.operations import joined
from silkfield.operations.auditing import Page, Streams
from silkfield.operations.exchange import network
from silkfield.operations.sitting import Sitting
from silkfield.reports import events, graduates
from silkfield.reports.events import Held
from silkfield.reports.graduates import Directory, Official
from silkfield.reports.measures import Period
from silkfield.reports.tables import Table
from silkfield.store.reading import Reader
from silkfield.store.store import Connection


def list_pages(sitting: Sitting, connection: Connection, chosen: Period) -> Page:
    """Return what makes R3 for one site or for all."""
    sites, around = _sites(sitting), sitting.around()
    known = _held(sitting.reader(connection))

    def page(_streams: Streams, title: str, site: str) -> tuple[list[Table], dict[str, Any]]:
        return events.event_list(_of(known, sites.get(site, "")), chosen, around, title)

    return page


def cascade_pages(sitting: Sitting, connection: Connection, _chosen: Period) -> Page:
    """Return what makes R6, the tree and the register of graduates; a cascade has no month."""
    sites, around = _sites(sitting), sitting.around()
    reader = sitting.reader(connection)
    known, directory, name = _held(reader), _directory(reader), _("Graduates")

    def page(_streams: Streams, title: str, site: str) -> tuple[list[Table], dict[str, Any]]:
        every = _of(known, sites.get(site, ""))
        tables, figures = events.cascade(every, around, title)
        return [*tables, graduates.register(every, directory, around, f"{title} · {name}")], figures

    return page


def _directory(reader: Reader) -> Directory:
    names = {one.id: str(one.values.get("full_name", "")) for one in reader.listing("person")}
    stands = joined.standing(reader, "person")
    known = {one: stands.get(one, one) for one in (*names, *stands)}
    officials = {one: Official(person, names.get(person) or names.get(one, "")) for one, person in known.items()}
    organisations = {one.id: str(one.values.get("name", "")) for one in reader.listing("organisation")}
    return Directory(officials, organisations)


def _sites(sitting: Sitting) -> dict[str, str]:
    return {one.code: one.id for one in network.sites_counted(sitting)}


def _of(known: list[tuple[str, Held]], site: str) -> list[Held]:
    return [held for where, held in known if site in ("", where)]


def _held(reader: Reader) -> list[tuple[str, Held]]:
    """Return every event with what hangs on it, and its site."""
    sexes = {one.id: str(one.values.get("sex") or "U") for one in reader.listing("person")}
    stands = joined.standing(reader, "person")
    people: defaultdict[str, list[tuple[Values, str]]] = defaultdict(list)
    for one in joined.once(reader, reader.listing("participation")):
        person = stands.get(named := str(one.values.get("person")), named)
        people[str(one.values.get("event"))].append(({**one.values, "person": person}, sexes.get(person, "U")))
    marks: defaultdict[str, list[Values]] = defaultdict(list)
    for one in reader.listing("evaluation"):
        marks[str(one.values.get("event"))].append(one.values)
    return [
        (one.site, Held(one.id, one.values, tuple(people[one.id]), tuple(marks[one.id])))
        for one in reader.listing("event")
    ]
